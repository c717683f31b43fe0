"""The matters behind a figure, and a park's figures by item: from the facts that the rollups are the sum of."""

import datetime as dt
from collections import defaultdict

from django.db.models import Q

from yuanban.insight.boards import RATIOS, Figures, months_to
from yuanban.insight.measures import NOW, cells_of, measures
from yuanban.insight.models import Fact


def rows_of(park, key, day, month=None, value=None, item=None):
    """Exactly the matters that make up the figure `key` of this park: of one month, or of the twelve to `day`."""
    one = measures()[RATIOS[key].rows if key in RATIOS else key]
    found = Fact.objects.filter(park=park)
    if one.when != "now":
        first = month or months_to(day)[0]
        last = last_day(month or day)
        found = found.filter(**{f"{one.when}_on__range": (first, last)})
    if isinstance(one.count, str):
        found = found.filter(marks__contains=[one.count])
    if one.days:
        found = found.filter(**({f"{one.days}__isnull": False} if value is None else {one.days: value}))
    if item:
        found = found.filter(case__item=item)
    return found.select_related("case__item").order_by("-case__applied_at", "-pk").only(*SHOWN)


SHOWN = (
    "applied_on", "accepted_on", "decided_on", "closed_on", "used", "promised", "statutory", "marks", "park_id",
    "case__number", "case__state", "case__outcome", "case__applied_at", "case__item__name",
)  # fmt: skip


def last_day(month):
    return (month.replace(day=1) + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)


def by_item(park, day, month=None):
    """[(item id, name, Figures)] of the same time as the board."""
    wanted = {NOW, *([month] if month else months_to(day))}
    found: dict = defaultdict(Figures)
    names: dict = {}
    recent = Q(closed_on__isnull=True) | Q(closed_on__gte=months_to(day)[0])
    rows = Fact.objects.filter(recent, park=park).select_related("case__item")
    for one in rows.only("park_id", *FACTS, "case__item__name").iterator():
        names[one.case.item_id] = one.case.item.name
        for measure, on, value in cells_of(one):
            if on in wanted:
                found[one.case.item_id].spread[measure][value] += 1
    return [(item, names[item], figures) for item, figures in found.items()]


FACTS = ("applied_on", "accepted_on", "decided_on", "closed_on", "used", "promised", "statutory", "level", "marks")
