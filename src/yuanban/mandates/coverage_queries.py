"""Reading the matrix: which parks somebody may see, one park's rows, and every park's counts. The law is not asked here."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from yuanban.catalogue.lists_queries import Listed, reference_items
from yuanban.catalogue.models import ItemVersion
from yuanban.law.codes import contains
from yuanban.law.modes import load_modes
from yuanban.law.rules import rule
from yuanban.mandates.coverage_models import CoverageCell, CoverageCount
from yuanban.mandates.coverage_rows import ABSENT
from yuanban.mandates.models import Agreement, Instrument
from yuanban.mandates.planning import alone
from yuanban.mandates.wording import labelled
from yuanban.places.models import Body, Park, ParkRegion, Region

EVERYWHERE = ("provincial", "admin", "auditor")
ASKS, NEVER, OUTSIDE = "facts-missing", "none", "outside"


def standings():
    """{how a cell may stand: its name}: the modes, the highest first, then what turns on facts, then what nothing carries."""
    modes = sorted(alone().values(), key=lambda mode: -mode.rung)
    return {mode.id: mode.name for mode in modes} | {ASKS: "看具体情况", NEVER: "尚不能办"}


def standing(mode, rule):
    return mode or (ASKS if rule == ASKS else NEVER)


def seen(actor):
    """The parks whose matrix this person may see: a centre's people their own, an organ's people those it reaches into."""
    parks = Park.objects.filter(centre__isnull=False)
    if actor.role in EVERYWHERE:
        return parks
    if actor.centre is not None:
        return parks.filter(centre=actor.centre)
    return parks.filter(
        Q(pk__in=reached_from(actor.body)) | Q(committee__code=actor.body) | Q(operator__code=actor.body)
    )


def reached_from(code):
    territory = Body.objects.filter(code=code).values_list("territory", flat=True).first() or ()
    lies = ParkRegion.objects.values_list("park", "region")
    return {park for park, region in lies if any(contains(outer, region) for outer in territory)}


@dataclass
class Row:
    """One item of a park's matrix, ready to be shown once `told` has named what it holds."""

    item: int
    code: str
    name: str
    organ: str
    organ_code: str
    basic: int | None
    place: str
    mode: str
    rule: str
    because: str
    decides: str
    in_name_of: str
    days: int | None
    visits: int | None
    instruments: list
    missing: list
    until: object
    listed: str = OUTSIDE
    stage: str = ""
    list_name: str = "清单外、本园区已开办"
    stage_name: str = ""
    statutory: int | None = None
    decider: str = ""
    name_of: str = ""
    place_name: str = ""
    papers: list = field(default_factory=list)
    step: Any = None

    @property
    def standing(self):
        return standing(self.mode, self.rule)

    @property
    def broken(self):
        return rule(self.rule) if self.rule else None

    @property
    def cure(self):
        return "" if not self.rule or self.because == ABSENT else rule(self.rule).cure


CELL = (
    "item", "item__code", "item__name", "item__organ__name", "item__organ__code", "item__basic", "place", "mode", "rule", "because",
    "decides", "in_name_of", "days", "visits", "instruments", "missing", "until",
)  # fmt: skip


def matrix(park, day):
    """-> (the park's rows in the order of its list, the lines of the list that no item implements)."""
    lines: dict[int | None, Listed] = {line.basic.pk: line for line in reference_items(park, day) if line.basic}
    rows = [Row(*cell) for cell in CoverageCell.objects.filter(park=park).values_list(*CELL)]
    place: dict[int | None, int] = {basic: number for number, basic in enumerate(lines)}
    for row in rows:
        if line := lines.get(row.basic):
            row.listed, row.stage, row.list_name, row.stage_name = (
                line.list,
                line.stage,
                line.list_name,
                line.stage_name,
            )
    rows.sort(key=lambda row: (place.get(row.basic, len(place)), row.name, row.organ))
    covered = {row.basic for row in rows}
    return rows, [line for basic, line in lines.items() if basic not in covered]


def told(rows, day):
    """The same rows with the names of bodies and papers, and the law's limit: three statements for any number."""
    codes = {code for row in rows for code in row.instruments}
    bodies = named(Body, {code for row in rows for code in (row.decides, row.in_name_of)}, "name")
    papers = {code: (title, True) for code, title in named(Instrument, codes, "title").items()}
    papers |= {code: (title, False) for code, title in named(Agreement, codes - papers.keys(), "title").items()}
    regions = dict(Region.objects.filter(code__in={row.place for row in rows if row.place}).values_list("code", "name"))
    versions = {item: (limit, form) for item, limit, form in versions_of(rows, day)}
    for row in rows:
        row.statutory, form = versions.get(row.item, (None, []))
        row.decider, row.name_of = bodies.get(row.decides, row.decides), bodies.get(row.in_name_of, row.in_name_of)
        row.place_name = regions.get(row.place, "")
        row.papers = [(code, *papers.get(code, (code, False))) for code in row.instruments]
        row.because = labelled(row.because, form)
        row.missing = [labels(form).get(fact, fact) for fact in row.missing]
    return rows


def named(model, codes, name):
    return dict(model.objects.filter(code__in=codes).values_list("code", name)) if codes else {}


def versions_of(rows, day):
    found = ItemVersion.objects.filter(item__in=[row.item for row in rows], state="published", validity__contains=day)
    return found.values_list("item", "statutory", "form")


def labels(form):
    return {one["key"]: one["label"] for one in form}


@dataclass
class Counts:
    """How the cells of one park, or of several together, stand."""

    of: Counter = field(default_factory=Counter)

    @property
    def total(self):
        return self.of.total()

    def add(self, other):
        self.of += other.of
        return self


def counts(parks):
    """{park id: Counts} in one statement."""
    found: dict = {}
    rows = CoverageCount.objects.filter(park__in=parks).values_list("park", "mode", "rule", "cells")
    for park, mode, broken, cells in rows:
        found.setdefault(park, Counts()).of[standing(mode, broken)] += cells
    return found


def rung(mode):
    """How high a mode stands, for its colour; 0 for none."""
    known = load_modes().get(mode)
    return known.rung if known else 0
