"""Who may take which step: chains of instruments, each link tested, the nearest miss explained.

The order of the tests and the choice of the nearest miss are a contract: the answer of a body is that of the paper
that got furthest; among equals, the first.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from yuanban.law.answers import Allowed, Answer
from yuanban.law.codes import contains
from yuanban.law.conditions import judge
from yuanban.law.reasons import Fault, Question, no_instrument, nothing_fits
from yuanban.law.world import APPLICANT, GRANTED, OWN_NAME, Instrument, Seal, World

PREFERENCE = {"statute": 0, "devolution": 0, "centralisation": 0, "entrustment": 1, "secondment": 2, "agency": 3}
CARRIED = frozenset({"receive", "deliver"})  # all that an applicant's agent does: hand in and collect


class Held(NamedTuple):
    """A body's best chain, if any, and why its other papers fail."""

    best: Allowed | None
    faults: list[Fault]


def may(
    world: World, by: str, power: str, item: str, place: str, day: date, facts: Mapping[str, Any] | None = None
) -> Answer:
    """May this body take this step in this item, for a matter at this place (GB/T 2260), on this day?

    《行政许可法》第二十二条至第二十四条. Own name is preferred over entrustment over secondment. Raises ValueError for a
    place that is no code, and ConditionError for an instrument whose condition cannot be read.
    """
    question = Question(world, power, item, place, day, facts or {})
    best, faults = _held(question, by, frozenset())
    if best:
        return best
    return nothing_fits(question, by, faults) if faults else no_instrument(question, by)


def who(
    world: World, power: str, item: str, place: str, day: date, facts: Mapping[str, Any] | None = None
) -> list[tuple[str, Allowed]]:
    """Every body that may take the step, those acting in their own name first."""
    bodies = list(dict.fromkeys(instrument.to for instrument in world.about(item)))
    if power == "receive":
        bodies += sorted(world.windows.difference(bodies))
    answers = ((body, may(world, body, power, item, place, day, facts)) for body in bodies)
    found = [(body, answer) for body, answer in answers if isinstance(answer, Allowed)]
    return sorted(found, key=lambda pair: _preference(world, pair[1]))


def seal_for(world: World, organ: str, item: str, kept_by: str, day: date) -> Seal | None:
    """The seal of `organ` that `kept_by` may put on papers of this item; an organ always keeps its own."""
    kept = next((seal for seal in world.seals_kept(organ, kept_by) if seal.serves(item, day)), None)
    if kept is None and organ == kept_by:
        return Seal(of=organ, kept_by=organ, id=f"own:{organ}")
    return kept


def at_the_window(world: World, window: str) -> Allowed:
    """收件 is not 受理: any centre window may receive in its own name."""
    return Allowed(window, world.respondent(window), ())


def under(question: Question, instrument: Instrument, asked: frozenset[str] = frozenset()) -> Allowed | Fault:
    """What this one paper gives the body it is addressed to; `asked` are the bodies already asked on this chain."""
    rule = _paper_fault(question, instrument)
    if rule:
        return Fault(rule, instrument)
    held = _held_by_grantor(question, instrument, asked) if instrument.kind in GRANTED else None
    if held and held.best and _kind(question.world, held.best) == "entrustment":
        return Fault("re-entrustment", instrument)
    if not _reaches(question, instrument):
        return Fault("outside-territory", instrument)
    missing = _missing(held) if held else ()
    if held and not missing and not _holds_itself(question.world, held):
        return Fault("power-not-held", instrument, cause=_nearest(held))
    fault = _condition_fault(question, instrument, missing)
    return fault or _sealed(question, instrument, held.best.chain if held and held.best else ())


def _held(question: Question, by: str, asked: frozenset[str]) -> Held:
    best, faults = None, []
    for instrument in question.world.given(by, question.item):
        found = under(question, instrument, asked)
        if isinstance(found, Fault):
            faults.append(found)
        elif instrument.kind in OWN_NAME:
            return Held(found, faults)
        elif best is None or PREFERENCE[instrument.kind] < _preference(question.world, best):
            best = found
    if best is None and question.power == "receive" and by in question.world.windows:
        best = at_the_window(question.world, by)
    return Held(best, faults)


def _held_by_grantor(question: Question, instrument: Instrument, asked: frozenset[str]) -> Held:
    """The grantor is asked the same question; a grantor already asked on this chain proves nothing."""
    asked = asked | {instrument.to}
    if instrument.grantor is None or instrument.grantor in asked:
        return Held(None, [])
    return _held(question, instrument.grantor, asked)


def _paper_fault(question: Question, instrument: Instrument) -> str | None:
    entrusted = instrument.kind == "entrustment"
    if not _grants(instrument, question.power):
        return "power-not-granted"
    if entrusted and (instrument.published is None or question.day < instrument.published):
        return "not-published"
    if not instrument.in_force(question.day) or question.world.gone(instrument, question.day):
        return "not-in-force"
    if entrusted and not (instrument.basis or "").strip():
        return "no-legal-basis"
    if question.power != "receive" and not eligible(question.world, instrument):
        return "entrustee-not-organ"
    return None


def _grants(instrument: Instrument, power: str) -> bool:
    return power in instrument.powers and (instrument.kind != "agency" or power in CARRIED)


def eligible(world: World, instrument: Instrument) -> bool:
    """《行政许可法》第二十四条第一款: entrusted powers go to another organ, devolved ones never to a company or person."""
    body = world.bodies.get(instrument.to)
    kind = body.kind if body else ""
    if instrument.kind == "entrustment":
        return kind == "organ"
    return instrument.kind not in OWN_NAME or instrument.kind == "statute" or kind in ("organ", "organisation")


def _reaches(question: Question, instrument: Instrument) -> bool:
    """Inside the paper's territory and inside the grantor's: what a paper says beyond its grantor's territory is void."""
    place, world = question.place, question.world
    if instrument.kind == "agency" and not instrument.territory:
        return True
    if not _inside(place, instrument.territory or world.territory(instrument.to)):
        return False
    return instrument.kind not in GRANTED or _inside(place, world.territory(instrument.grantor or ""))


def _inside(place: str, territory: tuple[str, ...]) -> bool:
    return any(contains(outer, place) for outer in territory)


def _holds_itself(world: World, held: Held) -> bool:
    return held.best is not None and _kind(world, held.best) in OWN_NAME


def _nearest(held: Held) -> Fault | None:
    return None if held.best else max(held.faults, key=Fault.reach, default=None)


def _missing(held: Held) -> tuple[str, ...]:
    """The facts without which nobody can say whether the body holds the power."""
    nearest = _nearest(held)
    return nearest.missing if nearest else ()


def _condition_fault(question: Question, instrument: Instrument, missing: tuple[str, ...]) -> Fault | None:
    verdict = judge(instrument.condition, question.facts) if instrument.condition else True
    if not isinstance(verdict, bool):
        missing += tuple(name for name in verdict if name not in missing)
    if missing:
        return Fault("facts-missing", instrument, missing)
    return None if verdict else Fault("outside-condition", instrument)


def _sealed(question: Question, instrument: Instrument, chain: tuple[str, ...]) -> Allowed | Fault:
    signer = _signer(instrument)
    if question.power == "seal" and not seal_for(question.world, signer, question.item, instrument.to, question.day):
        return Fault("seal-not-registered", instrument)
    respondent = None if signer == APPLICANT else question.world.respondent(signer)
    return Allowed(signer, respondent, (*chain, instrument.id))


def _signer(instrument: Instrument) -> str:
    if instrument.kind in OWN_NAME:
        return instrument.to
    return APPLICANT if instrument.kind == "agency" else instrument.grantor or ""


def _kind(world: World, allowed: Allowed) -> str:
    return world.instruments[allowed.chain[-1]].kind if allowed.chain else "statute"


def _preference(world: World, allowed: Allowed) -> int:
    return PREFERENCE[_kind(world, allowed)]
