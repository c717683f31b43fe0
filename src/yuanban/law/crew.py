"""帮办代办: what an order may become, who holds a paper, how long a cadre is attached.

An agent of the applicant receives, carries and hands over (《行政许可法》第二十九条); no power passes, and nothing is charged:
for what an organ does it may take a fee only by a law or administrative regulation (第五十八条). So there is no field for money anywhere.
All pure: states and names come in, the next state or a refusal comes out.
"""

from dataclasses import dataclass
from datetime import date

from yuanban.law.refusal import Refusal

STATES = {
    "open": "待派",
    "assigned": "已派",
    "underway": "进行中",
    "done": "已办成",
    "failed": "没有办成",
    "cancelled": "已取消",
}
CLOSED = ("done", "failed", "cancelled")
SCOPED = ("carry", "fetch", "agency")  # done in the applicant's name: the applicant says how far


@dataclass(frozen=True, slots=True)
class Turn:
    """One step of an order: its name, the states it may be taken from, the state it leads to."""

    name_zh: str
    sources: tuple[str, ...]
    target: str


TURNS = {
    "assign": Turn("派单", ("open", "assigned", "underway"), "assigned"),
    "release": Turn("收回", ("assigned",), "open"),
    "begin": Turn("出发", ("assigned",), "underway"),
    "done": Turn("办成", ("underway",), "done"),
    "fail": Turn("没有办成", ("assigned", "underway"), "failed"),
    "cancel": Turn("取消", ("open", "assigned", "underway"), "cancelled"),
}


def turn(state: str, verb: str) -> Turn:
    """The step, or a `wrong-state` refusal that says where the order stands and what may be done."""
    found = TURNS[verb]
    if state in found.sources:
        return found
    able = "、".join(one.name_zh for name, one in TURNS.items() if state in one.sources and name != "release")
    cure = f"现在可以：{able}。" if able else "这一单已经结束；还要办的，请窗口或者组长另开一单。"
    raise Refusal("wrong-state", f"这一单现在是“{STATES[state]}”，不能“{found.name_zh}”。", cure)


def guard_scope(kind: str, scope: str) -> None:
    """Whoever acts for an applicant needs the applicant's word on how far (《行政许可法》第二十九条)."""
    if kind in SCOPED and not scope.strip():
        raise Refusal(
            "agency-scope",
            "没有写明申请人委托的范围，不能代为递交、领取或者办理。",
            "请写明申请人委托办什么、到哪一步为止。",
        )


def guard_holder(giver: str, holder: str, name: str, since: str) -> None:
    """A paper goes on from whoever holds it now. `since` is a moment in words."""
    if giver == holder:
        return
    because = f"“{name}”{since}已由{holder}签收，现在在{holder}手里。"
    raise Refusal("changed-meanwhile", because, f"请与{holder}当面核对；需要转交的，由{holder}交出，双方再签一次。")


def guard_empty_hands(held: list[str]) -> None:
    """An order is not done while its originals are still in the runner's hands."""
    if held:
        because = f"还有原件在您手里：{'、'.join(held)}。"
        raise Refusal("wrong-state", because, "请先登记交给了谁、双方签名，再办结这一单。")


def guard_term(from_date: date, to_date: date | None) -> str:
    """What is wrong with a term, or nothing."""
    return "截止日期不能早于开始日期。" if to_date and to_date < from_date else ""
