"""The ledger of days: every day of a case with its reason, and the same in words for whoever asks why."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from yuanban.law import calendar
from yuanban.law.calendar import ONE_DAY
from yuanban.law.procedure import GROUNDS
from yuanban.law.timeline import Event, Given, Timeline, timeline

WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Day:
    """One calendar day of a case.

    status: received 收件 · waiting 待受理 · supplement 待补正 · start 受理 · counted 计入 ·
    rest 休息 · excluded 不计入.
    `number` is the running working day of `counted` (of the limit) and `waiting` (of the five days to accept);
    `ground` names an exclusion, or is `deemed` on a start by silence; `note` says in Chinese what happened.
    """

    day: date
    status: str
    ground: str | None = None
    number: int | None = None
    note: str | None = None


def ledger(given: Given, events: Iterable[Event], until: date) -> tuple[Day, ...]:
    """Every day from receipt to `until`, or to the decision if that came first."""
    line = timeline(given, events, until)
    return tuple(_numbered(line, _days(given.received, line.decided_on or until)))


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY


def _numbered(line: Timeline, days: Iterable[date]) -> Iterator[Day]:
    notes = _notes(line)
    used = {"waiting": 0, "counted": 0}
    for day in days:
        status, ground = _status(line, day)
        if status in used:
            used[status] += 1
        yield Day(day, status, ground, used.get(status), notes.get(day))
        if day == line.sent_up_on:
            used["counted"] = 0


def _notes(line: Timeline) -> dict[date, str]:
    notes: dict[date, str] = {}
    for day, note in line.notes:
        notes[day] = f"{notes[day]}；{note}" if day in notes else note
    return notes


def _status(line: Timeline, day: date) -> tuple[str, str | None]:
    if line.accepted_on is None or day < line.accepted_on:
        return _before_acceptance(line, day), None
    if day == line.accepted_on:
        return "start", ("deemed" if line.deemed else None)
    for stop in line.stops:
        if stop.first <= day <= stop.last(line.until):
            return "excluded", stop.ground
    return ("counted" if calendar.is_workday(day) else "rest"), None


def _before_acceptance(line: Timeline, day: date) -> str:
    if day == line.given.received:
        return "received"
    if line.asked_on and line.asked_on <= day <= (line.supplied_on or day):
        return "supplement"
    if any(asked <= day <= supplied for asked, supplied in line.answered):
        return "supplement"
    return "waiting" if calendar.is_workday(day) else "rest"


# -- in words ------------------------------------------------------------------------------------------------


def explain(days: Sequence[Day]) -> list[str]:
    """One Chinese line for each day; the year is named where it begins or changes."""
    lines, year = [], 0
    for day in days:
        lines.append(_date(day.day, year) + _words(day))
        year = day.day.year
    return lines + _provisional(days)


def explain_briefly(days: Sequence[Day]) -> list[str]:
    """The same, with consecutive days of one kind on one line."""
    lines, year = [], 0
    for _, group in groupby(days, key=_kind):
        run = list(group)
        lines.append(_run(run, year))
        year = run[-1].day.year
    return lines + _provisional(days)


def _kind(day: Day) -> tuple[object, ...]:
    alone = day.day if day.note else None
    return day.status, day.ground, alone, day.status == "rest" and calendar.holiday_name(day.day)


def _run(run: Sequence[Day], year: int) -> str:
    first, last = run[0], run[-1]
    if first is last:
        return _date(first.day, year) + _words(first)
    span = f"{_date(first.day, year, weekday=False)}至{_date(last.day, first.day.year, weekday=False)}"
    return f"{span}　{_run_words(first, last)}，共{len(run)}日"


def _run_words(first: Day, last: Day) -> str:
    if first.status == "counted":
        return f"第{first.number}至第{last.number}个工作日"
    if first.status == "waiting":
        return f"待受理第{first.number}至第{last.number}个工作日"
    return _words(first)


def _date(day: date, year: int, weekday: bool = True) -> str:
    text = f"{day.month}月{day.day}日"
    if day.year != year:
        text = f"{day.year}年{text}"
    return f"{text}（星期{WEEKDAYS[day.weekday()]}）" if weekday else text


def _words(day: Day) -> str:
    words = _STATUS_WORDS[day.status](day)
    return f"{words}；{day.note}" if day.note else words


def _rest(day: Day) -> str:
    name = calendar.holiday_name(day.day)
    return f"{name}放假，不计" if name else "休息日，不计"


def _start(day: Day) -> str:
    if day.ground == "deemed":
        return "逾期未告知补正，自此日起视为受理，当日不计（《行政许可法》第三十二条第一款第四项）"
    return "受理，当日不计"


def _worked(day: Day) -> str:
    return "调休上班，" if calendar.is_make_up(day.day) else ""


_STATUS_WORDS: dict[str, Callable[[Day], str]] = {
    "received": lambda day: "收件，当日不计",
    "waiting": lambda day: f"{_worked(day)}待受理第{day.number}个工作日",
    "supplement": lambda day: "待申请人补正，不计入受理期限",
    "start": _start,
    "counted": lambda day: f"{_worked(day)}第{day.number}个工作日",
    "rest": _rest,
    "excluded": lambda day: f"{GROUNDS[day.ground or '']}，已书面告知，不计入期限（《行政许可法》第四十五条）",
}


def _provisional(days: Sequence[Day]) -> list[str]:
    years = sorted({day.day.year for day in days if calendar.is_provisional(day.day)})
    return [f"{year}年放假安排尚未公布，该年日期为暂定，公布后重新计算。" for year in years]
