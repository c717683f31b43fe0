"""What a matter comes to in figures, read from its row: the days, the working days used, the marks."""

import datetime as dt
from functools import lru_cache
from types import SimpleNamespace

import orjson
from django.db import connection

from yuanban.accounts.acting import CHINA
from yuanban.cases import clocking
from yuanban.cases.models import OPEN
from yuanban.law import clock

ROWS = """
SELECT c.id, c.park_id, c.state, c.outcome, c.light, c.applied_at, c.received_on, c.accepted_on, c.decided_on, c.closed_on,
       c.clock::text, i.list, v.statutory, v.promised, v.joint, b.version, bb.promised, r.level
  FROM cases_case c
  JOIN catalogue_item i ON i.id = c.item_id
  JOIN catalogue_itemversion v ON v.id = c.item_version_id
  LEFT JOIN cases_bundlecase b ON b.id = c.bundle_case_id
  LEFT JOIN catalogue_bundle bb ON bb.id = b.bundle_id
  LEFT JOIN voice_rating r ON r.case_id = c.id AND r.counted
"""
FIELDS = ("applied_on", "accepted_on", "decided_on", "closed_on", "used", "promised", "statutory", "level")
LATE = ("red", "breach")
DID = {"supplement-asked": "supplemented", "extended": "extended"}  # what the clock kept of a matter


def facts(where="", values=()):
    """The facts of these matters, streamed; `where` speaks of `c`."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(ROWS + where, values)
        for row in cursor:
            yield fact(row)


def fact(row):
    pk, park, state, outcome, light, at, received, accepted, decided, closed, told, list_, *limits, level = row
    span = spent(received, accepted, decided, state, told, *limits) if accepted and decided else (None, None, None, "")
    used, promised, statutory, shown = span
    marks = {state, outcome, "service" if list_ == "service" else "power"}
    if state in OPEN:
        marks |= {"open", *(["red"] if light in LATE else [])}
    marks |= {"late"} if shown in LATE else set()
    marks |= {"breach"} if shown == "breach" else set()
    marks |= {mark for did, mark in DID.items() if f'"{did}"' in told}
    return SimpleNamespace(
        case=pk, park=park, applied_on=at.astimezone(CHINA).date(), accepted_on=accepted, decided_on=decided, closed_on=closed,
        used=used, promised=promised, statutory=statutory, level=level, marks=marks - {None},
    )  # fmt: skip


@lru_cache(maxsize=100_000)
def spent(received, accepted, decided, state, told, statutory, promised, joint, run, run_promised):
    """-> (working days used, promised, allowed by law before any extension, the light on the day of decision), as the clock counts them."""
    entries = orjson.loads(told)
    version = SimpleNamespace(joint=joint, statutory=statutory, promised=promised)
    bundle = None if run is None else SimpleNamespace(version=run, bundle=SimpleNamespace(promised=run_promised))
    case = SimpleNamespace(
        item_version=version, bundle_case=bundle, received_on=received, accepted_on=accepted, clock=entries, state=state
    )
    given = clocking.given(case)
    read = clock.read(given, clocking.events(case), decided)
    return read.counted, given.promised, given.statutory, read.light


__all__ = ["FIELDS", "dt", "fact", "facts"]
