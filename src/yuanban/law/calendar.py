"""Working days in China, by a dated day table: one file a year, each with the State Council notice behind it.

《行政许可法》第八十二条: limits run in working days, without statutory holidays. Make-up days (调休) are working days.
Every function takes Beijing calendar days and costs one or two array look-ups. `install` puts a new notice into force.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
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


class Table:
    """Every day from the first year to the last: whether it is worked, and the running number of the working days."""

    __slots__ = ("base", "first", "last", "number", "opens", "workdays", "years")

    def __init__(self, years: dict[int, Year]) -> None:
        self.years = dict(sorted(years.items()))
        self.first, self.last = date(min(years), 1, 1), date(max(years), 12, 31)
        self.base = self.first.toordinal()
        self.opens = [year.opens(day) for year in self.years.values() for day in year.days()]
        if len(self.opens) != (self.last - self.first).days + 1:
            raise ValueError("工作日历的年份不连续。")
        self.workdays = [date.fromordinal(self.base + at) for at, opens in enumerate(self.opens) if opens]
        # the last working day up to and including each day
        self.number = [count - 1 for count in accumulate(self.opens)]


SHIPPED = {year.year: year for year in map(read_year, sorted(TABLE.glob("*.yaml")))}
_table = Table(SHIPPED)


def install(years: Iterable[Year] = ()) -> None:
    """Count by these years instead of the shipped ones of the same number; without any, by the shipped ones alone.

    One assignment: whoever is counting meanwhile counts by the old table or by the new one, never by a mixture.
    """
    global _table
    _table = Table(SHIPPED | {year.year: year for year in years})


def years() -> dict[int, Year]:
    """The years in use, by number."""
    return _table.years


def _outside(day: date) -> Refusal:
    span = f"{_table.first}至{_table.last}"
    return Refusal("outside-calendar", f"{day}起算的日期超出已收录的工作日历（{span}），无法计算工作日。")


def _at(day: date, table: Table) -> int:
    at = day.toordinal() - table.base
    if 0 <= at < len(table.opens):
        return at
    raise _outside(day)


def first_day() -> date:
    """The first day of the table."""
    return _table.first


def last_day() -> date:
    """The last day of the table."""
    return _table.last


def is_workday(day: date) -> bool:
    """Whether offices are open on this day."""
    table = _table
    return table.opens[_at(day, table)]


def is_provisional(day: date) -> bool:
    """Whether the year of this day awaits its notice, so that a due day counted through it may still move."""
    table = _table
    _at(day, table)
    return table.years[day.year].provisional


def is_make_up(day: date) -> bool:
    """Whether this is a weekend day worked in exchange for a holiday (调休上班)."""
    table = _table
    _at(day, table)
    return day in table.years[day.year].workdays


def holiday_name(day: date) -> str | None:
    """The holiday this day belongs to, e.g. 春节; None on ordinary days and weekends."""
    table = _table
    _at(day, table)
    return table.years[day.year].holidays.get(day)


def notices(year: int) -> tuple[Notice, ...]:
    """The notices that fix this year; empty while the year is provisional."""
    known = _table.years.get(year)
    if known is None:
        raise _outside(date(year, 1, 1))
    return known.notices


def add_workdays(day: date, n: int) -> date:
    """The n-th working day after `day`, itself day 0 (《民法典》第二百零一条); before it when n is negative."""
    table = _table
    at = day.toordinal() - table.base
    if at >= 0 and n > 0:
        try:
            return table.workdays[table.number[at] + n]
        except IndexError:
            raise _outside(day) from None
    return _step_back(day, n, table) if n else day


def _step_back(day: date, n: int, table: Table) -> date:
    at = _at(day, table)
    number = table.number[at] - table.opens[at] + 1 + n
    if number < 0:
        raise _outside(day)
    return table.workdays[number]


def workdays_between(a: date, b: date) -> int:
    """How many working days lie in (a, b]: after `a`, up to and including `b`. Negative when `b` comes first."""
    table = _table
    return table.number[_at(b, table)] - table.number[_at(a, table)]


def version() -> str:
    """Names this table, so that a frozen due day can say by which calendar it was counted."""
    return sha256(bytes(_table.opens) + _table.first.isoformat().encode()).hexdigest()[:12]
