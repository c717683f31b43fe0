"""Opening a file that someone hands in: workbook, CSV or JSON, told apart by what is in it and not by its name."""

import csv
import io
import unicodedata
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import orjson

LARGEST = 200 * 2**20
MOST_CELLS = 10_000_000
WORKBOOK_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
ENCODINGS = ("utf-8-sig", "gb18030")


class Unreadable(Exception):
    """The file cannot be taken at all; the message says why and what to do."""


@dataclass
class Sheet:
    """Rows of cells from a workbook or CSV, or records from JSON. `rows[0]` is line 1."""

    name: str
    rows: list = field(default_factory=list)
    records: list | None = None
    problem: str = ""


def read(path: Path) -> list[Sheet]:
    data = load(path)
    if data.startswith(WORKBOOK_STARTS):
        return workbook(data, path)
    told = decode(data, path)
    if told.lstrip()[:1] in ("[", "{"):
        return [records(told, path)]
    return [Sheet(path.name, table(told, path))]


def load(path):
    if not path.exists():
        raise Unreadable(f"没有找到文件“{path}”。请检查路径。")
    if not path.is_file():
        raise Unreadable(f"“{path}”不是文件。请给出一个 xlsx、csv 或 json 文件。")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise Unreadable(f"“{path.name}”有{size >> 20}MB，超过{LARGEST >> 20}MB。请拆分后分次导入。")
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"读不了文件“{path}”：{error.strerror}。请检查权限。") from error
    if not data.strip():
        raise Unreadable(f"“{path.name}”是空文件。")
    return data


def workbook(data, path):
    from python_calamine import CalamineWorkbook

    refuse_bomb(data, path)
    book = guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))
    if isinstance(book, str):
        raise Unreadable(f"“{path.name}”打不开，不是完好的 Excel 工作簿。请用表格软件打开后另存为 xlsx 再试。")
    sheets = [sheet_of(book, name) for name in book.sheet_names]
    if not any(sheet.rows for sheet in sheets):
        raise Unreadable(f"“{path.name}”里没有数据。")
    return sheets


def refuse_bomb(data, path):
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Unreadable(f"“{path.name}”已损坏，打不开。请重新取得文件，或用表格软件另存为 xlsx 再试。") from error
    if size > 5 * LARGEST:
        raise Unreadable(f"“{path.name}”解压后有{size >> 20}MB，过大。请拆分后分次导入。")


def guarded(work):
    """The result, or what went wrong as text: the reader's own panics are not ordinary exceptions."""
    try:
        return work()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        return f"{type(error).__name__}：{error}"


def sheet_of(book, name):
    sheet = guarded(lambda: book.get_sheet_by_name(name))
    rows = sheet if isinstance(sheet, str) else guarded(lambda: cells_of(sheet))
    return Sheet(name, problem=rows) if isinstance(rows, str) else Sheet(name, rows)


def cells_of(sheet):
    if sheet.height * sheet.width > MOST_CELLS:
        return f"工作表过大（{sheet.height}行{sheet.width}列）"
    rows = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    return rows


def decode(data, path):
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ENCODINGS
    for encoding in encodings:
        try:
            told = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not binary(told):
            return told
    raise Unreadable(f"“{path.name}”不是表格文件。可以导入 xlsx、csv（UTF-8 或 GB18030 编码）和 json。")


def binary(told):
    sample = told[:100_000]
    odd = sum(unicodedata.category(char) in ("Cc", "Cn", "Co") and char not in "\r\n\t" for char in sample)
    return "\0" in told or odd * 200 > len(sample)


def table(told, path):
    try:
        return list(csv.reader(io.StringIO(told, newline=""), delimiter=delimiter(told)))
    except csv.Error as error:
        raise Unreadable(f"“{path.name}”不是规范的 CSV：{error}。请用表格软件另存为 CSV 或 xlsx 再试。") from error


def delimiter(told):
    start = told[:5000]
    return max(",\t;|", key=start.count)


def records(told, path):
    try:
        found = orjson.loads(told.lstrip("\ufeff"))
    except orjson.JSONDecodeError as error:
        raise Unreadable(f"“{path.name}”不是完整的 JSON（第{error.lineno}行附近）。请检查文件是否完整。") from error
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
        found = lists[0] if len(lists) == 1 else [found]
    if not found:
        raise Unreadable(f"“{path.name}”里没有数据。")
    return Sheet(path.name, records=found)
