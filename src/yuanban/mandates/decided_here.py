"""What is decided in a park, and on which published papers: the rows of the park's public page."""

from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace

from django.db.models import Q

from yuanban.catalogue.lists import STAGES
from yuanban.catalogue.lists_queries import reference_items
from yuanban.catalogue.queries import versions_on
from yuanban.mandates.guide import handling, name_of
from yuanban.mandates.models import Instrument
from yuanban.mandates.queries import items_of
from yuanban.mandates.world import picture
from yuanban.places import epoch

OTHER_STAGE = "其他"
WHERE = {"here": "在本园区决定", "organ": "由主管机关决定", "facts": "由谁决定看具体情况", "none": "暂不能在园区办"}


@dataclass(frozen=True)
class Standing:
    """How far the papers carry one item in one park today. `papers`: those that the decision rests on, root first."""

    where: str
    mode: str = ""
    decides: str = ""
    in_name_of: str = ""
    papers: tuple[str, ...] = ()
    trips: int | None = None
    why: str = ""


@dataclass(frozen=True)
class Row:
    item: object
    version: object
    stage: str
    standing: Standing
    decides: str
    in_name_of: str
    papers: tuple


def standings(park, items, day):
    """{item code: Standing}. The one place that asks the engine: another source of the same answers goes in here."""
    mark = epoch.current()
    return {item.code: standing(park.code, item.code, day, mark) for item in items}


@lru_cache(maxsize=50_000)
def standing(park, item, day, mark):
    """Kept until the mark changes, since nothing that the law reads has changed before that."""
    found = handling(SimpleNamespace(code=park), SimpleNamespace(code=item), day)
    if found.missing:
        return Standing("facts")
    if found.refusal:
        return Standing("none", why=found.refusal.because)
    decide = found.plan.step("decide")
    where = "here" if decide.actor in picture().on(day).parks[park].houses else "organ"
    return Standing(where, found.plan.mode, decide.actor, decide.in_name_of, decide.chain, found.plan.trips_outside)


def rows_of(park, day):
    """Everything the park handles, in the order of an enterprise's life. As many statements for many items as for one."""
    items = list(items_of(park, day).order_by("name", "organ__name"))
    versions, found = versions_on(items, day), standings(park, items, day)
    stages = {line.basic.pk: line.stage for line in reference_items(park, day) if line.basic}
    papers = published({code for one in found.values() for code in one.papers}, day)
    rows = [
        row(item, versions[item.pk], stages.get(item.basic_id, ""), found[item.code], papers, day)
        for item in items
        if item.pk in versions
    ]
    return sorted(rows, key=lambda one: (ORDER.index(one.stage), one.item.name))


ORDER = [*STAGES, ""]


def row(item, version, stage, standing, papers, day):
    decides, in_name_of = (name_of(code, day) if code else "" for code in (standing.decides, standing.in_name_of))
    nearest_first = tuple(papers[code] for code in reversed(standing.papers) if code in papers)
    return Row(item, version, stage, standing, decides, in_name_of, nearest_first)


def published(codes, day):
    """{code: paper} of the papers that everyone may read. Nothing that was never published is shown."""
    return {paper.code: paper for paper in public_papers(day).filter(code__in=codes)}


def public_papers(day):
    open_to_all = Q(state__in=("published", "revoked"), published_on__isnull=False, published_on__lte=day)
    return Instrument.objects.filter(open_to_all).select_related("grantor", "to")


def chosen(rows, listing):
    """The rows that the visitor asked for."""
    words = listing["q"].lower()
    return [
        one
        for one in rows
        if (not words or any(words in text.lower() for text in told(one)))
        and listing["stage"] in ("", one.stage or "other")
        and listing["where"] in ("", one.standing.where)
    ]


def told(one):
    organ = one.item.organ.name if one.item.organ else one.item.organ_name
    return one.item.name, organ, one.decides, one.in_name_of, *(paper.title for paper in one.papers)


def grouped(rows):
    """[(where, its name, how many, [(stage's name, rows)])], what is decided here first."""
    parts = [(where, name, [one for one in rows if one.standing.where == where]) for where, name in WHERE.items()]
    return [(where, name, len(part), by_stage(part)) for where, name, part in parts if part]


def by_stage(rows):
    names = [(stage, STAGES.get(stage, OTHER_STAGE)) for stage in ORDER]
    found = [(name, [one for one in rows if one.stage == stage]) for stage, name in names]
    return [(name, part) for name, part in found if part]
