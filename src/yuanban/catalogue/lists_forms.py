"""What the pages of reference lists read and show: a line's form, pasted rows, and lines under their headings."""

import datetime as dt
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from yuanban.catalogue.lists import LISTS, STAGES
from yuanban.catalogue.models import BasicItem
from yuanban.ledger.intake import packages
from yuanban.ledger.intake.kinds import Bad
from yuanban.ledger.invalid import Invalid

LINE = ("key", "list", "stage", "name", "summary", "supplier")
COLUMNS = {"清单": "list", "阶段": "stage", "名称": "name", "编码": "key", "说明": "summary", "提供单位": "supplier"}
MOST_ROWS, MOST_BYTES = 1000, 2_000_000


def line_of(post):
    """The typed line; a basic item may be named instead of coded."""
    line = {name: post.get(name, "").strip() for name in LINE}
    if line["list"] in ("approval", "service"):
        line["key"] = code_of(line["key"])
    return line


def code_of(text):
    """The code that was typed, or that of the one basic item of that name."""
    codes = list(BasicItem.objects.filter(name=text).values_list("code", flat=True)[:6]) if text else []
    if len(codes) > 1:
        raise Invalid({"key": f"基本目录中有{len(codes)}项叫“{text}”，请填写编码：{'、'.join(codes)}。"})
    return codes[0] if codes else text


def day_of(text, key="from_date"):
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        raise Invalid({key: "请填写日期，例如 2026-03-05。"}) from None


def seen(post):
    text = post.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def pasted(text):
    """Rows as they are copied from a spreadsheet, the first one naming the columns -> lines."""
    rows = [row.split("\t") for row in text.replace("\r", "").split("\n") if row.strip()]
    if not rows:
        raise Invalid({"rows": "请粘贴表格，第一行为列名：清单、阶段、名称、编码、说明、提供单位。"})
    names = [COLUMNS.get(cell.strip(), "") for cell in rows[0]]
    lacking = [title for title, name in COLUMNS.items() if name in ("list", "stage", "name") and name not in names]
    if lacking:
        raise Invalid({"rows": f"第一行缺少列：{'、'.join(lacking)}。请连同列名一起粘贴。"})
    if len(rows) > MOST_ROWS + 1:
        raise Invalid({"rows": f"一次最多{MOST_ROWS}行，现有{len(rows) - 1}行，请分几次导入。"})
    return [line_in(dict(zip(names, row, strict=False))) for row in rows[1:]]


def line_in(cells):
    line = {name: cells.get(name, "").strip() for name in LINE}
    return line | {"list": word(LISTS, line["list"]), "stage": word(STAGES, line["stage"])}


def word(words, text):
    return next((key for key, name in words.items() if text in (key, name)), text)


def sheet_text(upload):
    """The first sheet of a workbook as rows to paste, so that it can be looked through before it is taken."""
    if upload.size > MOST_BYTES:
        raise Invalid({"rows": "文件超过2MB，请只保留要导入的工作表。"})
    try:
        rows = CalamineWorkbook.from_filelike(BytesIO(looked_at(upload.read()))).get_sheet_by_index(0).to_python()
    except Bad as problem:
        raise Invalid({"rows": f"这个文件{problem}"}) from None
    except (CalamineError, ValueError, IndexError, OSError):
        raise Invalid({"rows": "这个文件不是可以读取的表格，请另存为 xlsx 后再试，或者复制粘贴。"}) from None
    return "\n".join("\t".join(cell_text(cell) for cell in row) for row in rows)


def looked_at(data):
    """A workbook that would fill the memory is not opened."""
    if data.startswith(b"PK"):
        packages.look(data)
    return data


def cell_text(cell):
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return " ".join(text.split())


def sections(lines, listing):
    """[(list's name, [(stage's name, lines)])] of the lines that were asked for."""
    wanted = [line for line in lines if asked_for(line, listing)]
    return [(LISTS[name], by_stage([line for line in wanted if line.list == name])) for name in LISTS
            if any(line.list == name for line in wanted)]  # fmt: skip


def asked_for(line, listing):
    words = listing["q"].lower()
    told = (line.name, line.key, line.supplier, line.summary)
    return (
        listing["list"] in ("", line.list)
        and listing["stage"] in ("", line.stage)
        and (not words or any(words in text.lower() for text in told))
    )


def by_stage(lines):
    return [(STAGES[stage], [one for one in lines if one.stage == stage]) for stage in STAGES
            if any(one.stage == stage for one in lines)]  # fmt: skip


def counted(lines):
    """[(list, its name, how many)]"""
    return [(name, title, sum(line.list == name for line in lines)) for name, title in LISTS.items()]
