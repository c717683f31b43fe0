"""Rows of officials' lists: whose turn it is, and how many working days are left."""

from dataclasses import dataclass

from yuanban.cases.models import OPEN, Case
from yuanban.law.calendar import workdays_between
from yuanban.mandates.world import world

LIGHT_ORDER = ("breach", "red", "yellow", "green", "paused", "")


@dataclass(frozen=True)
class Row:
    case: Case
    holder: str
    left: str
    late: bool


def rows(cases, day):
    picture = world(day)
    return [row(case, picture, day) for case in cases]


def row(case, picture, day):
    holder = picture.name(case.holder) if case.holder else "申请人" if case.state == "supplementing" else ""
    late = case.closed_on is None and case.due_on is not None and case.due_on < day
    return Row(case, holder, "" if case.closed_on else days_left(case.due_on, day), late)


def days_left(due, day):
    if due is None:
        return ""
    left = workdays_between(day, due)
    if due < day:
        return f"已超{-left}个工作日" if left else "已超期"
    return f"还剩{left}个工作日" if left else "今天到期"


def lights_of(counts):
    """[(light, name, how many)], the most urgent first."""
    return [(light, Case.LIGHTS[light], counts["lights"].get(light, 0)) for light in LIGHT_ORDER]


def open_total(counts):
    return sum(counts["states"].get(state, 0) for state in OPEN)
