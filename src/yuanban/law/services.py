"""Factor services: the kinds there are, the states of a request, the term of an admission, and who may take which step.

No law orders these; they are the rules of this platform (`services.yaml` and below), the same for every provider.
A provider is no organ and holds no power: what it agrees with a firm is a contract between the two of them.
All pure: days come in, states and due days come out. A due day counts working days, the day of the event is day 0.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml

from yuanban.law.calendar import workdays_between
from yuanban.law.refusal import Refusal
from yuanban.law.voice import Dues, Turn, dues, turn

__all__ = ["Dues", "dues"]

T = TypeVar("T")

STATES = {
    "asked": "已提出",
    "taken": "已接单",
    "offered": "已出方案",
    "agreed": "已约定",
    "delivered": "已交付",
    "closed": "已完成",
    "unfit": "不合适",
    "withdrawn": "已撤回",
}
OPEN = ("asked", "taken", "offered", "agreed", "delivered")
ENDED = ("closed", "unfit", "withdrawn")
BEFORE_AGREED = ("asked", "taken", "offered")
PROVIDER_OWES = ("asked", "taken", "agreed")

TURNS = {
    "take": Turn("接单", ("asked",), "taken"),
    "offer": Turn("出方案", ("taken", "offered"), "offered"),
    "agree": Turn("接受方案", ("offered",), "agreed"),
    "deliver": Turn("登记交付", ("agreed",), "delivered"),
    "confirm": Turn("确认完成", ("delivered",), "closed"),
    "again": Turn("提出没有办好", ("delivered",), "agreed"),
    "unfit": Turn("写明不合适", ("asked", "taken", "offered", "agreed"), "unfit"),
    "withdraw": Turn("撤回", ("asked", "taken", "offered", "agreed"), "withdrawn"),
    "hand-over": Turn("转给另一家", ("asked", "taken", "offered", "agreed"), "withdrawn"),
}
BY_PROVIDER = ("take", "offer", "deliver", "unfit")
BY_FIRM = ("agree", "confirm", "again", "unfit", "withdraw", "hand-over")
UNDERTAKING = ("take", "offer")  # what only a provider whose admission stands may do
SILENCE = 10  # working days after delivery; then a request that nobody speaks of is complete

ADMISSION = {
    "applied": "待核准",
    "admitted": "已入驻",
    "refused": "未核准",
    "suspended": "暂停",
    "left": "已退出",
    "renewed": "已续期",
}
ADMISSION_TURNS = {
    "admit": Turn("核准入驻", ("applied",), "admitted"),
    "refuse": Turn("不予核准", ("applied",), "refused"),
    "suspend": Turn("暂停", ("admitted",), "suspended"),
    "restore": Turn("恢复", ("suspended",), "admitted"),
    "leave": Turn("退出", ("admitted", "suspended"), "left"),
}
VISIT = {"none": "待约定", "proposed": "待各方确认", "fixed": "已约定", "done": "已完成"}
FINDINGS = {"ready": "具备条件", "not-ready": "还不具备条件"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of service: who gives it, what is counted of it and in which unit. `utility`: part of one joint connection."""

    name: str
    who: str
    unit: str
    measure: str
    utility: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """What a condition may speak of. `source`: said with the need, held in a register, or answered by the firm."""

    label: str
    type: str
    source: str
    question: str
    unit: str = ""
    options: tuple[str, ...] = field(default=())


@cache
def _table() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(
        files("yuanban.law").joinpath("data/services.yaml").read_text(encoding="utf-8")
    )
    return told


@cache
def kinds() -> dict[str, Kind]:
    return {key: Kind(**told) for key, told in _table()["kinds"].items()}


@cache
def facts() -> dict[str, Fact]:
    return {key: Fact(**{**told, "options": tuple(told.get("options", ()))}) for key, told in _table()["facts"].items()}


def utilities() -> tuple[str, ...]:
    return tuple(key for key, kind in kinds().items() if kind.utility)


def suggested(item: str) -> tuple[str, ...]:
    """The kinds that a matter of this name usually needs beside it, in the order of the table."""
    found = [
        kind for line in _table()["suggest"] if any(word in item for word in line["words"]) for kind in line["kinds"]
    ]
    return tuple(dict.fromkeys(found))


def request_turn(state: str, verb: str) -> Turn:
    return turn(TURNS, STATES, state, verb)


def admission_turn(state: str, verb: str) -> Turn:
    return turn(ADMISSION_TURNS, ADMISSION, state, verb)


def stands(state: str, from_date: date | None, to_date: date | None, day: date) -> bool:
    """Whether an admission may be relied on, on this day."""
    return state == "admitted" and bool(from_date and to_date and from_date <= day <= to_date)


def standing(state: str, from_date: date | None, to_date: date | None, day: date) -> str:
    """A word for the page: the state, and of an admitted one whether its term runs."""
    if state != "admitted" or stands(state, from_date, to_date, day):
        return ADMISSION[state]
    return "期限已届满" if to_date and to_date < day else "尚未开始"


def overdue(due_on: date, day: date) -> int:
    """Working days past the due day; 0 while there is still time."""
    return max(0, workdays_between(due_on, day)) if day > due_on else 0


def in_drawn_order(seed: str, keys: Iterable[T], names: Mapping[T, str]) -> list[T]:
    """The order in which equals are shown: by the digest of the seed and the name, so that anyone can draw it again."""
    return sorted(keys, key=lambda key: (drawn(seed, names[key]), names[key]))


def drawn(seed: str, name: str) -> str:
    return hashlib.sha256(f"{seed}:{name}".encode()).hexdigest()


# -- guards ---------------------------------------------------------------------------------------------------------


def guard_admitted(verb: str, admitted: bool, provider: str) -> None:
    """Without a standing admission nothing new is undertaken; what has been agreed is carried out to its end."""
    if verb in UNDERTAKING and not admitted:
        raise Refusal(
            "service-admission", f"{provider}在本园区的入驻已经到期、暂停或者退出，不能再{TURNS[verb].name_zh}。"
        )


def guard_permit(waiting: str) -> None:
    """`waiting` names the matter whose permit has not come; nothing is delivered before it."""
    if waiting:
        raise Refusal("service-permit", f"这项服务要等“{waiting}”办出结果，现在还没有办出。")


def guard_offer_day(valid_to: date | None, day: date) -> None:
    if valid_to and day > valid_to:
        raise Refusal("wrong-state", f"方案的有效期到{valid_to}为止，已经过期。", "请对方重新出方案。")


def guard_hands(person: int | None, members: Collection[int], provider: str) -> None:
    if person is None or person not in members:
        raise Refusal("no-post", f"这一步由{provider}的人员办理。", "请用该机构人员的账号登录。")
