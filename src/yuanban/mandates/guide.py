"""How a matter is handled in one park today: the law's plan, put into the words of a guide."""

from dataclasses import dataclass
from itertools import groupby

from yuanban.catalogue.queries import bundles_of, versions_on
from yuanban.law.answers import Refused, Unknown
from yuanban.law.conditions import compile_condition
from yuanban.law.modes import Plan
from yuanban.law.plans import STEPS
from yuanban.law.refusal import Refusal
from yuanban.mandates.models import Instrument
from yuanban.mandates.planning import INTEGRATED, planned
from yuanban.mandates.queries import items_of
from yuanban.mandates.world import world
from yuanban.places.models import Region

POWERS = STEPS


@dataclass(frozen=True)
class Leg:
    """Consecutive steps that the same hands take in the same name."""

    powers: str
    actor: str
    at: str
    in_name_of: str
    limit: int | None


@dataclass(frozen=True)
class Handling:
    """The law's answer for one matter: exactly one of plan, refusal and missing is set."""

    place: str
    plan: Plan | None = None
    refusal: Refusal | None = None
    missing: tuple[str, ...] = ()


def handling(park, item, day, facts=None, place=None, bundled=False):
    """`place` None: the county of the park where the item can be handled, the principal one first.

    `bundled`: as part of a 一件事; else as an item that is applied for alone.
    """
    picture = world(day)
    places = [place] if place else picture.parks[park.code].places
    answers = [(at, planned(picture, park.code, item.code, day, facts or {}, at, bundled=bundled)) for at in places]
    where, answer = next((found for found in answers if not isinstance(found[1], Refused)), answers[0])
    return told(where, answer)


def told(where, answer):
    if isinstance(answer, Plan):
        return Handling(where, plan=answer)
    if isinstance(answer, Unknown):
        return Handling(where, missing=answer.missing)
    return Handling(where, refusal=Refusal(answer.rule, because=answer.because, cure=answer.cure))


def name_of(code, day):
    """A body as a citizen reads it."""
    return world(day).name(code)


def legs(found, day):
    def hands(step):
        return step.actor, step.at, step.in_name_of

    return [leg(list(steps), day) for _, steps in groupby(found.steps, key=hands)]


def leg(steps, day):
    first = steps[0]
    powers = "、".join(POWERS[step.power] for step in steps)
    limit = next((step.limit for step in steps if step.limit), None)
    return Leg(powers, name_of(first.actor, day), name_of(first.at, day), name_of(first.in_name_of, day), limit)


def chain_cards(codes):
    """The papers of a chain, root first, as the cards that `parts.chain` draws."""
    papers = {p.code: p for p in Instrument.objects.filter(code__in=codes).select_related("grantor", "to")}
    return [card(papers[code]) for code in codes if code in papers]


def card(paper):
    return {
        "kind": paper.get_kind_display(),
        "title": paper.title,
        "from": paper.grantor.name if paper.grantor else "",
        "to": paper.to.name,
        "number": paper.number,
        "basis": paper.basis or "",
        "days": term(paper),
        "note": "见章盖章：园区审批后，授出机关不再审查" if paper.seal_on_sight is not None else "",
    }


def term(paper):
    if paper.from_date is None and paper.to_date is None:
        return ""
    first = paper.from_date.isoformat() if paper.from_date else ""
    return f"{first}至{paper.to_date.isoformat()}" if paper.to_date else f"自{first}起"


def fact_fields(version, day):
    """The questions of the form on which a paper about this item turns."""
    papers = world(day).about(version.item.code)
    turning = {fact for paper in papers if paper.condition for fact in compile_condition(paper.condition).facts}
    return [field for field in version.form if field.get("fact") and field["key"] in turning]


def regions_of(park):
    return list(Region.objects.filter(parkregion__park=park).order_by("parkregion__order"))


def overview(park, day):
    """[(item, version, handling)] of everything the park handles, for the park's page."""
    items = list(items_of(park, day).order_by("name", "organ__name"))
    versions = versions_on(items, day)
    return [(item, versions.get(item.pk), handling(park, item, day)) for item in items if item.pk in versions]


def bundle_overview(park, chosen, day):
    """The same for the matters of one 一件事 that are included, in their order: [(member, version, handling)]."""
    return [
        (member, version, handling(park, member.item, day, bundled=True))
        for member, version in zip(chosen.members, chosen.versions, strict=True)
    ]


def bundles_integrating(park, item, day, facts=None, place=None):
    """The 一件事 of this park in which this item is handled in the integrated way."""
    found = list(bundles_of(park, day).filter(members__item=item))
    answer = handling(park, item, day, facts, place, bundled=True).plan if found else None
    return found if answer and answer.mode == INTEGRATED else []
