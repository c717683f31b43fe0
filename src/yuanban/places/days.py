"""The calendar this process counts by: the shipped years, and over them the notices kept in the database."""

import datetime as dt

from yuanban.law import calendar
from yuanban.places.models import CalendarYear

_seen: str | None = None


def follow(mark):
    """Count by the database's notices again once the epoch's mark has moved."""
    global _seen
    if mark != _seen:
        reload()
        _seen = mark


def reload():
    calendar.install(law_year(row) for row in CalendarYear.objects.all())


def law_year(row):
    return calendar.Year(
        year=row.year,
        holidays={dt.date.fromisoformat(day): name for day, name in row.holidays.items()},
        workdays=frozenset(map(dt.date.fromisoformat, row.workdays)),
        notices=tuple(calendar.Notice(**notice) for notice in row.notices),
        provisional=not row.notices,
    )
