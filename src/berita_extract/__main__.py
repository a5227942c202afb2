"""`python -m berita_extract` is the same as `berita-extract`."""

from __future__ import annotations

from berita_extract.cli import main

if __name__ == "__main__":  # processes that work for us import this file too
    main()
