"""Matters of a year in 252 parks, made in the database by rule; and the same question asked three ways. Run as a program, with DATABASE_URL set."""

import datetime as dt
import statistics
import sys
import time

import django

django.setup()

import duckdb  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from benchmarks._coverage_province import make_items, make_places  # noqa: E402
from yuanban.accounts.acting import CHINA  # noqa: E402
from yuanban.accounts.models import Person  # noqa: E402
from yuanban.cases.models import Case  # noqa: E402
from yuanban.catalogue.models import ItemVersion  # noqa: E402
from yuanban.insight import rollup  # noqa: E402
from yuanban.insight.boards import board, months_to  # noqa: E402
from yuanban.insight.recount import recount  # noqa: E402
from yuanban.law.calendar import is_workday  # noqa: E402
from yuanban.places.models import Park  # noqa: E402

DAY = dt.datetime.now(CHINA).date()
ROUNDS = 20
FILL = """
INSERT INTO cases_case SELECT r.* FROM (
  SELECT c AS one, g, v.item_id, v.id AS version, p.park_id, p.centre_id, w.day AS accepted, d.day AS decided
  FROM cases_case c CROSS JOIN generate_series(1, %s) g
  JOIN bench_version v ON v.n = g * 7 %% (SELECT count(*) FROM bench_version)
  JOIN bench_park p ON p.n = g %% (SELECT count(*) FROM bench_park)
  JOIN bench_day w ON w.n = g * 31 %% 230
  JOIN bench_day d ON d.n = w.n + g * 13 %% 17 * (g * 5 %% 3) / 2
) s, jsonb_populate_record(s.one, jsonb_build_object(
  'id', 1000000 + g, 'number', 'BENCH' || g, 'park_id', park_id, 'centre_id', centre_id, 'item_id', item_id, 'item_version_id', version,
  'applied_at', accepted + time '02:00', 'received_on', accepted, 'accepted_on', accepted, 'decided_on', decided, 'closed_on', decided,
  'state', 'delivered', 'outcome', CASE WHEN g %% 50 = 0 THEN 'denied' ELSE 'granted' END,
  'clock', jsonb_build_array(jsonb_build_object('day', decided, 'did', 'decided')))) r
"""
FLAT = """
SELECT p.city_id AS city, c.applied_at::date AS applied_on, c.accepted_on, c.decided_on, c.closed_on, c.outcome, v.promised, v.statutory,
       b.n - a.n AS used
FROM cases_case c JOIN places_park p ON p.id = c.park_id JOIN catalogue_itemversion v ON v.id = c.item_version_id
JOIN bench_day a ON a.day = c.accepted_on JOIN bench_day b ON b.day = c.decided_on WHERE c.number LIKE 'BENCH%'
"""
QUESTION = """
SELECT city, date_trunc('month', decided_on) AS month, count(*), count(*) FILTER (WHERE outcome = 'granted'),
       count(*) FILTER (WHERE outcome = 'denied'), count(*) FILTER (WHERE used > promised), count(*) FILTER (WHERE used > statutory),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY used), sum(used), sum(promised), sum(statutory)
FROM {rows} WHERE decided_on >= '{first}' GROUP BY GROUPING SETS ((city), (date_trunc('month', decided_on)))
"""


def fill(number):
    call_command("migrate", verbosity=0, interactive=False)
    make_places()
    make_items()
    days = [day for n in range(400) if is_workday(day := DAY - dt.timedelta(days=n))][:250]
    table("bench_day", "day date, n int", [(day, n) for n, day in enumerate(reversed(days))])
    table(
        "bench_version",
        "id bigint, item_id bigint, n int",
        [(pk, item, n) for n, (pk, item) in enumerate(ItemVersion.objects.values_list("pk", "item_id"))],
    )
    table(
        "bench_park",
        "park_id bigint, centre_id bigint, n int",
        [(pk, centre, n) for n, (pk, centre) in enumerate(Park.objects.values_list("pk", "centre"))],
    )
    seed()
    with connection.cursor() as cursor:
        cursor.execute(FILL, [number])
        cursor.execute("VACUUM ANALYZE")


def table(name, columns, rows):
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {name} ({columns})")
        cursor.executemany(f"INSERT INTO {name} VALUES ({', '.join(['%s'] * len(rows[0]))})", rows)


def seed():
    """The row that all others are made of."""
    park, version = Park.objects.select_related("centre").first(), ItemVersion.objects.first()
    Case.objects.create(
        number="SEED", park=park, centre=park.centre, place="510100", item=version.item, item_version=version, state="applied",
        applicant=Person.objects.create(username="bench", name="某人"), applicant_name="某人", channel="online", mode="", applied_at=dt.datetime.now(dt.UTC),
    )  # fmt: skip


def compare(number):
    fill(number)
    _, took = timed(rollup.rebuild)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT count(*) FROM insight_rollup")
        print(f"  {number} cases, counted anew in {took:.1f} s into {cursor.fetchone()[0]} rows")
    first = months_to(DAY)[0]
    ours = median(lambda: board(DAY))
    raw = median(lambda: ask(QUESTION.format(rows=f"({FLAT}) t", first=first)))
    duck = duckdb.connect(config={"threads": 2})
    duck.execute(
        "CREATE TABLE flat (city text, applied_on date, accepted_on date, decided_on date, closed_on date, outcome text, promised int, statutory int, used int)"
    )
    duck.append("flat", frame())
    beside = median(lambda: duck.execute(QUESTION.format(rows="flat", first=first)).fetchall())
    same(ask(QUESTION.format(rows=f"({FLAT}) t", first=first)))
    print(f"board-province ratio={ours / raw:.3f} ours={ours:.1f} theirs={raw:.1f} unit=ms peer=postgresql-rows")
    print(f"board-province ratio={ours / beside:.3f} ours={ours:.1f} theirs={beside:.1f} unit=ms peer=duckdb-flat")


def frame():
    import pandas

    names = ["city", "applied_on", "accepted_on", "decided_on", "closed_on", "outcome", "promised", "statutory", "used"]
    return pandas.DataFrame(ask(FLAT), columns=names).astype(
        {name: "datetime64[us]" for name in names if name.endswith("_on")}
    )


def ask(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def same(rows):
    """Both say the same of every prefecture: decided, granted, late, and the median."""
    found = board(DAY).places
    for city, _, decided, granted, _, late, breach, middle, *_ in (row for row in rows if row[0]):
        mine = found[city]
        told = (mine["granted"] + mine["denied"], mine["granted"], mine["late"], mine["breach"], mine["median"])
        assert told == (decided, granted, late, breach, middle), (city, told, (decided, granted, late, breach, middle))


def keep_up(number):
    """So many matters change at once, each a row of its own that waits: how many are taken up in a second."""
    fill(number)
    rollup.rebuild()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_case SET outcome = CASE outcome WHEN 'denied' THEN 'granted' ELSE 'denied' END WHERE number LIKE 'BENCH%'"
        )
    done, took = timed(rollup.advance)
    assert done == number, (done, number)
    assert recount()[1] == []
    print(f"rollups ratio={done / took / 500:.1f} ours={done / took:.0f} theirs=500 unit=events/s")


def median(do):
    do()
    return statistics.median(1000 * timed(do)[1] for _ in range(ROUNDS))


def timed(do):
    begun = time.perf_counter()
    return do(), time.perf_counter() - begun


if __name__ == "__main__":
    {"board": compare, "rollups": keep_up}[sys.argv[1]](int(sys.argv[2]))
