"""Who may do what in a park: the law on a body's standing, and what the papers of today give it, item by item."""

from collections import Counter
from dataclasses import dataclass

from yuanban.law import structure as law
from yuanban.law.authority import may
from yuanban.law.competence import RULES
from yuanban.mandates.models import Arrangement
from yuanban.mandates.queries import items_of
from yuanban.mandates.world import world
from yuanban.places.models import Body, Region

PARTS = {"committee": "管理委员会", "operator": "专业公司", "council": "业界共治", "window": "综合窗口、派驻窗口"}


@dataclass(frozen=True)
class Part:
    """One body and, of every deed, (standing, how many items of this park a paper carries it for)."""

    part: str
    body: Body
    deeds: list
    holds: Counter

    @property
    def decides(self):
        return self.holds["decide"]

    @property
    def whys(self):
        """The deeds by what is said of them: [{deeds, may, because, rule}]."""
        found: dict = {}
        for deed, standing, _ in self.deeds:
            found.setdefault(standing, []).append(deed)
        return [{"deeds": deeds, **standing._asdict()} for standing, deeds in found.items()]


def bodies(park, day):
    """The committee, the company, the council, then whoever sits at the windows."""
    found = [(PARTS[part], getattr(park, part)) for part in ("committee", "operator", "council")]
    seen = {body.pk for _, body in found if body}
    seated = Body.objects.filter(windows__centre__park=park).exclude(pk__in=seen).distinct().order_by("pk")
    found += [(PARTS["window"], body) for body in seated]
    picture, places = world(day), places_of(park)
    items = [item.code for item in items_of(park, day).select_related("organ")]
    return [part(name, body, picture, items, places, day) for name, body in found if body]


def part(name, body, picture, items, places, day):
    holds = Counter(
        power for power in (*law.POWERS, "deliver") for item in items if held(picture, body, power, item, places, day)
    )
    deeds = [(deed, law.standing(body.kind, body.role, deed), holds[deed]) for deed in law.DEEDS]
    return Part(name, body, deeds, holds)


def held(picture, body, power, item, places, day):
    """In some county of the park, whatever the facts turn out to be."""
    if item not in picture.items or body.code not in picture.bodies:
        return False
    answers = (may(picture, body.code, power, item, place, day, {}) for place in places)
    return any(answer.ok is not False for answer in answers)


def places_of(park):
    return [one.region_id for one in park.parkregion_set.order_by("order")]


def places(park, day):
    codes = places_of(park)
    names = Region.objects.in_bulk(codes)
    return [names[code].name for code in codes if code in names]


def rules(park, day):
    """[(what decides, [items])] of a park over several counties."""
    if len(places_of(park)) < 2:
        return []
    rows = Arrangement.objects.filter(park=park, from_date__lte=day, to_date=None).exclude(competence="")
    found: dict = {}
    for one in rows.select_related("item").order_by("item__name"):
        found.setdefault(RULES[one.competence], []).append(one.item)
    return list(found.items())
