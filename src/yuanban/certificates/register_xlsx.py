"""The register of certificates as a workbook to be filed."""

import io

import xlsxwriter

from yuanban.mandates.coverage_xlsx import FORMAT, LOOKS, sheet

COLUMNS = (
    ("序号", 6), ("证照编号", 34), ("证照名称", 24), ("事项", 30), ("持证人", 30), ("统一社会信用代码", 22), ("颁发机关", 28), ("园区", 22),
    ("颁发日期", 12), ("有效期自", 12), ("有效期至", 12), ("状态", 12), ("说明", 26), ("办件编号", 34), ("电子证照标识", 52),
)  # fmt: skip


def book(rows, day):
    """`rows` as `showing.shown` has them. -> the workbook as bytes."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as out:
        looks = {name: out.add_format(FORMAT | more) for name, more in LOOKS.items()}
        head = ("证照登记册", f"截至{day.year}年{day.month}月{day.day}日")
        sheet(out, looks, "证照登记册", head, COLUMNS, [line(n, one) for n, one in enumerate(rows, 1)], frozen=2)
    return made.getvalue()


def line(number, one):
    c = one.row
    firm = c.enterprise.code if c.enterprise else ""
    days = c.issued_on, c.from_date, c.to_date
    return (
        number, c.number, c.name, c.item.name, c.holder_name, firm, c.organ.name, c.park.name, *days, one.name, one.says,
        c.case_number, c.identifier,
    )  # fmt: skip
