"""The support items as a workbook, one line for each milestone."""

import io

import xlsxwriter

from yuanban.mandates.coverage_xlsx import FORMAT, LOOKS, sheet

COLUMNS = (
    ("序号", 6), ("支持事项", 46), ("内容", 50), ("责任部门", 28), ("状态", 10), ("节点", 36), ("节点期限", 12), ("完成日期", 12), ("完成情况", 44),
)  # fmt: skip
POWERS = (("序号", 6), ("事项", 40), ("方式", 12), ("从哪里来", 30), ("到哪里", 34), ("权力", 26), ("文书", 44), ("文号", 24), ("公布日期", 12), ("有效期至", 12))  # fmt: skip


def book(rows, day):
    """Bytes."""
    lines = [line for row in rows for line in lines_of(row)]
    return workbook("支持事项清单", COLUMNS, lines, day)


def lines_of(row):
    head = (row.number, row.title, row.text, row.owner_name, row.get_state_display())
    steps = list(row.milestones.all())
    if not steps:
        yield (*head, "", None, None, row.result)
    for step in steps:
        yield (*head, step.title, step.due_on, step.done_on, step.said)


def powers_book(rows, day):
    return workbook("赋权事项清单", POWERS, [(n, *row) for n, row in enumerate(rows, 1)], day)


def workbook(title, columns, lines, day):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as out:
        looks = {name: out.add_format(FORMAT | more) for name, more in LOOKS.items()}
        head = (title, f"截至{day.year}年{day.month}月{day.day}日")
        sheet(out, looks, title, head, columns, lines, frozen=2)
    return made.getvalue()
