"""A year of the working calendar, as the State Council's notice has it. Limits that run through it are counted anew."""

import datetime as dt
from dataclasses import dataclass, field

from yuanban.law import calendar
from yuanban.ledger.write import create, write
from yuanban.places import epoch
from yuanban.places.days import law_year
from yuanban.places.models import CalendarYear


@dataclass
class Entry:
    """What a notice says of some days of one year: `rest` {day: name}, `work` the weekend days worked instead."""

    year: int
    rest: dict[dt.date, str] = field(default_factory=dict)
    work: set[dt.date] = field(default_factory=set)
    notices: dict[str, dict] = field(default_factory=dict)
    fields: dict = field(default_factory=dict)
    extra: dict = field(default_factory=dict)


def keep_calendar(actor, entries):
    """-> the years that changed. A year's own notice replaces it; days it names in a neighbouring year are added there."""
    main = {entry.year for entry in entries if len(entry.rest) + len(entry.work) > 5}
    return {entry.year for entry in entries if keep_year(actor, entry, entry.year in main)}


def keep_year(actor, entry, whole):
    known = calendar.years()
    now = calendar.Year(entry.year, {}, frozenset(), (), True) if whole else known[entry.year]
    rest = {**now.holidays, **entry.rest}
    work = (set(now.workdays) | entry.work) - set(entry.rest)
    told = {n.number: {"title": n.title, "number": n.number, "url": n.url} for n in now.notices} | entry.notices
    fresh = CalendarYear(
        year=entry.year,
        holidays={day.isoformat(): name for day, name in sorted(rest.items())},
        workdays=[day.isoformat() for day in sorted(work)],
        notices=list(told.values()),
    )
    return store(actor, fresh, known.get(entry.year))


def store(actor, fresh, before):
    """Nothing is written when the year says what it said."""
    if before and law_year(fresh) == before:
        return False
    moved = moved_from(law_year(fresh), before)
    changes = {name: getattr(fresh, name) for name in ("holidays", "workdays", "notices")}
    row = CalendarYear.objects.filter(year=fresh.year).first()
    if row is None:
        fresh.moved_from = moved
        create(fresh, "calendar.kept", actor)
    else:
        pending = row.moved_from if not row.counted else moved
        write(row, "calendar.kept", actor, **changes, moved_from=min(moved, pending), counted=False)
    epoch.bump()
    return True


def moved_from(year, before):
    """The first day that one of the two opens and the other does not; the year's last day when only words differ."""
    if before is None:
        return dt.date(year.year, 1, 1)
    differ = (day for day in year.days() if year.opens(day) != before.opens(day))
    return next(differ, dt.date(year.year, 12, 31))


def counted(actor, row):
    write(row, "calendar.counted", actor, counted=True)
