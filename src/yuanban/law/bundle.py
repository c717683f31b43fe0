"""One thing at once (一件事): the order of its members, the longest way through, what follows when one fails. Pure.

Each organ decides its own member, in its own time. A member that `needs` another begins only when that one was granted;
one that comes `after` another begins when that one has ended, however it ended.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter

from yuanban.law import duties
from yuanban.law.refusal import Refusal

GRANTED = "granted"
FAILED = {
    "denied": "不予",
    "refused": "不予受理",
    "withdrawn": "撤回",
    "terminated": "终止办理",
    "revoked": "撤销受理",
}
OUTCOMES = (GRANTED, *FAILED)
STANDINGS = {"open": "可以办理", "waiting": "等前一件办结", "blocked": "前一件没有办成，不能再办", "ended": "已有结果"}


@dataclass(frozen=True, slots=True)
class Member:
    """One matter of the whole. `days`: the working days its organ promises; `decisive`: the whole stands or falls with it."""

    key: str
    days: int
    name: str = ""
    needs: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    decisive: bool = False

    @property
    def called(self) -> str:
        return self.name or self.key

    @property
    def waits_for(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.needs, *self.after)))


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when to when a member is under way, in working days after the joint acceptance."""

    key: str
    first: int
    last: int
    critical: bool


@dataclass(frozen=True, slots=True)
class Course:
    """The way through when each takes its promised days: `days` in all, `critical` the members that decide it."""

    stretches: tuple[Stretch, ...]
    days: int
    critical: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """How a member stands, one of STANDINGS; `by`: the member it waits for or is blocked by."""

    standing: str
    by: str = ""


# -- order ---------------------------------------------------------------------------------------------------------


def among(members: Iterable[Member]) -> tuple[Member, ...]:
    """The same members, waiting for none that is not among them (the situation left it out)."""
    members = tuple(members)
    keys = {one.key for one in members}
    return tuple(
        Member(
            one.key,
            one.days,
            one.name,
            tuple(key for key in one.needs if key in keys),
            tuple(key for key in one.after if key in keys),
            one.decisive,
        )
        for one in members
    )


def circle(members: Iterable[Member]) -> tuple[str, ...]:
    """The keys of members that wait for one another in a circle, the first one again at the end; empty when none do."""
    try:
        TopologicalSorter({one.key: one.waits_for for one in members}).prepare()
    except CycleError as found:
        return tuple(found.args[1])
    return ()


def guard_order(members: Iterable[Member]) -> None:
    """A circle never begins, and nobody can wait for what is not there."""
    members = tuple(members)
    names = {one.key: one.called for one in members}
    for one in members:
        for key in one.waits_for:
            if key not in names:
                raise Refusal("bundle-order", f"“{one.called}”要等的“{key}”不在这件事里。")
    if way := circle(members):
        told = "→".join(f"“{names[key]}”" for key in way)
        raise Refusal("bundle-order", f"先后绕成了圈：{told}。", "请去掉圈里的一个“先后”，再保存。")


def in_turn(members: Iterable[Member]) -> tuple[Member, ...]:
    """Each after those it waits for; Refusal for a circle."""
    members = tuple(members)
    guard_order(members)
    known = {one.key: one for one in members}
    return tuple(known[key] for key in TopologicalSorter({m.key: m.waits_for for m in members}).static_order())


def course(members: Iterable[Member]) -> Course:
    """The critical path over the promised days."""
    members = tuple(members)
    last: dict[str, int] = {}
    for one in in_turn(members):
        last[one.key] = max((last[key] for key in one.waits_for), default=0) + one.days
    critical = longest(members, last)
    stretches = tuple(Stretch(one.key, last[one.key] - one.days, last[one.key], one.key in critical) for one in members)
    return Course(stretches, max(last.values(), default=0), critical)


def longest(members: Iterable[Member], last: Mapping[str, int] | Mapping[str, date]) -> tuple[str, ...]:
    """The keys of the chain that ends latest, first to last. `last` may be days or dates."""
    known = {one.key: one for one in members if one.key in last}
    way: list[str] = []
    ends = list(known)
    while ends:
        way.append(max(ends, key=lambda key: last[key]))
        ends = [key for key in known[way[-1]].waits_for if key in known]
    return tuple(reversed(way))


def guard_joint(members: Iterable[Member], promised: int) -> None:
    """《行政许可法》第四十二条第二款; and a joint promise is not shorter than its longest chain."""
    duties.guard_joint_limit(promised)
    found = course(members)
    if promised < found.days:
        names = {one.key: one.called for one in members}
        chain = "→".join(f"“{names[key]}”" for key in found.critical)
        raise Refusal(
            "joint-limit",
            f"联合承诺{promised}个工作日，而{chain}依次要{found.days}个工作日。",
            "请放宽联合承诺时限，或者让其中几件同时开始。",
        )


# -- what follows --------------------------------------------------------------------------------------------------


def fates(members: Iterable[Member], outcomes: Mapping[str, str]) -> dict[str, Fate]:
    """How each member stands after these outcomes ({key: one of OUTCOMES} of those that have ended)."""
    members = tuple(members)
    broken = next((one.key for one in members if one.decisive and outcomes.get(one.key) in FAILED), "")
    found: dict[str, Fate] = {}
    for one in in_turn(members):
        found[one.key] = Fate("ended") if one.key in outcomes else _fate(one, outcomes, found, broken)
    return {one.key: found[one.key] for one in members}


def _fate(one: Member, outcomes: Mapping[str, str], found: Mapping[str, Fate], broken: str) -> Fate:
    if broken:
        return Fate("blocked", broken)
    lost = next((k for k in one.needs if outcomes.get(k) in FAILED or found[k].standing == "blocked"), "")
    if lost:
        return Fate("blocked", lost)
    left = next((k for k in one.waits_for if found[k].standing in ("open", "waiting")), "")
    return Fate("waiting", left) if left else Fate("open")


def guard_start(members: Iterable[Member], outcomes: Mapping[str, str], key: str) -> None:
    """A member begins when those it waits for have ended as it needs them to."""
    members = tuple(members)
    names = {one.key: one.called for one in members}
    fate = fates(members, outcomes)[key]
    if fate.standing == "waiting":
        raise Refusal("bundle-order", f"“{names[key]}”要等“{names[fate.by]}”办结以后才开始。")
    if fate.standing == "blocked":
        raise Refusal(
            "bundle-order",
            f"“{names[fate.by]}”没有办成，“{names[key]}”不能再办。",
            "请申请人选择继续办其余各件，或者撤回其余各件。",
        )


def guard_delivery(going: Collection[str], early: bool, deliver_by: date, day: date) -> None:
    """一次送达: results wait for one another, unless the applicant wants them early or their own ten days end (第四十四条)."""
    if going and not early and day < deliver_by:
        raise Refusal(
            "joint-delivery",
            f"同一件事里还有{'、'.join(f'“{name}”' for name in going)}没有办结，办完一并送达。",
            f"申请人要求先领的，请登记后分次送达；到{deliver_by}仍没有办完的，应当先行送达。",
        )
