"""A board as a workbook: by place, by month, and what each column means."""

import io

import xlsxwriter

from yuanban.insight.boards import COLUMNS, is_now, meaning
from yuanban.mandates.coverage_xlsx import FORMAT, LOOKS, sheet

TOLD = (("指标", 18), ("单位", 12), ("口径", 70), ("责任单位", 14), ("粒度", 20))


def book(title, when, what, rows, months):
    """`rows`: (name, Figures); `months`: (first day, Figures). -> the workbook as bytes."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as out:
        looks = {name: out.add_format(FORMAT | more) for name, more in LOOKS.items()}
        head = (title, when)
        sheet(
            out,
            looks,
            f"按{what}",
            head,
            columns(what, COLUMNS),
            [line(name, f, COLUMNS) for name, f in rows],
            frozen=1,
        )
        timed = [key for key in COLUMNS if not is_now(key)]
        lines = [line(f"{month:%Y-%m}", f, timed) for month, f in months]
        sheet(out, looks, "按月", (title, "近十二个月"), columns("月份", timed), lines, frozen=1)
        sheet(out, looks, "口径", (title, "指标口径"), TOLD, [told(meaning(key)) for key in COLUMNS])
    return made.getvalue()


def columns(first, keys):
    return ((first, 30), *((f"{meaning(key).name}（{meaning(key).unit}）", 11) for key in keys))


def line(name, figures, keys):
    return (name, *(as_cell(figures[key], meaning(key).unit) for key in keys))


def as_cell(value, unit):
    """The sheet shows a float as a share: percent are given as one, and a half day as it is written."""
    if unit == "%" and value is not None:
        return value / 100
    return f"{value:g}" if isinstance(value, float) else value


def told(one):
    return one.name, one.unit, one.formula, one.owner, one.grain
