"""Who signed up and who came, as a workbook to be filed."""

import io

import xlsxwriter

from yuanban.accounts.acting import CHINA
from yuanban.law.voice import LEVELS
from yuanban.mandates.coverage_xlsx import FORMAT, LOOKS, sheet

COLUMNS = (
    ("次序", 8), ("类别", 10), ("姓名", 14), ("电话", 18), ("企业", 36), ("状态", 12), ("签到时间", 20), ("评价", 12), ("意见", 50),
)  # fmt: skip


def book(gathering, rows, day, hide):
    """`hide` is what becomes of a telephone."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as out:
        looks = {name: out.add_format(FORMAT | more) for name, more in LOOKS.items()}
        head = (f"{gathering.title}签到表", f"截至{day.year}年{day.month}月{day.day}日；含个人信息，按规定保管")
        sheet(out, looks, "签到表", head, COLUMNS, [line(row, hide) for row in rows], frozen=3)
    return made.getvalue()


def line(row, hide):
    came = f"{row.came_at.astimezone(CHINA):%Y-%m-%d %H:%M}" if row.came_at else ""
    firm = row.enterprise.name if row.enterprise else ""
    said = LEVELS[row.level] if row.level else ""
    return (
        row.serial,
        row.get_pool_display(),
        row.name,
        hide(row.phone),
        firm,
        row.get_state_display(),
        came,
        said,
        row.said,
    )
