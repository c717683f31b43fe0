"""What a hearing waits for and until when (《行政许可法》第四十六条至第四十八条)."""

from datetime import date

from yuanban.law.calendar import add_workdays, workdays_between
from yuanban.law.duties import HEARING_ASKED, HEARING_HELD, HEARING_NOTICE

STATES = {
    "told": "等答复",
    "asked": "等安排",
    "noticed": "等举行",
    "held": "已举行",
    "waived": "已放弃",
    "lapsed": "逾期未申请",
    "refused": "不予听证",
}
OPEN = ("told", "asked", "noticed")
GROUNDS = {
    "interests": "直接涉及申请人与他人之间重大利益关系",
    "required": "法律、法规、规章规定应当听证",
    "public": "涉及公共利益的重大事项，本机关认为需要听证",
}
BY_RIGHT = "interests"  # 第四十七条: told of the right, the parties choose; the others are held anyway (第四十六条)


def ask_by(told: date) -> date:
    return add_workdays(told, HEARING_ASKED)


def hold_by(asked: date) -> date:
    return add_workdays(asked, HEARING_HELD)


def notice_by(held: date) -> date:
    """The last day on which a hearing of this day can be announced, or the latest lawful one if held as late as may be."""
    return add_workdays(held, -HEARING_NOTICE)


def due(state: str, told: date, asked: date | None, on: date | None) -> date | None:
    """Until when the next thing is to be done: answered, announced, held; None when nothing is."""
    if state == "told":
        return ask_by(told)
    if state == "asked" and asked:
        return notice_by(hold_by(asked))
    return on if state == "noticed" else None


def light(state: str, due: date | None, day: date) -> str:
    """One of clock.LIGHTS, or empty: the organ's own days; those of the parties are nobody's fault."""
    if state not in ("asked", "noticed") or due is None:
        return ""
    if day > due:
        return "breach"
    return "yellow" if workdays_between(day, due) <= 1 else "green"
