"""/desk/registers/: 文书登记簿 — every numbered paper by body, word and year, with its gaps; as a page, a workbook, one PDF to print."""

import io
import re

import xlsxwriter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.cases.queries import visible_to
from yuanban.papers import printing
from yuanban.papers.models import Paper, Register
from yuanban.papers.queries import listed

READERS = ("clerk", "approver", "seconded", "manager", "auditor", "provincial")
KEYS = ("body", "kind", "year", "q")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = ("文号", "日期", "文书", "主送", "办件编号", "事项", "以谁的名义", "印章")
SERIAL = re.compile(r"〔(\d{4})〕0*(\d+)号$")
AT_ONCE = 200


def seen(actor):
    return listed().filter(case__in=visible_to(actor)).select_related("case__item")


def chosen(actor, listing):
    papers = seen(actor)
    for name, column in (("body", "in_name_of__code"), ("kind", "kind")):
        if listing[name]:
            papers = papers.filter(**{column: listing[name]})
    if listing["year"].isdecimal():
        papers = papers.filter(day__year=int(listing["year"]))
    if listing["q"]:
        q = listing["q"]
        papers = papers.filter(number__icontains=q) | papers.filter(case__applicant_name__icontains=q)
    return papers.order_by("-day", "-id")


@officials(*READERS)
def registers(request):
    listing = Listing(request, KEYS, size=50)
    papers = chosen(request.actor, listing)
    if "xlsx" in request.GET:
        return workbook(papers)
    context = {
        "listing": listing,
        "rows": listing.cut(papers),
        "bodies": bodies(),
        "KINDS": Paper.KINDS,
        "years": [(year, f"{year}年") for year in years()],
        "gaps": gaps(request.actor, listing),
        "most": AT_ONCE,
    }
    return render(request, "papers/registers.html", context)


def bodies():
    """Whoever has numbered a paper, read from the counters: a few rows for each body, however many papers there are."""
    return list(Register.objects.order_by("body__name").values_list("body__code", "body__name").distinct())


def years():
    return list(Register.objects.order_by("-year").values_list("year", flat=True).distinct())


def gaps(actor, listing):
    """Numbers that the register has given and no paper bears, for one body in one year. Only overseers see all papers of a body."""
    if not (listing["body"] and listing["year"].isdecimal()) or actor.role not in ("auditor", "provincial"):
        return []
    found = []
    for one in Register.objects.filter(body__code=listing["body"], year=int(listing["year"])):
        marked = f"{one.word}〔{one.year}〕"
        numbers = Paper.objects.filter(in_name_of=one.body_id, number__contains=marked).values_list("number", flat=True)
        held = {int(found_number[2]) for found_number in map(SERIAL.search, numbers) if found_number}
        missing = sorted(set(range(1, one.last + 1)) - held)
        if missing:
            found.append((marked, missing))
    return found


def workbook(papers):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("文书登记簿")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, HEAD, book.add_format({"bold": True}))
        for at, paper in enumerate(papers.iterator(), 1):
            sheet.write_row(at, 0, row(paper))
        sheet.set_column(0, len(HEAD) - 1, 24)
    headers = {"Content-Disposition": content_disposition_header(True, "文书登记簿.xlsx")}
    return HttpResponse(out.getvalue(), content_type=XLSX, headers=headers)


def row(paper):
    return [
        paper.number, paper.day.isoformat(), paper.title, paper.case.applicant_name, paper.case.number,
        paper.case.item.name, paper.in_name_of.name, (paper.content["seal"] or {}).get("name", ""),
    ]  # fmt: skip


@officials(*READERS)
def print_many(request):
    """The chosen papers as one PDF, in the order of the register, each beginning on a front side."""
    asked = [int(pk) for pk in request.POST.getlist("paper") if pk.isdecimal()][:AT_ONCE]
    papers = list(seen(request.actor).filter(pk__in=asked).order_by("day", "id"))
    if not papers:
        messages.warning(request, "请先勾选要打印的文书。")
        return redirect("papers:registers")
    data = printing.together(papers)
    headers = {"Content-Disposition": content_disposition_header(False, "批量打印.pdf"), "Cache-Control": "no-store"}
    return HttpResponse(data, content_type="application/pdf", headers=headers)
