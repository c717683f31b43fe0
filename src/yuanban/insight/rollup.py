"""Rollups follow the matters: what changed is counted anew, and the difference is added, in one transaction.

Every change of a matter leaves a row of `Pending` in its own transaction, so that it is seen when, and only when, the
change is. A batch takes such rows away, reads the matters as they now stand, and moves the rollups from the fact
counted before to the fact of now. Undone, all of it is undone; done, none of it comes again.
"""

from collections import Counter

from django.db import connection, transaction

from yuanban.insight.facts import FIELDS, facts
from yuanban.insight.measures import cells_of
from yuanban.insight.models import Fact, Pending

LOCK = 7_310_021  # one at a time
BATCH = 2000
TAKE = """
DELETE FROM insight_pending WHERE id IN (SELECT id FROM insight_pending ORDER BY id LIMIT %s) RETURNING case_id
"""
ADD = """
INSERT INTO insight_rollup (measure, park_id, month, value, n)
SELECT * FROM unnest(%s::text[], %s::bigint[], %s::date[], %s::smallint[], %s::int[]) ORDER BY 1, 2, 3, 4
ON CONFLICT (measure, park_id, month, value) DO UPDATE SET n = insight_rollup.n + EXCLUDED.n
"""
TAKE_OFF = """
UPDATE insight_rollup r SET n = r.n + t.n
  FROM unnest(%s::text[], %s::bigint[], %s::date[], %s::smallint[], %s::int[]) AS t (measure, park_id, month, value, n)
 WHERE (r.measure, r.park_id, r.month, r.value) = (t.measure, t.park_id, t.month, t.value)
"""
COLUMNS = ("case_id", "park_id", *FIELDS, "marks")


def advance(batch=BATCH) -> int:
    """Count everything that waits, batch by batch. -> how many changes were taken up."""
    done = 0
    while taken := step(batch):
        done += taken
    return done


@transaction.atomic
def step(batch=BATCH) -> int:
    hold()
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [batch])
        taken = [case for (case,) in cursor.fetchall()]
    if taken:
        move(sorted(set(taken)))
    return len(taken)


def hold():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def move(cases):
    """From what was counted of these matters to what is so now."""
    change: Counter[tuple] = Counter()
    for one in Fact.objects.filter(case__in=cases).iterator(BATCH):
        change.subtract((one.park_id, *cell) for cell in cells_of(one))
    now = list(facts(" WHERE c.id = ANY(%s)", [cases]))
    for one in now:
        change.update((one.park, *cell) for cell in cells_of(one))
    keep(now)
    add(change)


def add(change):
    """What becomes less must be there already: an upsert would have PostgreSQL check the negative number as a row of its own."""
    rows = [(measure, park, month, value, n) for (park, measure, month, value), n in change.items() if n]
    for sql, part in ((ADD, [row for row in rows if row[-1] > 0]), (TAKE_OFF, [row for row in rows if row[-1] < 0])):
        if part:
            with connection.cursor() as cursor:
                cursor.execute(sql, [list(column) for column in zip(*part, strict=True)])


def keep(found):
    Fact.objects.bulk_create(
        [row_of(one) for one in found],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=["park", *FIELDS, "marks"],
    )


def row_of(one):
    said = {name: getattr(one, name) for name in FIELDS}
    return Fact(case_id=one.case, park_id=one.park, marks=sorted(one.marks), **said)


@transaction.atomic
def rebuild() -> int:
    """Everything from the beginning, for a first filling. -> how many matters."""
    hold()
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE cases_case IN SHARE MODE")
        for table in ("insight_pending", "insight_fact", "insight_rollup"):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
    return count_new()


def count_new(where="", values=()) -> int:
    """Count matters that no fact is of yet; the caller sees to it that they are not counted twice. -> how many."""
    total: Counter[tuple] = Counter()
    found = list(facts(where, values))
    for one in found:
        total.update((one.park, *cell) for cell in cells_of(one))
    names = ", ".join(COLUMNS)
    with connection.cursor() as cursor, cursor.copy(f"COPY insight_fact ({names}) FROM STDIN") as copy:
        for one in found:
            copy.write_row([one.case, one.park, *(getattr(one, name) for name in FIELDS), sorted(one.marks)])
    add(total)
    return len(found)


def waiting() -> int:
    return Pending.objects.count()
