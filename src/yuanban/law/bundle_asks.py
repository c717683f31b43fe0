"""Asks of the kind `bundle`: members in an order, what has happened to them, and how the whole stands."""

from collections.abc import Mapping
from typing import Any

from yuanban.law import bundle, joint_clock
from yuanban.law.duties import JOINT_LIMIT
from yuanban.law.refusal import Refusal
from yuanban.law.strict import Parser, Spot, day, fields, flag, many, named, one_of, text, whole

BUNDLE_KEYS = (
    "allowed", "rule", "because", "article", "cure", "days", "path", "accepted_on", "statutory_due", "promised_due", "counted",
    "light", "paused", "extended", "decided_on", "expected", "critical", "late", "standing", "blocked_by",
)  # fmt: skip


def read_bundle(value: Any, spot: Spot) -> dict[str, Any]:
    """The question; `start` asks whether a member may begin, `deliver_by` (with `early`) whether results may go out now."""
    known: dict[str, Parser] = {
        "members": named(_member),
        "promised": whole,
        "events": many(_happening),
        "day": day,
        "start": text,
        "early": flag,
        "deliver_by": day,
    }
    return fields(value, spot, known, required=("members",))


def _member(value: Any, spot: Spot) -> bundle.Member:
    known = {"days": whole, "name": text, "needs": many(text), "after": many(text), "decisive": flag}
    return bundle.Member(spot.key, **fields(value, spot, known, required=("days",)))


def _happening(value: Any, spot: Spot) -> joint_clock.Happening:
    known = {"day": day, "member": text, "did": one_of(joint_clock.DEEDS), "ground": text, "days": whole}
    return joint_clock.Happening(**fields(value, spot, known, required=("day", "member", "did")))


def ask_bundle(given: Mapping[str, Any]) -> dict[str, Any]:
    members = tuple(given["members"].values())
    try:
        return {"allowed": True} | _judged(members, given)
    except Refusal as no:
        return {"allowed": False, "rule": no.rule, "because": no.because, "article": no.article, "cure": no.cure}


def _judged(members: tuple[bundle.Member, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    bundle.guard_order(members)
    if given.get("promised") is not None:
        bundle.guard_joint(members, given["promised"])
    way = bundle.course(members)
    found: dict[str, Any] = {"days": way.days, "path": list(way.critical)}
    return found if given.get("day") is None else found | _run(members, given)


def _run(members: tuple[bundle.Member, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    promised = given.get("promised") or JOINT_LIMIT
    read = joint_clock.joint(members, promised, given.get("events", ()), given["day"])
    if "start" in given:
        bundle.guard_start(members, joint_clock.outcomes(given.get("events", ())), given["start"])
    if "deliver_by" in given:
        going = [key for key, fate in read.fates.items() if fate.standing in ("open", "waiting")]
        bundle.guard_delivery(going, given.get("early", False), given["deliver_by"], given["day"])
    plain = {key: getattr(read, key) for key in BUNDLE_KEYS if hasattr(read, key)}
    return plain | {
        "critical": list(read.critical),
        "late": list(read.late),
        "standing": {key: fate.standing for key, fate in read.fates.items()},
        "blocked_by": {key: fate.by for key, fate in read.fates.items() if fate.standing == "blocked"},
    }
