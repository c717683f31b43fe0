"""A small province: filled in from played stories, it is what the actions would have written, and all of it can be verified."""

import datetime as dt
import json
import random
from collections import Counter

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone
from typer.testing import CliRunner

from yuanban.cases.actions.deliver import deliver
from yuanban.cases.actions.receive import receive
from yuanban.cases.models import Case
from yuanban.cli import app
from yuanban.demo.actors import Staff
from yuanban.demo.province import bare, load, templates
from yuanban.demo.province.days import Days, bisect_left
from yuanban.demo.province.fill import Filler
from yuanban.demo.province.model import far_numbers, model_seat
from yuanban.demo.province.play import Play
from yuanban.demo.province.record import Recorder, tables
from yuanban.demo.province.stories import LAPSES
from yuanban.demo.province.template import unescaped
from yuanban.exchange.verify import differences_of, everything_to_verify
from yuanban.insight.recount import recount
from yuanban.ledger.models import Digest
from yuanban.mandates.models import Arrangement
from yuanban.places.models import Centre
from yuanban.programme.models import Standing, SupportItem
from yuanban.support.models import ServiceRequest

KEYS = (
    ("licence", "entrusted"),
    ("change", "mutual"),
    ("query", "offline"),
    ("permit", "sight"),
    ("approval", "devolved"),
)
SAME = (
    (("licence", "entrusted"), "supplement"), (("change", "mutual"), "extended"), (("approval", "devolved"), "hearing"),
    (("permit", "sight"), "withdrawn"), (("query", "offline"), "rated-1"), (("licence", "mutual"), "breach"),
    (("licence", "entrusted"), "lapsed"),
)  # fmt: skip
ONLY = {
    (key, story) for key in KEYS for story in ("plain-normal", "rated-1", "supplement", "refused", "paused", "denied", "late", "silent")
}  # fmt: skip


STANDING = """
SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()
UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated::text FROM pg_constraint
UNION ALL SELECT tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT relname || reloptions::text FROM pg_class WHERE reloptions IS NOT NULL
UNION ALL SELECT attrelid::regclass || ' ' || attname || ' ' || attstorage::text FROM pg_attribute WHERE attrelid = 'papers_paper'::regclass
ORDER BY 1
"""


def standing():
    """Every index, constraint, trigger and setting of the tables, and how papers are kept."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING)
        return cursor.fetchall()


@pytest.fixture
def small(transactional_db):
    scale = {"parks": 6, "open": 3, "building": 2, "applied": 1}
    before = standing()
    load.load(timezone.now(), "yuanban-demo", 300, scale, only=ONLY)
    assert standing() == before
    yield


def test_a_small_province_is_whole(small):
    assert set(Centre.objects.values_list("status", flat=True)) == {"open", "building", "applied"}
    found = Counter(Case.objects.values_list("state", flat=True))
    assert sum(found.values()) >= 300 and {"delivered", "refused"} <= set(found)
    everything_is_verified()
    assert Digest.objects.count() == 1 and not load.unfinished()
    assert recount() == (Case.objects.count(), [])
    assert Standing.objects.filter(state="open", to_date=None).count() == 3
    granted = ServiceRequest.objects.filter(kind__in=("loan", "guarantee", "insurance"), delivered_on__isnull=False)
    assert granted.count() > 100 and not granted.filter(result=None).exists()
    assert 65 < promised_saving() < 75
    assert SupportItem.objects.filter(owner__posts__person__username="bumen").count() > 10
    cases_can_go_on()


@pytest.mark.skipif(settings.DATABASES["default"]["ENGINE"] != "yuanban.postgres", reason="另指定的服务器不改设置")
def test_the_servers_own_settings_come_back(transactional_db):
    before = kept_settings()
    with pytest.raises(KeyError), bare.few_checkpoints():
        assert ("max_wal_size", "12GB") in kept_settings()
        raise KeyError
    assert kept_settings() == before


def kept_settings():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_file_settings WHERE sourcefile LIKE '%postgresql.auto.conf'")
        return set(cursor.fetchall())


def everything_is_verified():
    """By one process and by several the same, whether all is well or one event among the last was forged."""
    clean = verified("--jobs", "2")
    assert clean == (0, {"checked": len(list(everything_to_verify())), "differences": []})
    stream = Case.objects.order_by("pk").last().stream
    forged = "UPDATE ledger_event SET kind = %s WHERE stream = %s AND seq = 1"
    behind(forged, "case.forged", stream)
    broken = verified("--jobs", "2")
    assert broken == verified("--jobs", "1") and broken[0] == 1
    assert any(f"{stream} 第1号事件" in said for said in broken[1]["differences"])
    behind(forged, "case.applied", stream)


def verified(*arguments):
    done = CliRunner().invoke(app, ["verify", "--all", "--json", *arguments])
    return done.exit_code, json.loads(done.stdout)


def behind(sql, *values):
    """As someone with the database's password and without its triggers would."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        assert cursor.rowcount == 1


def promised_saving():
    """提速率（承诺） of what the open centres offer, in percent: it comes out of the limits of the items."""
    limits = Arrangement.objects.filter(item__versions__state="published").aggregate(
        promised=Sum("item__versions__promised"), statutory=Sum("item__versions__statutory")
    )
    return 100 * (1 - limits["promised"] / limits["statutory"])


def cases_can_go_on():
    """What is under way stands where an official's page can take it further: numbers and registers count on."""
    case = Case.objects.filter(state="issued").first() or Case.objects.filter(state="applied").first()
    if case is None:  # so small a province has days on which nothing waits at a counter
        return
    clerk = Staff().at(case.centre, "clerk", random.Random(1)).then(timezone.now())
    if case.state == "issued":
        deliver(clerk, case.number, "window", "样例")
    else:
        receive(clerk, case.number)
    assert differences_of("case", case.number) == []


@pytest.fixture
def far(db):
    """Numbers such as only the model has; afterwards every table counts on as before."""
    with connection.cursor() as cursor:
        cursor.execute("SET TIME ZONE 'UTC'")
    far_numbers(0)
    yield
    templates.numbers_back()


@pytest.mark.parametrize("key, story", SAME)
def test_filled_in_it_is_what_the_actions_write(far, key, story):
    """Played in March and filled in for a day in April, with a holiday between: row by row what is played on that day."""
    seat = model_seat(0)
    offer = next(one for one in seat.offers if one.key == key)
    template = templates.weeks(seat, offer, story)
    later = (day for day in Days.every if day >= dt.date(2025, 4, 24) and any(fits(one, day) for one in template))
    day = next(day for day in later if story != "lapsed" or lapses_on_a_holiday(day))
    template = next(one for one in template if fits(one, day))
    with transaction.atomic():
        rows, events, play = again(seat, offer, story, day)
        written = filled(template, seat, offer, play, rows, day)
        transaction.set_rollback(True)
    assert written == [(row.table, comparable(row.table, row.cells)) for row in rows] + [one.hash for one in events]


def lapses_on_a_holiday(day):
    """The clock acts on whatever day it is, a person only on a working day."""
    return not Days.is_workday(Days.on(day, LAPSES - 1) + dt.timedelta(days=1))


def fits(template, day):
    return templates.fits(template, bisect_left(Days.every, day))


def again(seat, offer, story, day):
    recorder = Recorder()
    play = Play(seat, offer, day, recorder.look)
    play.run(story, lambda at, by_clock: recorder.note(play, at, by_clock))
    *_, rows, events = recorder.steps[-1]
    return rows, events, play


def filled(template, seat, offer, play, rows, day):
    """The template with the numbers and tokens that this play happened to draw."""
    ids, papers = {}, []
    for row in rows:
        ids.setdefault(row.table, []).append(row.pk)
        if row.table == "papers_paper":
            papers.append(dict(zip(tables()[row.table][0], row.cells, strict=True)))
    out, hashes = [], []
    filler = Filler(
        lambda table, lines: out.extend((table, one) for one in lines.decode().split("\n")[:-1]),
        lambda table: ids[table].pop(0),
        None,
    )
    filler.token = iter([paper["token"] for paper in papers]).__next__
    bodies = {b"%d" % one.pk: one for one in (*seat.organs.values(), seat.committee, seat.window)}
    words = {name: text.encode() for name, text in templates.words(seat, offer, play.cast).items()}
    index = bisect_left(Days.every, day)
    filler.fill(template, words, index, 0, play.number, [paper["number"] for paper in papers], offer.item, bodies)
    for table, line in out:
        if table == "ledger_event":
            hashes.append(line.rpartition("\t")[2])
    rest = [(table, comparable(table, line.split("\t"))) for table, line in out if table != "ledger_event"]
    return rest + hashes


def comparable(table, cells):
    """JSON is compared as what it says."""
    said = dict(zip(tables()[table][0], cells, strict=True))
    if table == "papers_paper":
        said["content"] = json.loads(unescaped(said["content"]))
    if table == "notify_message":
        said["spread"] = "t"
    return said
