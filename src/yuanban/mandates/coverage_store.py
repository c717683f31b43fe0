"""The only writer of the matrix. `refresh` finds what changed and computes the cells it may reach; `rebuild` computes all.

Both leave the same rows behind. Whoever comes while another is at it waits, or with `wait=False` goes away.
"""

from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone

from yuanban.law.coverage import Cell
from yuanban.law.reasons import day_text
from yuanban.mandates import coverage_inputs as inputs
from yuanban.mandates import coverage_rows as kept
from yuanban.mandates.coverage_models import CoverageCell, CoverageMark
from yuanban.mandates.coverage_places import answers, sides
from yuanban.mandates.coverage_turns import Turns
from yuanban.mandates.world import picture
from yuanban.places import epoch

LOCK = 0xC0FE4A6E


@dataclass
class Change:
    """What differs from the last time: `pairs` to compute, `gone` to take away, and the inputs to keep in mind."""

    pairs: set = field(default_factory=set)
    gone: set = field(default_factory=set)
    changed: list = field(default_factory=list)
    dropped: set = field(default_factory=set)


def current(day):
    """The row that says the matrix stands as of now; None when it has to be refreshed."""
    mark = CoverageMark.objects.filter(pk=1).first()
    return mark if mark and (mark.mark, mark.day) == (epoch.current(), day) else None


def refresh(day, wait=True, at_most=None, starts=lambda total: None, tick=lambda: None):
    """Bring the matrix up to date. -> how many cells differ; None when another is at it, or more than `at_most` are due."""
    return _bring(day, wait, at_most, starts, tick, whole=False)


def rebuild(day, starts=lambda total: None, tick=lambda: None):
    """Every cell anew, whatever is kept."""
    return _bring(day, True, None, starts, tick, whole=True)


@transaction.atomic
def _bring(day, wait, at_most, starts, tick, whole):
    if not _alone_here(wait):
        return None
    epoch.forget()  # the mark that a request remembers may be older than what another has just computed
    known, seen = CoverageMark.objects.filter(pk=1).first(), picture()
    if not whole and known and (known.mark, known.day) == (seen.mark, day):
        return 0
    views, turns = sides(seen.on(day)), Turns(seen, seen.on(day), day)
    rows = inputs.wanted(views[0], seen.standing_parks(day), day)
    pairs = inputs.pairs_of(rows)
    change = _change(views, rows, pairs, turns, known, day)
    if whole or known is None or day < known.day:
        change.pairs, change.gone = pairs, kept.pairs() - pairs
    due = sorted(change.pairs & pairs)
    if at_most is not None and len(due) > at_most:
        return None
    starts(len(due))
    kept.take_away(change.gone)
    differed = kept.put(_cells(views, due, day), turns, day, tick)
    _remember(change, turns, {park for park, _ in (*due, *change.gone)})
    CoverageMark.objects.update_or_create(pk=1, defaults={"mark": seen.mark, "day": day, "at": timezone.now()})
    return differed


def _remember(change, turns, parks):
    if any(one.kind == inputs.TURNS for one in change.changed):
        kept.settle(turns)
    kept.count(parks)
    kept.keep(change.changed, change.dropped)


def _alone_here(wait):
    lock = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(%s)", [LOCK])
        return wait or cursor.fetchone()[0]


def _change(views, rows, pairs, turns, known, day):
    """Compare what the law reads with what it read the last time."""
    before, found = kept.digests(), list(inputs.inputs(views[0], rows, turns))
    change = Change(changed=[one for one in found if before.get((one.kind, one.code)) != one.digest])
    change.dropped = before.keys() - {(one.kind, one.code) for one in found}
    after = {(one.kind, one.code): one.said for one in change.changed}
    earlier = kept.said_by({key for key in (*after, *change.dropped) if key in before})
    reached = inputs.Reached(views)
    for key in {*after, *change.dropped}:
        _compare(change, reached, key, earlier.get(key), after.get(key), pairs)
    change.pairs |= reached.all()
    if known and day > known.day:
        change.pairs |= _turned(known.day, day)
    return change


def _compare(change, reached, key, before, after, pairs):
    kind, code = key
    if kind == inputs.ENGINE:
        change.pairs |= pairs
    elif kind == inputs.TURNS:
        return
    elif kind == "list":
        was, new = inputs.codes(before), inputs.codes(after)
        change.pairs |= {(code, item) for item in new - was}
        change.gone |= {(code, item) for item in was - new}
    else:
        reached.take(kind, code, before, after)


def _turned(before, day):
    """Cells whose answer may change by itself in between, and those whose reason names the day it was asked on."""
    cells = CoverageCell.objects.filter(until__lte=day) | CoverageCell.objects.filter(
        because__contains=day_text(before)
    )
    return set(cells.values_list("park__code", "item__code"))


def _cells(views, due, day):
    yield from answers(views, due, day)
    for park, item in due:
        if item not in views[0].items:
            yield Cell(park, item, None, "no-instrument", kept.ABSENT, "", "", None, None, ()), ""
