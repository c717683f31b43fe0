"""One park's matrix as a workbook to be filed: the cells, the counts, and the papers they rest on."""

import io
from collections import Counter
from typing import Any

import xlsxwriter

from yuanban.law.modes import load_modes
from yuanban.mandates.coverage_queries import standing, standings
from yuanban.mandates.models import Agreement, Instrument

RISKY = ("=", "+", "-", "@", "\t", "\r")
MATRIX = (
    ("序号", 6), ("清单", 12), ("阶段", 10), ("事项名称", 36), ("事项编码", 24), ("主管机关", 26), ("适用地域", 14), ("办理方式", 22), ("决定机关", 26),
    ("名义机关", 26), ("承诺时限（工作日）", 11), ("法定时限（工作日）", 11), ("出园次数", 9), ("依据的文书", 48),
    ("不能办的规则", 22), ("原因和补救", 60), ("下次可能变动", 13),
)  # fmt: skip
COUNTED = (("办理方式", 30), ("事项数", 12), ("占比", 12))
CITED = (
    ("序号", 6), ("文书名称", 50), ("种类", 12), ("文号", 26), ("授出机关", 28), ("承接单位", 28), ("签署日期", 13), ("公布日期", 13),
    ("生效日期", 13), ("截止日期", 13), ("支撑事项数", 10),
)  # fmt: skip


def book(park, rows, day, at=None):
    """-> the workbook as bytes."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as out:
        looks = {name: out.add_format(FORMAT | more) for name, more in LOOKS.items()}
        head = (
            f"{park.name}授权覆盖清单",
            f"截至{day.year}年{day.month}月{day.day}日" + (f"（{at:%Y-%m-%d %H:%M}推算）" if at else ""),
        )
        sheet(out, looks, "覆盖清单", head, MATRIX, [line(n, row) for n, row in enumerate(rows, 1)], frozen=4)
        sheet(out, looks, "统计", head, COUNTED, counted(rows), portrait=True)
        sheet(out, looks, "依据文书", head, CITED, cited(rows))
    return made.getvalue()


FORMAT: dict[str, Any] = {"font_name": "宋体", "font_size": 10, "valign": "top", "text_wrap": True}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"},
    "date": {"align": "center"},
    "head": {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E8EEF7", "border": 1},
    "text": {"border": 1},
    "number": {"border": 1, "align": "center"},
    "day": {"border": 1, "align": "center", "num_format": "yyyy-mm-dd"},
    "share": {"border": 1, "align": "center", "num_format": "0.0%"},
}


def sheet(out, looks, name, head, columns, rows, frozen=0, portrait=False):
    """Title, date, column heads and rows; the heads stay on the screen and come again on every printed page."""
    page, last = out.add_worksheet(name), len(columns) - 1
    page.merge_range(0, 0, 0, last, safe(head[0]), looks["title"])
    page.merge_range(1, 0, 1, last, head[1], looks["date"])
    page.set_row(0, 30)
    page.set_row(2, 32)
    for at, (label, width) in enumerate(columns):
        page.set_column(at, at, width)
        page.write_string(2, at, label, looks["head"])
    for number, row in enumerate(rows, 3):
        for at, value in enumerate(row):
            write(page, number, at, value, looks)
    page.freeze_panes(3, frozen)
    page.repeat_rows(2)
    page.autofilter(2, 0, max(3, 2 + len(rows)), last)
    (page.set_portrait if portrait else page.set_landscape)()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(0.4, 0.4, 0.6, 0.6)
    page.set_footer("&L&A&C第&P页，共&N页")


def write(page, row, at, value, looks):
    if value is None:
        page.write_blank(row, at, None, looks["text"])
    elif hasattr(value, "isoformat"):
        page.write_datetime(row, at, value, looks["day"])
    elif isinstance(value, int | float):
        page.write_number(row, at, value, looks["share" if isinstance(value, float) else "number"])
    else:
        page.write_string(row, at, safe(value), looks["text"])


def safe(text):
    """A text that a spreadsheet could take for a formula is marked as text."""
    return f"'{text}" if text.startswith(RISKY) else text


def line(number, row):
    modes, fails = load_modes(), row.broken
    way = modes[row.mode].name if row.mode in modes else standings()[row.standing]
    papers = "\n".join(title for _, title, _ in row.papers)
    why = f"{row.because}{row.cure}" if fails else ""
    return (
        number, row.list_name, row.stage_name, row.name, row.code, row.organ, row.place_name or "全园区", way, row.decider, row.name_of, row.days,
        row.statutory, row.visits, papers, fails.title if fails else "", why, row.until,
    )  # fmt: skip


def counted(rows):
    found = Counter(standing(row.mode, row.rule) for row in rows)
    lines = [(name, found[key], found[key] / len(rows) if rows else 0.0) for key, name in standings().items()]
    return [*lines, ("合计", len(rows), 1.0 if rows else 0.0)]


def cited(rows):
    """The papers, those that carry most first."""
    carries = Counter(code for row in rows for code in row.instruments)
    papers = Instrument.objects.filter(code__in=carries).select_related("grantor", "to")
    pacts = Agreement.objects.filter(code__in=carries).select_related("window").prefetch_related("parties")
    lines = [(*instrument(one), carries[one.code]) for one in papers] + [
        (*agreement(one), carries[one.code]) for one in pacts
    ]
    return [(n, *one) for n, one in enumerate(sorted(lines, key=lambda one: (-one[-1], one[0])), 1)]


def instrument(paper):
    giver, to = paper.grantor.name if paper.grantor else "", paper.to.name if paper.to else ""
    days = paper.signed_on, paper.published_on, paper.from_date, paper.to_date
    return paper.title, paper.get_kind_display(), paper.number, giver, to, *days


def agreement(pact):
    parties = "、".join(body.name for body in pact.parties.all())
    return pact.title, "合作协议", pact.number, parties, pact.window.name, None, None, pact.from_date, pact.to_date
