"""What a file is, by its content; its name must not say otherwise."""

from dataclasses import dataclass

OFFICE = "application/vnd.openxmlformats-officedocument"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACRO_ENDINGS = ("xlsm", "docm", "xltm", "dotm", "xlam", "pptm")


class Bad(Exception):
    """Why a file cannot be taken and what to do, as the rest of a sentence that begins with its name."""


@dataclass(frozen=True)
class Kind:
    name: str
    type: str
    endings: tuple[str, ...]


KINDS = {
    "pdf": Kind("PDF", "application/pdf", ("pdf",)),
    "png": Kind("PNG图片", "image/png", ("png",)),
    "jpeg": Kind("JPG图片", "image/jpeg", ("jpg", "jpeg")),
    "ofd": Kind("OFD", "application/ofd", ("ofd",)),
    "docx": Kind("DOCX", f"{OFFICE}.wordprocessingml.document", ("docx",)),
    "xlsx": Kind("XLSX", f"{OFFICE}.spreadsheetml.sheet", ("xlsx",)),
}


SCANS = ("pdf", "jpeg", "png")


def accepted(kinds=tuple(KINDS)):
    """The names of these kinds, as a sentence has them."""
    if set(kinds) <= set(SCANS):
        return "扫描件（PDF、JPG、PNG）"
    return "PDF、JPG、PNG、OFD、DOCX、XLSX"
