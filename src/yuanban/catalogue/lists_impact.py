"""What a version that is not yet in force will mean for each park that follows it."""

from dataclasses import dataclass, field

from django.db.models import Q

from yuanban.catalogue.lists import GOVERNMENT, Overlay
from yuanban.catalogue.lists_diff import difference, lines_of
from yuanban.catalogue.lists_queries import current_lists, grouped, holding, listed, with_overlay
from yuanban.catalogue.models import Item

REDUNDANT = {
    "add": "清单已列入，本园区的增加不再起作用，可以撤销。",
    "remove": "清单已移出，本园区的减去不再起作用，可以撤销。",
}
MOVED = "清单列入的位置与本园区增加的不同，以清单为准，请核对后撤销本园区的增加。"
STILL_OUT = "清单新列入，但本园区仍减去；应当列入的，请撤销减去。"


@dataclass
class Impact:
    park: object
    coming: list = field(default_factory=list)  # (line, whether the park handles it today; None: no government item)
    going: list = field(default_factory=list)  # (line, the same)
    redundant: list = field(default_factory=list)  # (overlay, what to do)
    conflicts: list = field(default_factory=list)

    @property
    def missing(self):
        return [line for line, offered in self.coming if offered is False]


def compared(reference, day):
    """-> (the version it would replace or None, what is different)."""
    before = replaced(reference, day)
    return before, difference(lines_of(before), lines_of(reference))


def replaced(reference, day):
    current = current_lists(day, [reference.kind]).get(reference.kind)
    return current if current and current.number < reference.number else None


def impacts(reference, parks, day):
    """One Impact for each of `parks`, in four statements beside the two versions."""
    before, new = lines_of(replaced(reference, day)), lines_of(reference)
    overlays = grouped(Overlay.objects.filter(holding(day), park__in=parks).select_related("basic"), "park_id")
    offered = handled(parks, day)
    return [impact(park, before, new, overlays[park.pk], offered.get(park.pk, set())) for park in parks]


def impact(park, before, new, overlays, offered):
    was, now = held(before, overlays), held(new, overlays)
    found = Impact(
        park,
        coming=[(line, is_offered(line, offered)) for key, line in now.items() if key not in was],
        going=[(line, is_offered(line, offered)) for key, line in was.items() if key not in now],
    )
    for one in overlays:
        sort_overlay(found, one, before, new)
    return found


def held(lines, overlays):
    return with_overlay({key: listed(line) for key, line in lines.items()}, overlays)


def is_offered(line, offered):
    return line.basic.pk in offered if line.list in GOVERNMENT else None


def sort_overlay(found, one, before, new):
    line = new.get(one.key)
    if one.change == "add" and line:
        same = (line.list, line.stage) == (one.list, one.stage)
        (found.redundant if same else found.conflicts).append((one, REDUNDANT["add"] if same else MOVED))
    if one.change == "remove" and line is None:
        found.redundant.append((one, REDUNDANT["remove"]))
    if one.change == "remove" and line and one.key not in before:
        found.conflicts.append((one, STILL_OUT))


def handled(parks, day):
    """{park id: ids of the basic items that it handles on `day`}; one statement."""
    open_now = Q(arrangements__from_date__lte=day) & (
        Q(arrangements__to_date__isnull=True) | Q(arrangements__to_date__gt=day)
    )
    rows = Item.objects.filter(open_now, arrangements__park__in=parks, basic__isnull=False)
    found: dict = {}
    for park, basic in rows.values_list("arrangements__park", "basic"):
        found.setdefault(park, set()).add(basic)
    return found
