"""/desk/what-if/: the park's matrix with papers that nobody has signed. Nothing is stored: all of it is in the address."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.http import Http404, QueryDict
from django.shortcuts import render

from yuanban.accounts.doors import officials
from yuanban.catalogue.models import Item
from yuanban.insight.drawing import MOST, paper_of, park_of
from yuanban.insight.own_paper import OWN, errors_of, own_papers
from yuanban.insight.papers import Asked
from yuanban.insight.scope import MAY_DRAFT, ROLES, parks_of
from yuanban.law.coverage import Cell, cell
from yuanban.law.modes import load_modes
from yuanban.law.wanted import enlarged
from yuanban.law.world import POWERS, World
from yuanban.mandates.coverage_places import answers, facing, sides
from yuanban.mandates.ladders import items_in, told
from yuanban.mandates.planning import alone
from yuanban.mandates.world import world
from yuanban.places.models import Body


@dataclass(frozen=True)
class Pair:
    """One item before and after. `wish`: the park's arrangement would have to follow."""

    item: Item
    before: Cell
    after: Cell
    wish: bool = False

    @property
    def changed(self):
        return shown(self.before) != shown(self.after)


def shown(one):
    return one.mode, one.rule, one.decides, one.in_name_of, one.days, one.visits, one.missing


@officials(*ROLES)
def what_if(request):
    parks = parks_of(request.actor)
    code = request.GET.get("park") or parks.values_list("code", flat=True).first()
    if code is None:
        raise Http404
    park, day = park_of(request.actor, code), request.actor.day
    asked = [(value, paper_of(park, value, day)) for value in request.GET.getlist("paper")[:MOST]]
    own, errors = own_papers(request.GET, day), errors_of(request.GET)
    papers = [wanted for _, wanted in asked] + [wanted for _, wanted in own]
    compares = compared(park, day, papers)
    names = dict(Body.objects.values_list("code", "name"))
    context = {
        "park": park,
        "parks": parks,
        "chosen": [
            (key, word, told(wanted, names | {park.code: park.name}), Asked(park, wanted))
            for key, pairs in (("paper", asked), ("own", own))
            for word, wanted in pairs
        ],
        "item_names": names_of(papers),
        "without": lambda key, value: without(request.GET, key, value),
        "changed": [pair for pair in compares if pair.changed],
        "same": [pair for pair in compares if not pair.changed],
        "counts": counts(compares),
        "names": names,
        "modes": {mode.id: mode.name for mode in load_modes().values()},
        "may_draft": request.actor.role in MAY_DRAFT,
        "form": form_of(park, day),
        "typed": request.GET,
        "errors": errors,
        "day": day,
    }
    return render(request, "insight/what_if.html", context, status=422 if errors else 200)


def without(query, key, value):
    """The address of the same page less one paper, and without what was typed into the form."""
    kept = QueryDict(mutable=True)
    kept["park"] = query.get("park", "")
    for name in ("paper", "own"):
        kept.setlist(name, [word for word in query.getlist(name) if (name, word) != (key, value)])
    return f"?{kept.urlencode()}"


def names_of(papers):
    codes = {code for paper in papers for code in paper.items}
    return dict(Item.objects.filter(code__in=codes).values_list("code", "name"))


def compared(park, day, papers):
    """Every item of the park's matrix, before and after."""
    now = world(day)
    codes = items_in(now, park.code)
    rows = {item.code: item for item in Item.objects.filter(code__in=codes).select_related("organ")}
    before = standing(now, park, codes, day)
    trial = Trial(now, enlarged(now, papers), park.code, day)
    after = standing(trial.after, park, touched(papers, codes) & set(codes), day)
    pairs = [pair_of(rows[code], cell, after.get(code), trial) for code, (cell, _) in before.items() if code in rows]
    return sorted(pairs, key=lambda pair: (pair.item.name, pair.item.code))


def standing(now, park, codes, day):
    """{item: (its cell, the county it holds for)}, as the matrix has it."""
    found = answers(sides(now), [(park.code, code) for code in codes], day)
    return {cell.item: (cell, place) for cell, place in found}


@dataclass(frozen=True)
class Trial:
    """The world before and after, in one park on one day."""

    before: World
    after: World
    park: str
    day: date

    def reach(self, picture, item, place):
        """The highest mode that the papers carry in this county, whatever the park wishes."""
        modes = sorted(alone().values(), key=lambda mode: -mode.rung)
        seen = facing(picture, self.park, place)
        tried = (cell(seen, self.park, item, self.day, alone(), mode.id) for mode in modes)
        return next((one for one in tried if one.mode), None)


def touched(papers, codes):
    """The items a paper names; a paper without items, like a park's list of cadres, is about all of them."""
    named = set().union(*(paper.items for paper in papers)) if papers else set()
    return set(codes) if any(not paper.items for paper in papers) else named


def pair_of(item, first, found, trial):
    """Only what the papers themselves lift is called lifted: the best mode then against the best mode now."""
    if found is None:
        return Pair(item, first, first)
    (then, place), modes = found, alone()
    best, now = (trial.reach(picture, item.code, place) for picture in (trial.after, trial.before))
    if best and rung(best, modes) > max(rung(now, modes), rung(then, modes)):
        return Pair(item, first, best, wish=True)
    return Pair(item, first, then)


def rung(one, modes):
    return modes[one.mode].rung if one and one.mode else 0


def counts(pairs):
    """[(mode or None, how many before, how many after)], the highest first."""
    before, after = Counter(p.before.mode for p in pairs), Counter(p.after.mode for p in pairs)
    modes = load_modes()
    known = sorted({*before, *after}, key=lambda mode: -modes[mode].rung if mode else 0)
    return [(mode, before[mode], after[mode]) for mode in known]


def form_of(park, day):
    """What the small form offers: who could give and take in this park, and which items."""
    home = world(day).parks[park.code]
    items = Item.objects.filter(code__in=home.modes).select_related("organ").order_by("organ__name", "name")
    organs = {item.organ.code: item.organ.name for item in items if item.organ}
    houses = Body.objects.filter(code__in=home.houses).order_by("name")
    return {
        "items": items,
        "givers": sorted(organs.items(), key=lambda pair: pair[1]),
        "takers": [(body.code, body.name) for body in houses],
        "kinds": OWN,
        "powers": [(power, name) for power, name in POWERS.items() if power != "receive"],
    }
