"""A row and its event are written together or not at all, and the database itself keeps what was written."""

import datetime as dt

import pytest
from django.db import DatabaseError, DataError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import at
from yuanban.accounts.acting import system
from yuanban.catalogue.models import Item
from yuanban.law.refusal import Refusal
from yuanban.ledger import follow
from yuanban.ledger.hashing import GENESIS, digest
from yuanban.ledger.models import Event
from yuanban.ledger.verify import chain_differences, events_of, row_differences
from yuanban.ledger.write import create, plain, write

KEYS = st.text(max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
PARTS = ("case:1", 3, "case.received", at(), 7, 9, {"甲": 1, "b": [True, None]}, GENESIS)


@pytest.fixture
def item(db):
    item = Item(code="test-1", name="样例事项")
    create(item, "item.kept", system(at()))
    return item


@given(VALUES, st.randoms())
def test_the_hash_knows_no_order_of_keys(value, rng):
    def shuffled(one):
        if isinstance(one, dict):
            keys = list(one)
            rng.shuffle(keys)
            return {key: shuffled(one[key]) for key in keys}
        return [shuffled(part) for part in one] if isinstance(one, list) else one

    same = [digest(*PARTS[:6], {"v": data}, GENESIS) for data in (value, shuffled(value), plain(value))]
    assert len(set(same)) == 1


def test_the_hash_knows_no_time_zone():
    elsewhere = at().astimezone(dt.timezone(dt.timedelta(hours=-5)))
    assert digest(*PARTS[:3], elsewhere, *PARTS[4:]) == digest(*PARTS)


@pytest.mark.parametrize("part", range(len(PARTS)))
def test_the_hash_covers_every_column(part):
    others = ("case:2", 4, "case.accepted", at(minute=1), 8, 10, {"甲": 2}, "1" * 64)
    changed = [*PARTS[:part], others[part], *PARTS[part + 1 :]]
    assert digest(*changed) != digest(*PARTS)


def test_what_is_hashed_is_what_is_read_back(item):
    told = {"text": "园办\u2028\U0001f600", "number": 0.1, "big": 10**12, "day": at().date(), "list": [1, [2]]}
    write(item, "item.noted", system(at()), told)
    assert list(chain_differences(item.stream, events_of(item.stream))) == []


def test_a_new_row_says_all_its_columns(item):
    event = Event.objects.get(stream=item.stream)
    assert (event.seq, event.prev, item.version, item.head) == (1, GENESIS, 1, event.hash)
    assert {"code", "name", "organ_id", "extra"} <= set(event.data["set"])
    assert "words" not in event.data["set"]
    item.refresh_from_db()
    assert list(row_differences(item, [event])) == []


def test_each_event_follows_the_one_before(item):
    write(item, "item.renamed", system(at()), name="另一个名称")
    first, second = events_of(item.stream)
    assert (second.seq, second.prev) == (2, first.hash)
    item.refresh_from_db()
    assert (item.name, item.version, item.head) == ("另一个名称", 2, second.hash)
    assert list(row_differences(item, [first, second])) == []


def test_who_wrote_first_stays(item):
    stale = Item.objects.get(pk=item.pk)
    write(item, "item.renamed", system(at()), name="先")
    with pytest.raises(Refusal) as refusal, transaction.atomic():
        write(stale, "item.renamed", system(at()), name="后")
    assert refusal.value.rule == "changed-meanwhile"
    assert Item.objects.get(pk=item.pk).name == "先"
    assert Event.objects.filter(stream=item.stream).count() == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_event SET kind = kind",
        "UPDATE ledger_event SET data = '{}' WHERE seq = 1",
        "DELETE FROM ledger_event",
        "TRUNCATE ledger_event",
        "TRUNCATE ledger_event CASCADE",
    ],
)
def test_the_database_refuses_any_change(item, statement):
    before = list(Event.objects.values_list("stream", "seq", "hash"))
    with pytest.raises(DatabaseError, match="账本只能追加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(Event.objects.values_list("stream", "seq", "hash")) == before


def test_the_orm_cannot_either(item):
    event = Event.objects.get(stream=item.stream)
    event.kind = "item.forged"
    for change in (event.save, Event.objects.filter(stream=item.stream).delete):
        with pytest.raises(DatabaseError, match="账本只能追加"), transaction.atomic():
            change()


def test_one_number_is_given_once(item):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO ledger_event SELECT * FROM ledger_event WHERE stream = %s", [item.stream])


@pytest.fixture
def follower(monkeypatch):
    monkeypatch.setattr(follow, "_followers", follow._followers.copy())
    return lambda handler: follow.follow("item.followed", handler)


def test_what_a_follower_did_is_part_of_the_event(item, follower):
    follower(lambda row, event, actor: ({"seen": [row.name, event.seq]}, []))
    event = write(item, "item.followed", system(at()), name="新名称")
    assert Event.objects.get(stream=item.stream, seq=2).data["seen"] == ["新名称", 2]
    assert list(chain_differences(item.stream, events_of(item.stream))) == []
    assert event.hash == Item.objects.get(pk=item.pk).head


def test_a_follower_that_raises_undoes_all(item, follower):
    def fail(row, event, actor):
        Item.objects.create(code="made-by-follower", name="不应留下")
        raise RuntimeError("打印机没有纸")

    follower(fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        write(item, "item.followed", system(at()), name="不应留下")
    assert not Item.objects.filter(name="不应留下").exists()
    assert Event.objects.filter(stream=item.stream).count() == 1


def test_a_follower_of_the_loser_leaves_nothing(item, follower):
    def make(row, event, actor):
        return {"made": Item.objects.create(code="by-the-loser", name="不应留下").code}, [(Item, copied("beside"))]

    follower(make)
    stale = Item.objects.get(pk=item.pk)
    write(item, "item.renamed", system(at()), name="先")
    with pytest.raises(Refusal), transaction.atomic():
        write(stale, "item.followed", system(at()), name="后")
    assert not Item.objects.filter(code__in=["by-the-loser", "beside"]).exists()


def test_rows_of_a_follower_are_written_beside_the_change_in_their_order(item, follower):
    follower(lambda row, event, actor: ({}, [(Item, copied(f"beside-{n}")) for n in range(3)]))
    write(item, "item.followed", system(at()), name="新名称")
    made = Item.objects.filter(code__startswith="beside-").order_by("pk")
    assert [one.code for one in made] == ["beside-0", "beside-1", "beside-2"]


def test_a_row_beside_the_change_is_never_cut_to_fit(item, follower):
    follower(lambda row, event, actor: ({}, [(Item, copied("长" * 200))]))
    with pytest.raises(DataError), transaction.atomic():
        write(item, "item.followed", system(at()), name="新名称")
    assert Event.objects.filter(stream=item.stream).count() == 1


def copied(code):
    """The columns of an item, as a follower gives them."""
    blank = Item(code=code, name="跟随者写的")
    return {f.name: getattr(blank, f.attname) for f in Item._meta.concrete_fields if not f.primary_key}
