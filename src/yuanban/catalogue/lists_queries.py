"""What is on a park's reference list on a day: its kind's template, plus what it adds, minus what it leaves out."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from yuanban.catalogue.lists import GOVERNMENT, LISTS, STAGES, Overlay, ReferenceEntry, ReferenceList
from yuanban.catalogue.models import BasicItem, Item
from yuanban.places.models import Body, ParkRegion, Region

FIELDS = ("key", "list", "stage", "basic", "name", "summary", "supplier")
LIST_ORDER, STAGE_ORDER = list(LISTS), list(STAGES)


@dataclass(frozen=True)
class Listed:
    """One line that holds for a park. `own`: the park's own addition that it comes from, else None."""

    key: str
    list: str
    stage: str
    basic: BasicItem | None
    name: str
    summary: str = ""
    supplier: str = ""
    own: Overlay | None = None

    @property
    def stage_name(self):
        return STAGES[self.stage]

    @property
    def list_name(self):
        return LISTS[self.list]


def listed(row, own=None):
    return Listed(**{name: getattr(row, name) for name in FIELDS}, own=own)


def in_order(lines):
    """By list and stage; inside a stage as they were put in."""
    return sorted(lines, key=lambda one: (LIST_ORDER.index(one.list), STAGE_ORDER.index(one.stage)))


def holding(day):
    return Q(from_date__lte=day) & (Q(to_date__isnull=True) | Q(to_date__gt=day))


def current_lists(day, kinds=None):
    """{kind: the version that holds on `day`}; one statement."""
    found = ReferenceList.objects.filter(state="published", from_date__lte=day).order_by("number")
    return {one.kind: one for one in (found if kinds is None else found.filter(kind__in=kinds))}


def reference_items(park, day) -> list[Listed]:
    """Every line that holds for this park on `day`, by list and stage."""
    return in_order(lists_of([park], day)[park.code].values())


def lists_of(parks, day):
    """{park.code: {key: Listed}} for many parks at once: three statements however many there are."""
    current = current_lists(day, {park.kind for park in parks})
    templates: dict = {kind: {} for kind in current}
    lines = ReferenceEntry.objects.filter(reference__in=current.values()).select_related("basic", "reference")
    for row in lines.order_by("pk"):
        templates[row.reference.kind][row.key] = listed(row)
    overlays = grouped(
        Overlay.objects.filter(holding(day), park__in=parks).select_related("basic").order_by("pk"), "park_id"
    )
    return {park.code: with_overlay(templates.get(park.kind, {}), overlays[park.pk]) for park in parks}


def grouped(rows, name):
    groups: defaultdict = defaultdict(list)
    for row in rows:
        groups[getattr(row, name)].append(row)
    return groups


def with_overlay(template, overlays):
    """What the template has already is not added twice; what it does not have cannot be left out."""
    if not overlays:
        return template
    left_out = {one.key for one in overlays if one.change == "remove"}
    added = {one.key: listed(one, one) for one in overlays if one.change == "add" and one.key not in template}
    return {key: one for key, one in template.items() if key not in left_out} | added


def reference_codes(parks, day):
    """
    {park.code: codes of the items that implement what is on its list, by organs that reach into it}.

    Seven statements, however many parks there are.
    """
    wanted = {
        code: {one.basic.pk for one in lines.values() if one.list in GOVERNMENT and one.basic}
        for code, lines in lists_of(parks, day).items()
    }
    items = implementations(set().union(*wanted.values())) if wanted else {}
    reach = reaching(parks)
    return {park.code: codes_in(items, wanted[park.code], reach[park.pk]) for park in parks}


def codes_in(items, basics, regions):
    return {code for region in regions for basic, code in items.get(region, ()) if basic in basics}


def implementations(basics):
    """{region code: [(basic item's id, item's code)]} by the territory of the item's organ."""
    territory = dict(Body.objects.values_list("pk", "territory"))
    found: defaultdict = defaultdict(list)
    rows = Item.objects.filter(basic__in=basics, organ__isnull=False).values_list("organ", "basic", "code")
    for organ, basic, code in rows:
        for region in territory[organ]:
            found[region].append((basic, code))
    return found


def reaching(parks):
    """{park id: the counties it lies in and every region above them}; a park without a county lies in its city."""
    parent = dict(Region.objects.values_list("code", "parent"))
    lies = grouped(ParkRegion.objects.filter(park__in=parks), "park_id")
    return {park.pk: {up for place in places(park, lies[park.pk]) for up in upward(place, parent)} for park in parks}


def places(park, rows):
    return [row.region_id for row in rows] or ([park.city_id] if park.city_id else [])


def upward(code, parent):
    while code:
        yield code
        code = parent.get(code)
