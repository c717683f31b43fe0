"""The joint clock of a 一件事: 45 working days for the whole, 15 more once (《行政许可法》第四十二条第二款), and who holds it up.

It starts on the day on which every member that waits for none is accepted (or has ended), and ends with the last result.
A day does not count jointly when all members under way stand still by law on it (第四十五条): then no organ could go on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from yuanban.law import bundle, clock
from yuanban.law.bundle import Fate, Member
from yuanban.law.calendar import add_workdays
from yuanban.law.duties import JOINT_LIMIT

DEEDS = ("accepted", "excluded", "resumed", "extended", *bundle.OUTCOMES)


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened to one member on one day, one of DEEDS. `days` belong to an extension, `ground` to excluded time."""

    day: date
    member: str
    did: str
    ground: str = "expert-review"
    days: int = 0


@dataclass(frozen=True, slots=True)
class Joint:
    """The joint clock at the end of a day. `expected`: when the last result comes if each takes its promised days from now
    on; `critical`: the chain that decides it; `late`: members past their own promise."""

    accepted_on: date | None
    statutory_due: date | None
    promised_due: date | None
    counted: int
    light: str
    paused: bool
    extended: int
    decided_on: date | None
    expected: date | None
    critical: tuple[str, ...]
    late: tuple[str, ...]
    fates: Mapping[str, Fate]
    alert_on: date | None


def joint(members: Iterable[Member], promised: int, events: Iterable[Happening], day: date) -> Joint:
    """`members` wait only for one another (`bundle.among`); `promised`: the joint promise in working days."""
    members, past = tuple(members), sorted((e for e in events if e.day <= day), key=lambda e: e.day)
    fates = bundle.fates(members, outcomes(past))
    accepted = accepted_on(members, past)
    ends = forecast(members, fates, past, day)
    own = {one.key: due_of(one, past, day) for one in members}
    late = tuple(k for k, due in own.items() if due and fates[k].standing == "open" and day > due)
    if accepted is None:
        return Joint(None, None, None, 0, "", False, 0, None, None, (), late, fates, None)
    given = clock.Given(accepted, accepted, JOINT_LIMIT, min(promised, JOINT_LIMIT), joint=True)
    marks = tuple(jointly(members, past, accepted))
    read = clock.read(given, marks, day)
    return Joint(
        accepted_on=accepted,
        statutory_due=read.statutory_due,
        promised_due=read.promised_due,
        counted=read.counted,
        light=read.light,
        paused=read.paused,
        extended=read.extended,
        decided_on=read.decided_on,
        expected=max(ends.values(), default=None),
        critical=() if read.decided_on else bundle.longest(members, ends),
        late=late,
        fates=fates,
        alert_on=clock.alert_on(given, marks, day),
    )


def outcomes(past: Iterable[Happening]) -> dict[str, str]:
    return {e.member: e.did for e in past if e.did in bundle.OUTCOMES}


def accepted_on(members: tuple[Member, ...], past: list[Happening]) -> date | None:
    """The day on which the last of those that begin together was accepted or ended; None while one is open, or none was accepted."""
    for upto in dict.fromkeys(e.day for e in past):
        so_far = [e for e in past if e.day <= upto]
        taken = {e.member for e in so_far if e.did == "accepted"}
        fates = bundle.fates(members, outcomes(so_far))
        lacking = [m for m in members if not m.waits_for and m.key not in taken and fates[m.key].standing == "open"]
        if taken and not lacking:
            return upto
    return None


def jointly(members: tuple[Member, ...], past: list[Happening], start: date) -> Iterable[clock.Event]:
    """The events of the joint clock: when nobody could go on, the one extension, the last result."""
    still = False
    for upto in dict.fromkeys(max(e.day, start) for e in past):
        so_far = [e for e in past if e.day <= upto]
        if over(members, so_far):
            yield clock.Event(upto, "decided")
            return
        yield from lengthened(so_far, start, upto)
        resting = standing_still(so_far)
        if bool(resting) != still:
            still = bool(resting)
            yield clock.Event(upto, "excluded", resting, True) if still else clock.Event(upto, "resumed")


def over(members: tuple[Member, ...], so_far: list[Happening]) -> bool:
    found = bundle.fates(members, outcomes(so_far))
    return all(fate.standing in ("ended", "blocked") for fate in found.values())


def lengthened(so_far: list[Happening], start: date, upto: date) -> Iterable[clock.Event]:
    """The first extension that the government's head has approved lengthens the whole; others are their member's own."""
    asked = [e for e in so_far if e.did == "extended"]
    if asked and max(asked[0].day, start) == upto:
        yield clock.Event(upto, "extended", told=True, days=asked[0].days, approved_by="government-head")


def standing_still(so_far: list[Happening]) -> str:
    """The ground on which every member under way stands still; empty while one of them goes on, or none is under way."""
    state: dict[str, str] = {}
    for e in so_far:
        if e.did in ("accepted", "resumed"):
            state[e.member] = ""
        elif e.did == "excluded":
            state[e.member] = e.ground
        elif e.did in bundle.OUTCOMES:
            state.pop(e.member, None)
    return next(iter(state.values())) if state and all(state.values()) else ""


def due_of(one: Member, past: Iterable[Happening], day: date) -> date | None:
    """The last day of the member's own promise; None before its organ accepts."""
    mine = [e for e in past if e.member == one.key]
    start = next((e.day for e in mine if e.did == "accepted"), None)
    if start is None:
        return None
    given = clock.Given(start, start, JOINT_LIMIT, min(one.days, JOINT_LIMIT), joint=True)
    return clock.read(
        given, [as_clock(e) for e in mine if e.did in ("excluded", "resumed", "extended")], day
    ).promised_due


def as_clock(e: Happening) -> clock.Event:
    return clock.Event(e.day, e.did, e.ground or None, True, e.days, "government-head")


def forecast(
    members: tuple[Member, ...], fates: Mapping[str, Fate], past: list[Happening], day: date
) -> dict[str, date]:
    """{member: when it ends or ended}, each from now on taking its promised days; what is blocked has no end."""
    ended = {e.member: e.day for e in past if e.did in bundle.OUTCOMES}
    found: dict[str, date] = {}
    for one in bundle.in_turn(members):
        if one.key in ended:
            found[one.key] = ended[one.key]
        elif fates[one.key].standing != "blocked":
            due = due_of(one, past, day)
            begin = max((found[key] for key in one.waits_for if key in found), default=day)
            found[one.key] = max(due, day) if due else add_workdays(max(begin, day), one.days)
    return found
