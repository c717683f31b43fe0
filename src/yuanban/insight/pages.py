"""/desk/rungs/: what stands between each item and a better way of handling, and the papers that would remove it."""

from django.http import Http404
from django.shortcuts import render

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.catalogue.models import Item
from yuanban.insight.effects import MOST, climbs
from yuanban.insight.papers import by_paper, papers_of
from yuanban.insight.scope import MAY_DRAFT, ORGANS, ROLES, parks_of, scope_of
from yuanban.law.modes import load_modes
from yuanban.mandates.ladders import ladders_of, told
from yuanban.places.models import Body

AIMS = {"next": "下一步（文书最少）", "gain": "企业有实益（少跑、少等、少换手）", "best": "一步到位（方式最高）"}
KEYS = ("park", "organ", "list", "mode", "q", "aim", "view")


@officials(*ROLES)
def rungs(request):
    listing = Listing(request, KEYS)
    scope = scope_of(request.actor, listing["park"], listing["organ"])
    if scope is None:
        raise Http404
    every = climbs(scope, request.actor.day, listing["aim"])
    chosen = filtered(every, listing)
    grouped = by_paper(chosen) if listing["view"] == "papers" else None
    names = dict(Body.objects.values_list("code", "name"))
    context = {
        "listing": listing,
        "scope": scope,
        "parks": parks_of(request.actor),
        "rows": listing.cut(grouped if grouped is not None else chosen),
        "grouped": grouped is not None,
        "sums": sums(chosen),
        "standing": [] if scope.many else standing(scope, request.actor.day),
        "MOST": MOST,
        "organs": organs(every, names) if request.actor.role not in ORGANS else [],
        "modes": {mode.id: mode.name for mode in load_modes().values()},
        "AIMS": AIMS,
        "LISTS": Item.LISTS,
        "names": names | {park.code: park.name for park in scope.parks},
        "told": told,
        "papers_of": papers_of,
        "may_draft": request.actor.role in MAY_DRAFT,
        "day": request.actor.day,
    }
    return render(request, "insight/rungs.html", context)


def filtered(rows, listing):
    tests = {
        "list": lambda row: row.item.list == listing["list"],
        "mode": lambda row: (row.ladder.mode or "none") == listing["mode"],
        "organ": lambda row: any(wanted.giver == listing["organ"] for wanted in row.rung.wanted),
        "q": lambda row: listing["q"] in row.item.name,
    }
    asked = [test for key, test in tests.items() if listing[key]]
    return [row for row in rows if all(test(row) for test in asked)]


def sums(rows):
    return {
        "items": len(rows),
        "papers": len(by_paper(rows)),
        "cases": sum(row.cases for row in rows),
        "visits": sum(row.visits for row in rows),
        "days": sum(row.days for row in rows),
        "handovers": sum(row.handovers for row in rows),
    }


def standing(scope, day):
    """[(mode or None, how many items stand there today)] in the parks looked at, the highest first."""
    counted: dict[str | None, int] = {}
    for park in scope.parks:
        for one in ladders_of(park.code, day):
            counted[one.mode] = counted.get(one.mode, 0) + 1
    modes = load_modes()
    return sorted(counted.items(), key=lambda pair: -modes[pair[0]].rung if pair[0] else 0)


def organs(rows, names):
    codes = {wanted.giver for row in rows for wanted in row.rung.wanted if wanted.giver}
    return sorted(((code, names[code]) for code in codes if code in names), key=lambda pair: pair[1])
