"""Files as people hand them in, good and bad, made here."""

import io
import struct
import zipfile
import zlib

from tests.cast import PDF

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORD = {"[Content_Types].xml": TYPES, "word/document.xml": "<document/>"}
SHEET = {"[Content_Types].xml": TYPES, "xl/workbook.xml": "<workbook/>"}
OFD = {"OFD.xml": "<OFD/>", "Doc_0/Document.xml": "<Document/>"}


def package(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width=1, height=1):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")


def jpeg(width=1, height=1):
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"scan" + b"\xff\xd9"


def locked(parts):
    """The same package with the mark of a password on every part."""
    data = bytearray(package(parts))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = data.find(sign)
        while found >= 0:
            data[found + at] |= 1
            found = data.find(sign, found + 4)
    return bytes(data)


def overlapping():
    """Every entry of the list points to the same bytes."""
    data = bytearray(package({f"{n}": "x" * 1000 for n in range(20)} | WORD))
    found = data.find(b"PK\x01\x02")
    while found >= 0:
        data[found + 42 : found + 46] = bytes(4)
        found = data.find(b"PK\x01\x02", found + 4)
    return bytes(data)


GOOD = {
    "a.pdf": (PDF, "application/pdf"),
    "b.PNG": (png(), "image/png"),
    "c.jpeg": (jpeg(), "image/jpeg"),
    "d.ofd": (package(OFD), "application/ofd"),
    "e.docx": (package(WORD), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "f.xlsx": (package(SHEET), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
BAD = {
    "empty": ("a.pdf", b"", "空的"),
    "too large": ("a.pdf", PDF + bytes(20 * 2**20) + PDF, "20MB"),
    "a program": ("a.exe", b"MZ" + bytes(100), "格式不能识别"),
    "a page": ("a.html", b"<script>alert(1)</script>", "格式不能识别"),
    "another ending": ("a.pdf", png(), "与扩展名“.pdf”不符"),
    "any package": ("a.zip", package({"a.txt": "x"}), "格式不能识别"),
    "a macro workbook": ("a.xlsx", package(SHEET | {"xl/vbaProject.bin": "x"}), "宏"),
    "a macro sheet": ("a.xlsx", package(SHEET | {"xl/macrosheets/sheet1.xml": "x"}), "宏"),
    "a macro ending": ("a.docm", package(WORD), "宏"),
    "a macro type": ("a.docx", package(WORD | {"[Content_Types].xml": TYPES + "macroEnabled"}), "宏"),
    "an old office file": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "旧版或者加密"),
    "a bomb of zeros": ("a.docx", package(WORD | {"word/big.xml": bytes(30 * 2**20)}), "展开后过大"),
    "a bomb of entries": (
        "a.docx",
        package(WORD | {f"{n}": "" for n in range(4000)}, zipfile.ZIP_STORED),
        "展开后过大",
    ),
    "a bomb of overlaps": ("a.docx", overlapping(), "损坏"),
    "a locked package": ("a.docx", locked(WORD), "密码"),
    "half a package": ("a.docx", package(WORD)[:-30], "损坏"),
    "a spoiled package": ("a.docx", package(WORD).replace(b"PK\x01\x02", b"PK\x01\x03"), "损坏"),
    "a locked pdf": ("a.pdf", PDF.replace(b"startxref", b"trailer <</Encrypt 5 0 R>> startxref"), "密码"),
    "half a pdf": ("a.pdf", PDF[:-10], "不完整"),
    "half a png": ("a.png", png()[:-6], "不完整"),
    "half a jpeg": ("a.jpg", jpeg()[:-2], "不完整"),
    "a png bomb": ("a.png", png(60_000, 60_000), "过大"),
    "a jpeg bomb": ("a.jpg", jpeg(65_000, 10), "过大"),
}
