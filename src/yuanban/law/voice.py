"""What people say of a service, and what must come of it: ratings, bad ratings, complaints, what could not be done.

国办发〔2019〕51号: five levels, the last two bad; a bad rating is looked into, put right, told of and called back about.
All pure: days come in, states and due days come out. A due day counts working days, the day of the event is day 0.
"""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import date

from yuanban.law.calendar import add_workdays, workdays_between
from yuanban.law.refusal import Refusal

LEVELS = {1: "非常满意", 2: "满意", 3: "基本满意", 4: "不满意", 5: "非常不满意"}
GOOD, BAD = (1, 2, 3), (4, 5)

LOOP_STATES = {"check": "待核实", "mend": "待整改", "report": "待反馈", "call": "待回访", "closed": "已办结"}
CONCERN_STATES = {
    "filed": "已提出",
    "taken": "已受理",
    "assigned": "办理中",
    "answered": "已答复",
    "closed": "已办结",
    "withdrawn": "已撤回",
}
STUCK_ENDS = {"solved": "已经办成", "explained": "依法不能办，已说明", "change": "规定或者指南应当改"}


@dataclass(frozen=True, slots=True)
class Turn:
    """One step of a loop: its name, the states it may be taken from, the state it leads to."""

    name_zh: str
    sources: tuple[str, ...]
    target: str


LOOP = {
    "check": Turn("核实", ("check",), "mend"),
    "mend": Turn("整改", ("mend",), "report"),
    "report": Turn("反馈", ("report",), "call"),
    "call": Turn("回访", ("call",), "closed"),
}
CONCERN = {
    "take": Turn("受理", ("filed",), "taken"),
    "assign": Turn("交办", ("taken", "assigned"), "assigned"),
    "answer": Turn("答复", ("assigned",), "answered"),
    "content": Turn("表示满意", ("answered",), "closed"),
    "again": Turn("请求再办", ("answered",), "taken"),
    "close": Turn("办结", ("answered",), "closed"),
    "withdraw": Turn("撤回", ("filed", "taken", "assigned"), "withdrawn"),
}
ROUNDS = 2  # not content after the first: once more, by the supervisor


def turn(table: Mapping[str, Turn], states: Mapping[str, str], state: str, verb: str) -> Turn:
    """The step, or a `wrong-state` refusal that says what may be done now."""
    found = table[verb]
    if state in found.sources:
        return found
    names = "、".join(one.name_zh for one in table.values() if state in one.sources)
    cure = f"现在可以办理：{names}。" if names else "这一件已经结束，不能再办理其他步骤。"
    raise Refusal("wrong-state", f"当前为“{states[state]}”，不能{found.name_zh}。", cure)


def loop_turn(state: str, verb: str) -> Turn:
    return turn(LOOP, LOOP_STATES, state, verb)


def concern_turn(state: str, verb: str) -> Turn:
    return turn(CONCERN, CONCERN_STATES, state, verb)


def after_call(content: bool, times: int) -> str:
    """The state after a call-back: not content the first time, it is put right once more, by the supervisor."""
    return "closed" if content or times >= ROUNDS else "mend"


# -- clocks ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dues:
    """`warn_on` is the first day of the yellow light: nine tenths of the working days are used."""

    due_on: date
    warn_on: date


def dues(opened: date, days: int) -> Dues:
    return Dues(add_workdays(opened, days), add_workdays(opened, -(-9 * days // 10)))


def light(due_on: date | None, warn_on: date | None, day: date, done_on: date | None = None) -> str:
    """`green`, `yellow`, `red`; empty without a due day. What is done keeps the light of the day it was done."""
    if due_on is None:
        return ""
    shown = done_on or day
    if shown > due_on:
        return "red"
    return "yellow" if warn_on and shown >= warn_on and not done_on else "green"


def late_by(due_on: date, day: date) -> int:
    """Working days past the due day; 0 while there is still time."""
    return max(0, workdays_between(due_on, day)) if day > due_on else 0


def good_rate(counts: Mapping[int, int]) -> tuple[int, int]:
    """好评率 as (the first three levels, all)."""
    return sum(counts.get(level, 0) for level in GOOD), sum(counts.get(level, 0) for level in LEVELS)


# -- guards ---------------------------------------------------------------------------------------------------------


def guard_rater(rater: Hashable, served: Collection[Hashable]) -> None:
    """Nobody who served may rate the service."""
    if rater is not None and rater in served:
        raise Refusal("stand-aside", "您参与了这次服务，不能评价这次服务。", "请由办事的人评价。")


def guard_not_concerned(person: Hashable, concerned: Collection[Hashable], what: str = "这条意见") -> None:
    """Whoever is rated or complained about does not handle it."""
    if person in concerned:
        raise Refusal("stand-aside", f"您是{what}涉及的人员，不能办理。")


def guard_another(person: Hashable, hands: Collection[Hashable]) -> None:
    """The call-back is made by somebody who neither looked into it nor put it right."""
    if person in hands:
        raise Refusal(
            "rating-loop", "您核实、整改或者反馈过这条差评，回访应当由另一人进行。", "请由另一名工作人员回访。"
        )


def guard_in_time(name: str, opened: date, days: int, done: date, reason: str = "") -> None:
    """Late it still has to be done, with the reason on the record. Only a real-name rating has this clock."""
    due = add_workdays(opened, days)
    if done > due and not reason.strip():
        raise Refusal(
            "rating-loop",
            f"{name}应当不迟于{due}完成，{done}已经超期。",
            f"请写明超期的原因，完成{name}；超期记入本条。",
        )


def guard_said(name: str, text: str) -> None:
    if not text.strip():
        raise Refusal("rating-loop", f"没有写明{name}的情况。", f"请写明{name}的时间、方式和结果。")


def guard_answer(text: str) -> None:
    if not text.strip():
        raise Refusal("concern-answer", "答复没有内容。", "请逐项写明核查的情况和处理的结果。")


def guard_stuck_end(outcome: str, rule: str, article: str) -> None:
    """办不成事: what cannot be done lawfully is explained with the rule and its article."""
    if outcome not in STUCK_ENDS:
        raise Refusal("stuck-answer", "没有写明是办成了、依法不能办，还是规定应当改。")
    if outcome == "explained" and not (rule.strip() and article.strip()):
        raise Refusal(
            "stuck-answer",
            "答复“依法不能办”，没有写明依据的规则和条文。",
            "请写明规则和法律条文；找不到条文的，应当办成。",
        )


def guard_appeal(level: int, grounds: str, evidence: bool, before: bool = False) -> None:
    """误评申诉: of a bad rating, once, with grounds and evidence."""
    if level not in BAD:
        raise Refusal("rating-appeal", f"“{LEVELS[level]}”不是差评，不需要申诉。")
    if before:
        raise Refusal("rating-appeal", "这条评价已经申诉过一次。", "请等待复核，或者按复核结果办理。")
    if not (grounds.strip() and evidence):
        raise Refusal("rating-appeal", "申诉没有写明理由或者没有提供证据。")


def guard_judge(person: Hashable, involved: Collection[Hashable]) -> None:
    """The appeal is judged by somebody who neither served nor followed the rating up."""
    if person in involved:
        raise Refusal("rating-appeal", "您参与过这次服务或者这条差评的办理，不能复核申诉。", "请由另一名监督人员复核。")
