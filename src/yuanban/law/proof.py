"""Proves one mode for one matter: every step with its actor, or the rule that fails, or the facts to ask for."""

from itertools import pairwise
from typing import NamedTuple

from yuanban.law.answers import Allowed, Answer, Refused, Unknown
from yuanban.law.authority import seal_for
from yuanban.law.matter import Matter
from yuanban.law.modefile import AFTER_DECISION, Mode, Part
from yuanban.law.plans import Plan, Step
from yuanban.law.reasons import REACH, refused
from yuanban.law.roles import NEEDS, ROLES, SIGNER
from yuanban.law.world import POWERS, Instrument

# 初审 is a review, by the lower organ, before the file goes up (《行政许可法》第三十五条).
FIRST_REVIEW = "first-review"
LIMITS = {"accept": 5, FIRST_REVIEW: 20, "deliver": 10}  # 《行政许可法》第三十二条、第四十三条、第四十四条


class Taken(NamedTuple):
    """A step that is settled: the part of the mode file it came from, the body with the power, and whose hands act."""

    part: Part
    body: str
    actor: str
    allowed: Allowed


class Settled(NamedTuple):
    """A mode of which every step is settled; `papers` are those it needs besides."""

    mode: Mode
    taken: dict[str, Taken]
    papers: tuple[str, ...]
    trips_outside: int
    days: int
    handovers: int


def prove(matter: Matter, mode: Mode) -> Plan | Refused | Unknown:
    """The plan of this one mode."""
    found = settle(matter, mode)
    return draw_up(matter, found) if isinstance(found, Settled) else found


def settle(matter: Matter, mode: Mode) -> Settled | Refused | Unknown:
    """Its steps; a mode that no facts could make lawful is refused before any fact is asked for."""
    papers = _needed(matter, mode)
    if isinstance(papers, Refused):
        return papers
    taken: dict[str, Taken] = {}
    unknown: list[Unknown] = []
    for power in powers_of(matter):
        if unknown and "decide" not in taken and power in AFTER_DECISION:
            break
        found = _settle(matter, mode, power, taken)
        if isinstance(found, Refused):
            return found
        if isinstance(found, Unknown):
            unknown.append(found)
        else:
            taken[power] = found
    if unknown:
        return asking(unknown)
    return Settled(mode, taken, papers, _trips(matter, taken), _days(matter, mode), _handovers(taken))


def powers_of(matter: Matter) -> tuple[str, ...]:
    """The steps of this matter in their order; where the item names a lower organ, its first review among them."""
    if matter.item.first_review is None:
        return tuple(POWERS)
    return tuple(step for power in POWERS for step in ((power, FIRST_REVIEW) if power == "accept" else (power,)))


def _parts(matter: Matter, mode: Mode, power: str) -> tuple[Part, ...]:
    """The mode's own; but the lower organ accepts and reviews first, in whatever mode (第三十五条、第四十三条)."""
    lower = matter.item.first_review
    if lower and power in ("accept", FIRST_REVIEW):
        return (Part("first-reviewer", "park" if lower in matter.park.houses else "organ"),)
    return mode.steps[power]


def draw_up(matter: Matter, settled: Settled, passed_over: tuple[tuple[str, str, str], ...] = ()) -> Plan:
    mode, taken = settled.mode, settled.taken
    ordered = _order(matter, taken)
    return Plan(
        mode=mode.id,
        park=matter.park.id,
        item=matter.item_id,
        place=matter.place,
        day=matter.day,
        steps=tuple(_step(matter, mode, power, done) for power, done in taken.items()),
        trips_outside=settled.trips_outside,
        days=settled.days,
        handovers=settled.handovers,
        rests_on=rests_on(matter, settled),
        passed_over=passed_over,
        joint=mode.joint or matter.item.joint,
        seal_on_sight=ordered.seal_on_sight if ordered else None,
    )


def rests_on(matter: Matter, settled: Settled) -> tuple[str, ...]:
    """The papers that the steps stand or fall with."""
    ordered = _order(matter, settled.taken)
    chains = [paper for done in settled.taken.values() for paper in done.allowed.chain]
    return tuple(dict.fromkeys((*chains, *((ordered.id,) if ordered else ()), *settled.papers)))


def nearest(refusals: list[Refused]) -> Refused:
    """The refusal that got furthest; among equals, the first."""
    return max(refusals, key=lambda refusal: REACH[refusal.rule])


def asking(unknown: list[Unknown]) -> Unknown:
    """All missing facts in one question."""
    missing = dict.fromkeys(fact for answer in unknown for fact in answer.missing)
    reasons = dict.fromkeys(answer.because for answer in unknown)
    return Unknown(tuple(missing), "".join(reasons))


def _needed(matter: Matter, mode: Mode) -> tuple[str, ...] | Refused:
    papers: tuple[str, ...] = ()
    for need in mode.needs:
        found = NEEDS[need].papers(matter)
        if found is None:
            return _absent(matter, NEEDS[need].absent)
        papers += found
    return papers


def _settle(matter: Matter, mode: Mode, power: str, taken: dict[str, Taken]) -> Taken | Refused | Unknown:
    refusals = []
    for part in _parts(matter, mode, power):
        found = _take(matter, mode, part, power, taken)
        if not isinstance(found, Refused):
            return found
        refusals.append(found)
    return nearest(refusals)


def _take(matter: Matter, mode: Mode, part: Part, power: str, taken: dict[str, Taken]) -> Taken | Refused | Unknown:
    signer = taken["decide"].allowed.in_name_of if "decide" in taken else None
    body, answer = _chosen(matter, part, power, signer)
    if not isinstance(answer, Allowed):
        return answer
    actor = _hands(matter, part, taken) if part.hands else body
    if actor is None:
        return _absent(matter, ROLES[part.hands or part.who].absent)
    return Taken(part, body, actor, answer)


def _chosen(matter: Matter, part: Part, power: str, signer: str | None) -> tuple[str, Answer]:
    """The fittest body in the role that may; else one whose facts are missing; else the nearest miss."""
    waiting, refusals = None, []
    for body in _bodies(matter, part, signer):
        answer = _asked(matter, part, power, body, signer)
        if isinstance(answer, Allowed):
            return body, answer
        if isinstance(answer, Refused):
            refusals.append(answer)
        else:
            waiting = waiting or (body, answer)
    return waiting or ("", nearest(refusals) if refusals else _absent(matter, ROLES[part.who].absent))


def _bodies(matter: Matter, part: Part, signer: str | None) -> tuple[str, ...]:
    if part.who == SIGNER:
        return (signer,) if signer else ()
    return ROLES[part.who].bodies(matter)


def _asked(matter: Matter, part: Part, power: str, body: str, signer: str | None) -> Answer:
    """What the body may do; a paper is sealed and delivered in the name of the organ that signs it."""
    acts = ROLES[part.who].acts if part.who in ROLES else Matter.may
    answer = acts(matter, body, "review" if power == FIRST_REVIEW else power)
    if power not in AFTER_DECISION or not isinstance(answer, Allowed) or answer.in_name_of == signer:
        return answer
    rule_id = "seal-not-registered" if power == "seal" else "power-not-granted"
    name, organ = matter.world.name, POWERS[power]
    because = f"{name(body)}以{name(answer.in_name_of)}名义{organ}，而决定的署名机关是{name(signer or '')}。"
    return refused(rule_id, f"{matter.title}：{because}")


def _hands(matter: Matter, part: Part, taken: dict[str, Taken]) -> str | None:
    """Who carries the step out: the one who already acted in that role, or else the first in it."""
    acted = [done.actor for done in taken.values() if done.part.who == part.hands]
    bodies = acted or ROLES[part.hands or part.who].bodies(matter)
    return bodies[0] if bodies else None


def _step(matter: Matter, mode: Mode, power: str, done: Taken) -> Step:
    part, body, actor, allowed = done
    return Step(
        power=power,
        actor=actor,
        at=_site(matter, part, body),
        in_name_of=allowed.in_name_of,
        respondent=allowed.respondent,
        chain=allowed.chain,
        seal=_seal(matter, allowed.in_name_of, body) if power == "seal" else None,
        limit=_limit(matter, mode, part, power),
    )


def _site(matter: Matter, part: Part, body: str) -> str:
    if part.at == "joint-window" and matter.joint:
        return matter.joint.window
    return body if part.at == "organ" else matter.park.window


def _seal(matter: Matter, signer: str, body: str) -> str | None:
    seal = seal_for(matter.world, signer, matter.item_id, body, matter.day)
    return (seal.id or f"{seal.of}@{seal.kept_by}") if seal else None


def _limit(matter: Matter, mode: Mode, part: Part, power: str) -> int | None:
    if part.who == "orderer" and matter.order:
        return matter.order.seal_on_sight
    return _days(matter, mode) if power == "decide" else LIMITS.get(power)


def _days(matter: Matter, mode: Mode) -> int:
    if "bundle" in mode.needs and matter.bundle:
        return matter.bundle.days(matter.world.items)
    return matter.item.promised


def _order(matter: Matter, taken: dict[str, Taken]) -> Instrument | None:
    return matter.order if any(done.part.who == "orderer" for done in taken.values()) else None


def _trips(matter: Matter, taken: dict[str, Taken]) -> int:
    """Handing in and collecting, unless somebody does it for the applicant; and the visits the law wants on acceptance."""
    away = {power for power, done in taken.items() if done.part.at == "organ"}
    errands = sum(power in away and taken[power].part.needs_applicant for power in ("receive", "deliver"))
    return errands + (matter.item.visits if "accept" in away else 0)


def _handovers(taken: dict[str, Taken]) -> int:
    """How often the file changes hands, from and to the applicant's helper or agent included."""
    between = sum(one.actor != other.actor for one, other in pairwise(taken.values()))
    return between + sum(not taken[power].part.needs_applicant for power in ("receive", "deliver"))


def _absent(matter: Matter, why: str) -> Refused:
    return refused("no-instrument", f"{matter.title}：{why}。")
