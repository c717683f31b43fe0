"""/desk/coverage/: how far each park may lawfully go today. One park in a page; a city or the province as counts that open."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from yuanban.accounts.acting import CHINA
from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.catalogue.lists import LISTS, STAGES
from yuanban.law.rules import rule
from yuanban.mandates import coverage_queries as query
from yuanban.mandates import coverage_store as store
from yuanban.mandates.coverage_jobs import enqueue
from yuanban.mandates.coverage_models import CoverageMark
from yuanban.mandates.coverage_steps import READERS, with_steps
from yuanban.mandates.coverage_xlsx import book
from yuanban.places.models import Park

AT_ONCE = 20_000  # cells that a page computes while somebody waits; more are left to the job
SORTS = {
    "name": ("事项", lambda row: row.name),
    "organ": ("主管机关", lambda row: (row.organ, row.name)),
    "mode": ("方式由高到低", lambda row: (-query.rung(row.mode), row.name)),
    "days": ("承诺时限由短到长", lambda row: (row.days is None, row.days or 0, row.name)),
    "visits": ("出园次数由多到少", lambda row: (row.visits is None, -(row.visits or 0), row.name)),
}
LIST_NAMES = {key: LISTS[key] for key in ("approval", "service")} | {query.OUTSIDE: "清单外、本园区已开办"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_CITY = "所在市州未标明"


@officials()
def coverage(request):
    """One park by its code, or when there is only one to see; else the counts of all that may be seen."""
    parks, code = query.seen(request.actor), request.GET.get("park", "").strip()
    if code or len(parks[:2]) == 1:
        park = get_object_or_404(parks.select_related("centre", "city"), code=code) if code else parks.get()
        return one_park(request, park)
    return many_parks(request, parks)


def brought_up(day):
    """The matrix as of now where that is a moment's work; else as it was last, and `late` says so."""
    if store.current(day) is None:
        store.refresh(day, wait=False, at_most=AT_ONCE)
    mark = store.current(day)
    if mark is None:
        enqueue()
    return mark or CoverageMark.objects.filter(pk=1).first(), mark is None


def one_park(request, park):
    day = request.actor.day
    mark, late = brought_up(day)
    listing = Listing(request, ("park", "q", "list", "stage", "mode", "organ", "rule", "sort", "all"))
    rows, unheld = query.matrix(park, day)
    found = chosen(rows, listing)
    shown = found if listing["all"] else listing.cut(found)
    context = {
        "park": park,
        "alone": not query.seen(request.actor).exclude(pk=park.pk).exists(),
        "listing": listing,
        "rows": with_steps(query.told(shown, day), park, day),
        "drafts": request.actor.role in READERS,
        "found": len(found),
        "total": len(rows),
        "tiles": (shown_as := tiles(rows, listing)),
        "bars": [(key, count) for key, _, count, _, _ in shown_as],
        "choices": choices(rows),
        "unheld": unheld,
        "mark": mark,
        "late": late,
        "day": day,
        "rung": query.rung,
        "filtered": any(listing[key] for key in ("q", "list", "stage", "mode", "organ", "rule")),
    }
    return render(request, "mandates/coverage_park.html", context)


def chosen(rows, listing):
    wanted = (("list", "listed"), ("stage", "stage"), ("organ", "organ_code"), ("rule", "rule"), ("mode", "standing"))
    for key, name in wanted:
        if listing[key]:
            rows = [row for row in rows if getattr(row, name) == listing[key]]
    if words := listing["q"].lower():
        rows = [row for row in rows if words in f"{row.name} {row.organ} {row.code}".lower()]
    return sorted(rows, key=SORTS[listing["sort"]][1]) if listing["sort"] in SORTS else rows


def tiles(rows, listing):
    """[(standing, name, count, address, chosen)]: counts that are filters."""
    counted = Counter(row.standing for row in rows)
    return [
        (
            key,
            name,
            counted[key],
            listing.url(mode="" if listing["mode"] == key else key, all=""),
            listing["mode"] == key,
        )
        for key, name in query.standings().items()
    ]


def choices(rows):
    """What each filter offers: only what this park's rows hold."""
    held = {name: {getattr(row, name) for row in rows} for name in ("listed", "stage", "rule")}
    organs = {row.organ_code: row.organ for row in rows}
    return {
        "list": [(key, name) for key, name in LIST_NAMES.items() if key in held["listed"]],
        "stage": [(key, name) for key, name in STAGES.items() if key in held["stage"]],
        "rule": sorted((key, rule(key).title) for key in held["rule"] if key),
        "organ": sorted(organs.items(), key=lambda pair: pair[1]),
        "sort": [(key, name) for key, (name, _) in SORTS.items()],
    }


@dataclass
class City:
    """The parks of one city, and their counts together."""

    code: str
    name: str
    parks: list
    counts: query.Counts


def many_parks(request, parks):
    day = request.actor.day
    mark, late = brought_up(day)
    listing = Listing(request, ("city", "kind", "q"))
    held = list(sought(parks, listing).select_related("city").order_by("city", "centre__number"))
    counted = query.counts(held)
    cities = by_city(held, counted)
    every = query.Counts()
    for city in cities:
        every.add(city.counts)
    context = {
        "listing": listing,
        "parks": [(park, counted.get(park.pk, query.Counts())) for park in listing.cut(held)],
        "cities": cities if len(cities) > 1 else [],
        "choices": city_choices(parks),
        "kinds": Park.KINDS,
        "every": every,
        "standings": (ways := query.standings()),
        "pairs": lambda counts: [(key, counts.of[key]) for key in ways],
        "mark": mark,
        "late": late,
        "day": day,
        "rung": query.rung,
    }
    return render(request, "mandates/coverage_parks.html", context)


def sought(parks, listing):
    if listing["city"]:
        parks = parks.filter(city=None if listing["city"] == "none" else listing["city"])
    if listing["kind"]:
        parks = parks.filter(kind=listing["kind"])
    words = listing["q"]
    return parks.filter(Q(name__icontains=words) | Q(short__icontains=words)) if words else parks


def city_choices(parks):
    found = parks.filter(city__isnull=False).values_list("city", "city__name").distinct().order_by("city")
    return [*found, *([("none", NO_CITY)] if parks.filter(city=None).exists() else [])]


def by_city(parks, counted):
    cities: dict = {}
    for park in parks:
        code, name = (park.city.code, park.city.name) if park.city else ("none", NO_CITY)
        city = cities.setdefault(code, City(code, name, [], query.Counts()))
        city.parks.append(park)
        city.counts.add(counted.get(park.pk, query.Counts()))
    return list(cities.values())


@officials()
def download(request):
    """The whole matrix of one park, to be filed."""
    park = get_object_or_404(query.seen(request.actor), code=request.GET.get("park", ""))
    day = request.actor.day
    mark, _ = brought_up(day)
    rows, _ = query.matrix(park, day)
    made = book(park, query.told(rows, day), day, mark and mark.at.astimezone(CHINA))
    response = HttpResponse(made, content_type=XLSX)
    name = f"{park.name}办理方式覆盖清单（{day.isoformat()}）.xlsx"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
