"""Indonesian news about government innovation in, source-grounded records out."""

from __future__ import annotations

from typing import Any

__all__ = ["Record", "__version__", "extract", "run"]

_HOME = {"extract": "berita_extract.api", "run": "berita_extract.api", "Record": "berita_extract.model"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `import berita_extract` stays quick."""
    if name == "__version__":
        from importlib.metadata import version

        return version("berita-extract")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
