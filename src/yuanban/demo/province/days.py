"""Working days by their number, and the forms in which a day or a moment is written."""

import datetime as dt
from bisect import bisect_left
from functools import lru_cache

from yuanban.law.calendar import is_workday
from yuanban.law.terms import end_of_term

FIRST, LAST = dt.date(2024, 1, 1), dt.date(2027, 12, 31)
ONE = dt.timedelta(days=1)
UTC_AHEAD = 8 * 3600


def workdays():
    every = (FIRST + n * ONE for n in range((LAST - FIRST).days + 1))
    return [day for day in every if is_workday(day)]


class Days:
    """The working days of the years in question."""

    every = workdays()
    known = frozenset(every)

    @classmethod
    def is_workday(cls, day):
        return day in cls.known

    @classmethod
    def on(cls, first, k):
        return cls.every[bisect_left(cls.every, first) + k]


def count(first, day):
    """How many working days `day` is after `first`."""
    return bisect_left(Days.every, day) - bisect_left(Days.every, first)


@lru_cache(maxsize=200_000)
def day_of(index, expression):
    """The day that an expression means for a matter begun on working day number `index`."""
    kind, k = expression
    day = Days.every[index + k]
    if kind == "n":
        return day + ONE
    return end_of_term(day, 60) if kind == "t" else day


@lru_cache(maxsize=200_000)
def iso(day):
    return day.isoformat().encode()


@lru_cache(maxsize=86_400)
def clock(seconds):
    return b"%02d:%02d:%02d" % (seconds // 3600, seconds // 60 % 60, seconds % 60)


@lru_cache(maxsize=400_000)
def written_day(form, expression, index):
    day = day_of(index, expression)
    if form == "d":
        return iso(day)
    return (f"{day.year}年{day.month}月{day.day}日" if form == "z" else f"{day.month}月{day.day}日").encode()


def written(form, expression, index, jitter):
    """How this slot is filled, in bytes: `d` ISO, `z` Chinese, `s` without its year, `T` and `_` a moment in UTC as JSON and as PostgreSQL have it."""
    if form in "dzs":
        return written_day(form, expression, index)
    _, inner, seconds, human = expression
    day, seconds = day_of(index, inner), seconds + (jitter if human else 0) - UTC_AHEAD
    if seconds < 0:
        day, seconds = day - ONE, seconds + 86400
    return (b"%bT%b.000000+00:00" if form == "T" else b"%b %b+00") % (iso(day), clock(seconds))
