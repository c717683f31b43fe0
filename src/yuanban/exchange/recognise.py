"""Which sheets of a file are a table of the kind that was asked for; if none, what they look like."""

from yuanban.exchange import cells
from yuanban.exchange.headers import header_of, tables
from yuanban.exchange.read import Unreadable
from yuanban.exchange.rows import record_rows, table_rows

TOO_LONG = 100


def rows_of(kind, sheets, name):
    """-> (rows, notes). Raises Unreadable when no sheet is a table of this kind."""
    rows, notes = [], []
    for sheet in sheets:
        header = header_of(kind, sheet)
        if sheet.problem:
            notes.append(f"工作表“{sheet.name}”读不出来，已跳过：{sheet.problem[:TOO_LONG]}")
        elif header:
            refuse_other(kind, header, sheet, name)
            rows += table_rows(sheet, header) if sheet.records is None else record_rows(kind, sheet)
        elif filled(sheet):
            notes.append(f"工作表“{sheet.name}”不是{tables()[kind]['title']}表，已跳过")
    if not rows:
        raise Unreadable(explain(kind, sheets, name))
    return rows, notes


def filled(sheet):
    return any(any(cells.text(cell) for cell in row) for row in sheet.rows)


def refuse_other(kind, header, sheet, name):
    """A table of papers is not taken for a table of items because it names items."""
    other, found = likeliest(kind, [sheet])
    if found >= 2 * len(header.found):
        raise Unreadable(f"“{name}”像是{tables()[other]['title']}表，请用 yuanban import {other} 导入。")


def likeliest(kind, sheets):
    """-> (the other kind that knows most of the columns, how many)"""
    rivals = [(other, header_of(other, sheet)) for other in tables() if other != kind for sheet in sheets]
    return max(
        ((other, len(header.found)) for other, header in rivals if header), key=lambda one: one[1], default=("", 0)
    )


def explain(kind, sheets, name):
    title = tables()[kind]["title"]
    other, found = likeliest(kind, sheets)
    if found:
        return f"“{name}”不是{title}表，像是{tables()[other]['title']}表。可以用 yuanban import {other} 导入。"
    groups = tables()[kind]["needs"]
    needs = "、".join("或".join(tables()[kind]["fields"][key][0] for key in group) for group in groups)
    where = f"在“{name}”里没有找到{title}表的表头，或者表头下面没有数据。"
    return f"{where}表头应在前30行内，至少有这些列：{needs}。{seen(sheets)}"


def seen(sheets):
    for sheet in sheets:
        for row in sheet.rows:
            if names := [cells.line(cell)[:12] for cell in row if cells.text(cell)][:8]:
                return f"现在读到的是：{'、'.join(names)}。"
    return ""
