"""Sealed lines: what was in the ledger that day can be proven to a stranger, and rewriting it shows."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.cases.matter import building_permit
from tests.cast import at
from yuanban.ledger import keys, tree
from yuanban.ledger.digests import differences, line_of, proof_of, seal_ledger, seal_streams, told, unsealed
from yuanban.ledger.hashing import canonical
from yuanban.ledger.models import Digest, Event, Leaf

LATER = at() + dt.timedelta(hours=9)
LEAVES = st.lists(
    st.tuples(st.text(max_size=5), st.integers(1, 99), st.text("0123456789abcdef", max_size=4)), min_size=1, max_size=40
)


@pytest.fixture(autouse=True)
def own_key(settings, tmp_path):
    settings.SIGNING_KEY = tmp_path / "key.pem"


@given(LEAVES, st.data())
def test_every_leaf_climbs_to_the_root(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    assert tree.climbed(leaves[index], tree.path(leaves, index)) == tree.root(leaves)


@given(LEAVES, st.data())
def test_another_leaf_does_not(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    stream, seq, told_hash = leaves[index]
    assert tree.climbed((stream, seq + 1, told_hash), tree.path(leaves, index)) != tree.root(leaves)


def test_two_lines_cover_what_was_added_and_hold_each_other(town):
    case = building_permit(town)
    first = seal_ledger(at())
    assert (first.number, unsealed(), seal_ledger(LATER)) == (1, 0, None)
    town.until(case, "accepted")
    second = seal_ledger(LATER)
    assert second.prev == first.line
    assert set(Leaf.objects.filter(digest=second).values_list("stream", flat=True)) >= {case.stream}
    assert list(differences()) == []


def test_a_stranger_proves_an_event_from_the_leaf_the_path_and_the_line(town):
    case = town.until(building_permit(town), "accepted")
    seal_ledger(LATER)
    proof = proof_of(case.stream, 1)
    line = dict(proof["digest"])
    signature, line_digest = line.pop("signature"), line.pop("line")
    assert tree.climbed(proof["leaf"], proof["path"]) == line["root"]
    assert keys.signature_holds(line["public_key"], signature, canonical(line))
    assert proof["leaf"][1:] == [case.version, case.head]
    assert len(line_digest) == 64
    assert not keys.signature_holds(line["public_key"], signature, canonical(line | {"count": 1}))


def test_one_stream_is_sealed_without_the_others(town):
    first, second = building_permit(town), building_permit(town)
    line = seal_streams(LATER, [first.stream])
    assert list(line.leaves.values_list("stream", flat=True)) == [first.stream]
    assert seal_streams(LATER, [first.stream]) is None
    assert (proof_of(first.stream, 1) is not None, proof_of(second.stream, 1)) == (True, None)
    seal_ledger(LATER)
    assert proof_of(second.stream, 1) is not None
    assert list(differences()) == []


def test_what_is_not_sealed_yet_has_no_proof(town):
    assert proof_of(building_permit(town).stream, 1) is None


def test_a_rewritten_chain_no_longer_agrees_with_its_line(town):
    case = building_permit(town)
    seal_ledger(LATER)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE ledger_event SET hash = repeat('0', 64) WHERE stream = %s", [case.stream])
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert list(differences()) == [f"{case.stream} 第{n}号事件与封存时不同" for n in [case.version]]


def test_a_forged_line_is_noticed(town):
    building_permit(town)
    line = seal_ledger(LATER)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE ledger_digest SET count = count + 1")
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert [said[:6] for said in differences()] == [f"第{line.number}次封存的"[:6]] * 2


def test_nobody_changes_a_line(town):
    building_permit(town)
    seal_ledger(LATER)
    for table in ("ledger_digest", "ledger_leaf"):
        with pytest.raises(DatabaseError, match="账本只能追加"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")


def test_a_new_key_leaves_the_old_lines_proven(town, settings, tmp_path):
    case = building_permit(town)
    first = seal_ledger(at())
    settings.SIGNING_KEY = tmp_path / "another.pem"
    town.until(case, "accepted")
    second = seal_ledger(LATER)
    assert first.public_key != second.public_key
    assert keys.signature_holds(first.public_key, line_of(first)["signature"], canonical(told(first)))
    assert list(differences()) == []
    assert (settings.SIGNING_KEY.stat().st_mode & 0o777, Digest.objects.count()) == (0o600, 2)
    assert Event.objects.filter(stream=case.stream).count() > 1
