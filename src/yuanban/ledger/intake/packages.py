"""OFD, DOCX and XLSX are ZIP packages: judged by their lists, without unpacking them."""

import io
import struct
import zipfile
import zlib

from yuanban.ledger.intake.kinds import Bad

MOST_ENTRIES, MOST_LIST, MOST_BYTES, MOST_TYPES = 3000, 2**20, 200 * 2**20, 2**20
RATIO, SMALL = 200, 2**20
BROKEN = "已经损坏或者没有传完，打不开。请重新保存后再上传。"
BOMB = "展开后过大，不能收取。请减少内容，或者导出为PDF后再上传。"
MACRO = "带有宏，不能收取。请另存为不带宏的DOCX、XLSX，或者导出为PDF。"
MACROS = ("vbaproject.bin", "vbadata.xml", "/macrosheets/", "/activex/")


def look(data):
    """-> "ofd", "docx", "xlsx", or "" for any other ZIP. Raises Bad."""
    list_size(data)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError, OverflowError):
        raise Bad(BROKEN) from None
    entries = package.infolist()
    guard_size(data, entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Bad("有密码保护，办理机关打不开。请去掉密码后再上传。")
    names = {entry.filename.lower() for entry in entries}
    if any(part in f"/{name}" for name in names for part in MACROS):
        raise Bad(MACRO)
    return kind_of(package, names)


def list_size(data):
    """How long the list of contents is, as the end of the package says, before anything is made of it."""
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or at + 22 > len(data):
        raise Bad(BROKEN)
    count, size = struct.unpack("<HI", data[at + 10 : at + 16])
    if count > MOST_ENTRIES or size > MOST_LIST:
        raise Bad(BOMB)


def guard_size(data, entries):
    """The sizes that the list states; a list that lays one entry over another lies."""
    total = sum(entry.file_size for entry in entries)
    if total > MOST_BYTES or any(e.file_size > SMALL and e.file_size > RATIO * e.compress_size for e in entries):
        raise Bad(BOMB)
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end or entry.header_offset + 30 + entry.compress_size > len(data):
            raise Bad(BROKEN)
        end = entry.header_offset + 30 + entry.compress_size


def kind_of(package, names):
    if "ofd.xml" in names:
        part(package, "ofd.xml")
        return "ofd"
    if "[content_types].xml" not in names:
        return ""
    if b"macroenabled" in part(package, "[content_types].xml").lower():
        raise Bad(MACRO)
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else ""


def part(package, name):
    """One small part, read to the end of its limit at most."""
    entry = next(one for one in package.infolist() if one.filename.lower() == name)
    try:
        with package.open(entry) as file:
            return file.read(MOST_TYPES)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error):
        raise Bad(BROKEN) from None
