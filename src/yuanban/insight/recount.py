"""The proof of the rollups: everything counted again from the matters themselves, and compared."""

from collections import Counter
from contextlib import contextmanager

from django.db import connection, transaction

from yuanban.insight.facts import facts
from yuanban.insight.measures import cells_of, measures
from yuanban.insight.models import Rollup
from yuanban.insight.rollup import LOCK, move
from yuanban.places.models import Park

MOST = 20


def recount(tick=lambda: None):
    """-> (how many matters, Chinese sentences: where the rollups differ). Reads one state of the database throughout."""
    inside = connection.in_atomic_block
    with alone(), transaction.atomic():
        if not inside:
            run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        take_up_all()
        counted, number = counted_anew(tick)
        held = {(one.park_id, one.measure, one.month, one.value): one.n for one in Rollup.objects.iterator() if one.n}
    return number, list(told(counted, held))


@contextmanager
def alone():
    """Nobody moves the rollups meanwhile. Held from before the transaction, whose picture begins with its first question."""
    run(f"SELECT pg_advisory_lock({LOCK})")
    try:
        yield
    finally:
        run(f"SELECT pg_advisory_unlock({LOCK})")


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def take_up_all():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM insight_pending RETURNING case_id")
        taken = {case for (case,) in cursor.fetchall()}
    if taken:
        move(sorted(taken))


def counted_anew(tick):
    total: Counter[tuple] = Counter()
    number = 0
    for one in facts():
        total.update((one.park, *cell) for cell in cells_of(one))
        number += 1
        tick()
    return total, number


def told(counted, held):
    names = dict(Park.objects.values_list("pk", "name"))
    wrong = [key for key in counted.keys() | held.keys() if counted.get(key, 0) != held.get(key, 0)]
    for park, measure, month, value in sorted(wrong)[:MOST]:
        key = park, measure, month, value
        when = f"{month:%Y年%m月}" if month.year > 1 else "现状"
        name = measures()[measure].name
        yield f"{names[park]}{when}“{name}”（{value}）：汇总为{held.get(key, 0)}，重算为{counted.get(key, 0)}"
    if len(wrong) > MOST:
        yield f"……共{len(wrong)}处不一致"
