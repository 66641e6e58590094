"""The bytes of a file as text."""

from webapp.incoming.faults import Fault, Invalid

CODINGS = {
    "cp1252": "Western European",
    "cp1250": "Central European",
    "cp1251": "Cyrillic",
    "cp1253": "Greek",
    "cp1254": "Turkish",
    "mac-roman": "Macintosh",
    "cp932": "Japanese",
    "gb18030": "Chinese",
}
"""What a file without a mark can be written in, where it is not UTF-8; the first is assumed."""


def decoded(data: bytes, coding: str = "") -> tuple[str, str]:
    """The text of a file, and its coding if that was assumed. Raises Invalid."""
    if data.startswith(b"PK\x03\x04"):
        raise Invalid(Fault("table", "is a spreadsheet's own file: save it as CSV, and open that"))
    if data.startswith(b"%PDF"):
        raise Invalid(Fault("table", "is a PDF, which knows no tables: copy the rows from it"))
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig"), ""
    except UnicodeDecodeError:
        assumed = coding if coding in CODINGS else next(iter(CODINGS))
        return data.decode(assumed, errors="replace"), assumed
