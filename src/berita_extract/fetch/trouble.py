"""Why a page could not be fetched."""

from __future__ import annotations

from berita_extract.errors import BeritaError


class FetchError(BeritaError):
    """One request gave no page; `again` says whether asking later may help, `wait` how long the server asks for."""

    def __init__(
        self, reason: str, *, again: bool = False, wait: float | None = None, status: int | None = None
    ) -> None:
        reason = printable(reason)
        super().__init__(reason)
        self.reason, self.again, self.wait, self.status = reason, again, wait, status


class RefusedError(FetchError):
    """The request was not made, or its answer not read, because it is not safe or not allowed."""


def printable(text: str) -> str:
    """The text without signs that command a terminal: servers can write anything into a header."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
