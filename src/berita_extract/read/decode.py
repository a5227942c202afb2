"""Bytes -> text, whatever the encoding is and whatever it is declared to be."""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode by mark, then as UTF-8, then as declared, then as Windows-1252; never fails.

    The declaration comes after UTF-8 because pages declare wrongly far more often than other encodings happen to be
    valid UTF-8. A few broken bytes in UTF-8 become U+FFFD.
    """
    wide = wide_encoding(data[:4096])
    if wide:
        return data.decode(wide, "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_legacy(data, declared)


def wide_encoding(head: bytes) -> str | None:
    """The UTF-16 or UTF-32 encoding of a file's first bytes, by its mark or by where its NUL bytes stand."""
    for mark, name in _BOMS[1:]:
        if head.startswith(mark):
            return name
    if len(head) >= 4 and b"\0" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if max(even, odd) > 0.3 * len(head) / 2 and min(even, odd) <= 0.02 * len(head):
            return "utf-16-be" if even > odd else "utf-16-le"
    return None


def _decode_legacy(data: bytes, declared: str | None) -> str:
    lenient = data.decode("utf-8", "replace").removeprefix("\ufeff")
    broken = lenient.count("\ufffd")
    sound = sum(1 for c in lenient if c >= "\x80") - broken
    if sound > broken:
        return lenient
    if declared:
        try:
            text = data.decode(declared)
            if isinstance(text, str):
                return text
        except (LookupError, ValueError):
            pass
    return _decode_windows(data)


def _decode_windows(data: bytes) -> str:
    # ISO-8859-1 differs from it only in bytes that no text uses; where Windows-1252 has a gap, ISO-8859-1 fills it.
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_windows_char(b) for b in data)


def _windows_char(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
