"""/desk/boards/: figures of the province, a prefecture, a park, each opening one step down to the matters behind it."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import yaml
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.cases.queries import visible_to
from yuanban.insight import board_charts as charts
from yuanban.insight.board_rows import by_item, rows_of
from yuanban.insight.board_scope import READERS, board_parks, may_see_city, may_see_province
from yuanban.insight.board_xlsx import book
from yuanban.insight.boards import COLUMNS, RATIOS, Figures, board, is_now, meaning, months_to
from yuanban.insight.measures import measures
from yuanban.insight.rollup import waiting
from yuanban.places.models import Region

TILES = Path(__file__).with_name("data") / "tiles.yaml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@cache
def tiles():
    return yaml.safe_load(TILES.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the measure in front, and one month of the last twelve or all of them."""

    measure: str
    month: dt.date | None

    def query(self, **changes):
        said = {"measure": self.measure, "month": f"{self.month:%Y-%m}" if self.month else "", **changes}
        told = urlencode({key: value for key, value in said.items() if value not in ("", None)})
        return f"?{told}" if told else ""


def asked(request):
    key = request.GET.get("measure", "")
    months = {f"{month:%Y-%m}": month for month in months_to(request.actor.day)}
    return Asked(key if key in COLUMNS else "applied", months.get(request.GET.get("month", "")))


@officials(*READERS)
def province(request):
    """The province's board; whoever answers for a part of it is led to their own."""
    if not may_see_province(request.actor):
        return redirect(own_board(request.actor))
    wish = asked(request)
    found = board(request.actor.day, wish.month)
    lines = [(city_link(code, wish), tile["name"], code, found.places.get(code)) for code, tile in tiles().items()]
    return shown(request, wish, found, "全省", [], lines, "市州", grid=charts.grid(tiles(), found.places, wish.measure))


def own_board(actor):
    parks = list(board_parks(actor))
    if not parks:
        raise Http404
    if actor.role == "city":
        return reverse("insight:board-city", args=[parks[0].city_id])
    return reverse("insight:board-park", args=[parks[0].code])


@officials(*READERS)
def city(request, code):
    if code not in tiles() or not may_see_city(request.actor, code):
        raise Http404
    wish = asked(request)
    found = board(request.actor.day, wish.month, city=code)
    parks = board_parks(request.actor).filter(city=code)
    lines = [(park_link(park.code, wish), park.name, park.code, found.places.get(park.pk)) for park in parks]
    region = Region.objects.filter(pk=code).first()
    above = [("全省", reverse("insight:boards") + wish.query())] if may_see_province(request.actor) else []
    return shown(request, wish, found, region.name if region else tiles()[code]["name"], above, lines, "园区")


@officials(*READERS)
def park(request, code):
    actor, wish = request.actor, asked(request)
    one = park_of(actor, code)
    found = board(actor.day, wish.month, park=one.pk)
    rows = sorted(by_item(one, actor.day, wish.month), key=lambda row: (-(row[2][wish.measure] or 0), row[1]))
    if request.GET.get("as") == "xlsx":
        lines = [("", name, pk, figures) for pk, name, figures in rows]
        return shown(request, wish, found, one.name, [], lines, "事项")
    listing = Listing(request, ("measure", "month"))
    lines = [(cases_link(one, wish, item=pk), name, pk, figures) for pk, name, figures in listing.cut(rows)]
    return shown(
        request, wish, found, one.name, above_park(actor, one, wish), lines, "事项", park=one, page=listing.page
    )


def park_of(actor, code):
    one = board_parks(actor).filter(code=code).first()
    if one is None:
        raise Http404
    return one


def above_park(actor, one, wish):
    above = [("全省", reverse("insight:boards") + wish.query())] if may_see_province(actor) else []
    if one.city_id in tiles() and may_see_city(actor, one.city_id):
        above.append((one.city.name, city_link(one.city_id, wish)))
    return above


def city_link(code, wish, **changes):
    return reverse("insight:board-city", args=[code]) + wish.query(**changes)


def park_link(code, wish, **changes):
    return reverse("insight:board-park", args=[code]) + wish.query(**changes)


def cases_link(one, wish, **changes):
    return reverse("insight:board-cases", args=[one.code]) + wish.query(**changes)


def shown(request, wish, found, name, above, lines, what, grid=None, park=None, page=None):
    months = months_to(request.actor.day)
    every = [(month, found.months.get(month, Figures())) for month in months]
    if request.GET.get("as") == "xlsx":
        return workbook(name, what, lines, every, wish, request.actor.day)
    context = {
        "name": name,
        "above": above,
        "wish": wish,
        "chosen": meaning(wish.measure),
        "whole": found.whole,
        "lines": [(link, label, figures or Figures(), key) for link, label, key, figures in lines],
        "what": what,
        "grid": grid,
        "park": park,
        "page": page,
        "months": list(reversed(every)),
        "columns": [(key, meaning(key)) for key in COLUMNS],
        "by_month": [(key, meaning(key)) for key in COLUMNS if not is_now(key)],
        "trend": charts.bars([(f"{month.month}月", figures[wish.measure]) for month, figures in every]),
        "spread": charts.spread(found.whole.spread["used"]),
        "waiting": waiting(),
        "down": lambda key, month=None, **more: down(park, wish, key, month, **more),
    }
    return render(request, "insight/boards.html", context)


def down(park, wish, key, month=None, **more):
    """Where a figure of the whole, or of a month, leads: on a park's board to its matters, elsewhere to the same board by place."""
    changes = {"measure": key, **({"month": f"{month:%Y-%m}"} if month else {}), **more}
    if park:
        return cases_link(park, wish, **changes)
    return f"{wish.query(**changes)}#places"


def workbook(name, what, lines, every, wish, day):
    rows = [(label, figures or Figures()) for _, label, _, figures in lines]
    when = (
        f"{wish.month.year}年{wish.month.month}月"
        if wish.month
        else f"截至{day.year}年{day.month}月{day.day}日的十二个月"
    )
    file = book(f"{name}办件指标", when, what, rows, every)
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}办件指标.xlsx")}
    return HttpResponse(file, content_type=XLSX, headers=headers)


@officials(*READERS)
def cases(request, code):
    """The matters behind one figure of a park. Whoever may not open a matter sees its number and days alone."""
    actor, wish = request.actor, asked(request)
    one = park_of(actor, code)
    item, value = number(request, "item"), number(request, "value")
    listing = Listing(request, ("measure", "month", "item", "value"))
    rows = listing.cut(rows_of(one, wish.measure, actor.day, wish.month, value, item))
    opens = set(visible_to(actor).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    said = [
        f"{wish.month.year}年{wish.month.month}月" if wish.month else "",
        "" if wish.month or is_now(wish.measure) else "近十二个月",
        rows[0].case.item.name if item and rows else "",
        f"用时{value}个工作日" if value is not None else "",
    ]
    context = {
        "park": one,
        "chosen": meaning(wish.measure),
        "behind": measures()[RATIOS[wish.measure].rows] if wish.measure in RATIOS else None,
        "said": "，".join(part for part in said if part),
        "above": [*above_park(actor, one, wish), (one.short, park_link(code, wish))],
        "rows": [(row, row.pk in opens) for row in rows],
        "listing": listing,
    }
    return render(request, "insight/board_cases.html", context)


def number(request, key):
    said = request.GET.get(key, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


@officials(*READERS)
def meanings(request):
    """/desk/boards/measures/: every measure and how it is counted."""
    return render(request, "insight/measures.html", {"measures": measures().values(), "ratios": RATIOS.values()})
