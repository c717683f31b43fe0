"""Figures of parks, counted from the cases themselves."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median

from django.db.models import Count, Q

from yuanban.cases import clocking
from yuanban.cases.models import OPEN, Case

PERIOD = dt.timedelta(days=365)


@dataclass
class Figures:
    """One park: open cases by light, closed ones, and median working days used, promised and allowed by law."""

    open: int = 0
    closed: int = 0
    lights: dict[str, int] = field(default_factory=dict)
    decided: int = 0
    used: float | None = None
    promised: float | None = None
    statutory: float | None = None

    @property
    def saved(self):
        """提速率（实际）: 1 − used / statutory, in percent."""
        return round(100 * (1 - self.used / self.statutory)) if self.statutory and self.used is not None else None


def figures_of(parks, cases, day):
    """{park id: Figures}. Medians are over what was decided within the last year."""
    found: defaultdict[int, Figures] = defaultdict(Figures)
    mine = cases.filter(park__in=parks).order_by()
    for park, light, n in mine.filter(state__in=OPEN).values_list("park", "light").annotate(n=Count("id")):
        found[park].lights[light] = n
        found[park].open += n
    for park, n in mine.exclude(state__in=OPEN).values_list("park").annotate(n=Count("id")):
        found[park].closed = n
    for park, spans in spans_of(mine, day).items():
        add_medians(found[park], spans)
    return found


def spans_of(cases, day):
    """{park id: [(used, promised, statutory) working days of each decided case]}."""
    spans = defaultdict(list)
    decided = cases.filter(Q(decided_on__gt=day - PERIOD), accepted_on__isnull=False).select_related(
        "item_version", "bundle_case__bundle"
    )
    for case in decided.only(*NEEDED).iterator(chunk_size=2000):
        given, read = clocking.given(case), clocking.reading(case, case.decided_on)
        spans[case.park_id].append((read.counted, given.promised, given.statutory))
    return spans


NEEDED = ("park_id", "clock", "received_on", "accepted_on", "decided_on", "item_version", "bundle_case", "state")


def add_medians(figures, spans):
    figures.decided = len(spans)
    figures.used, figures.promised, figures.statutory = (tidy(median(column)) for column in zip(*spans, strict=True))


def tidy(number):
    return int(number) if number == int(number) else number


def visible_figures(parks, actor):
    """Figures for officials who answer for whole parks: the centre's manager sees its own, the province and the auditor all."""
    cases = Case.objects.all() if actor.role in ("provincial", "auditor") else Case.objects.filter(centre=actor.centre)
    return figures_of(parks, cases, actor.day)
