"""Working days in China, by a dated day table: one file a year, each with the State Council notice behind it.

《行政许可法》第八十二条: limits run in working days, without statutory holidays. Make-up days (调休) are working days.
Every function takes Beijing calendar days and costs one or two array look-ups.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from yuanban.law.refusal import Refusal

TABLE = Path(__file__).with_name("data") / "calendar"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Notice:
    """The State Council notice that fixes a year's holidays."""

    title: str
    number: str
    url: str


@dataclass(frozen=True, slots=True)
class Year:
    """One year as published: its named holidays, the weekend days worked instead, whether it is only provisional."""

    year: int
    holidays: dict[date, str]
    workdays: frozenset[date]
    notices: tuple[Notice, ...]
    provisional: bool

    def days(self) -> Iterator[date]:
        day = date(self.year, 1, 1)
        while day.year == self.year:
            yield day
            day += ONE_DAY

    def opens(self, day: date) -> bool:
        return day in self.workdays or (day.weekday() < 5 and day not in self.holidays)


def _span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def read_year(file: Path) -> Year:
    """One year's file of the table."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), loader)  # noqa: S506 - both loaders are safe
    return Year(
        year=raw["year"],
        holidays={day: h["name"] for h in raw["holidays"] for day in _span(h["first"], h["last"])},
        workdays=frozenset(raw["workdays"]),
        notices=tuple(Notice(**notice) for notice in raw["notices"]),
        provisional=raw.get("provisional", False),
    )


YEARS = {year.year: year for year in map(read_year, sorted(TABLE.glob("*.yaml")))}
_FIRST = date(min(YEARS), 1, 1)
_LAST = date(max(YEARS), 12, 31)
_BASE = _FIRST.toordinal()
_OPEN = [year.opens(day) for year in YEARS.values() for day in year.days()]
_WORKDAYS = [date.fromordinal(_BASE + at) for at, opens in enumerate(_OPEN) if opens]
_NUMBER = [count - 1 for count in accumulate(_OPEN)]  # the last working day up to and including each day


def _outside(day: date) -> Refusal:
    return Refusal("outside-calendar", f"{day}起算的日期超出已收录的工作日历（{_FIRST}至{_LAST}），无法计算工作日。")


def _at(day: date) -> int:
    at = day.toordinal() - _BASE
    if 0 <= at < len(_OPEN):
        return at
    raise _outside(day)


def first_day() -> date:
    """The first day of the table."""
    return _FIRST


def last_day() -> date:
    """The last day of the table."""
    return _LAST


def is_workday(day: date) -> bool:
    """Whether offices are open on this day."""
    return _OPEN[_at(day)]


def is_provisional(day: date) -> bool:
    """Whether the year of this day awaits its notice, so that a due day counted through it may still move."""
    _at(day)
    return YEARS[day.year].provisional


def is_make_up(day: date) -> bool:
    """Whether this is a weekend day worked in exchange for a holiday (调休上班)."""
    _at(day)
    return day in YEARS[day.year].workdays


def holiday_name(day: date) -> str | None:
    """The holiday this day belongs to, e.g. 春节; None on ordinary days and weekends."""
    _at(day)
    return YEARS[day.year].holidays.get(day)


def notices(year: int) -> tuple[Notice, ...]:
    """The notices that fix this year; empty while the year is provisional."""
    if year not in YEARS:
        raise _outside(date(year, 1, 1))
    return YEARS[year].notices


def add_workdays(day: date, n: int) -> date:
    """The n-th working day after `day`, itself day 0 (《民法典》第二百零一条); before it when n is negative."""
    at = day.toordinal() - _BASE
    if at >= 0 and n > 0:
        try:
            return _WORKDAYS[_NUMBER[at] + n]
        except IndexError:
            raise _outside(day) from None
    return _step_back(day, n) if n else day


def _step_back(day: date, n: int) -> date:
    at = _at(day)
    number = _NUMBER[at] - _OPEN[at] + 1 + n
    if number < 0:
        raise _outside(day)
    return _WORKDAYS[number]


def workdays_between(a: date, b: date) -> int:
    """How many working days lie in (a, b]: after `a`, up to and including `b`. Negative when `b` comes first."""
    return _NUMBER[_at(b)] - _NUMBER[_at(a)]


@cache
def version() -> str:
    """Names this table, so that a frozen due day can say by which calendar it was counted."""
    return sha256(bytes(_OPEN) + _FIRST.isoformat().encode()).hexdigest()[:12]
