"""`yuanban verify`: clean as long as nobody went behind the database's back, and then it says where."""

import json
import shutil

import pytest
from django.db import connection
from django.test import override_settings
from typer.testing import CliRunner

from tests.cases.matter import building_permit, owner
from tests.cast import Cast
from yuanban.cases.files import path_of
from yuanban.cases.models import Case, Upload
from yuanban.catalogue.models import ItemVersion, Material
from yuanban.cli import app
from yuanban.exchange.verify import differences_of, everything_to_verify
from yuanban.ledger.models import Event
from yuanban.mandates.models import Arrangement, Instrument, Seal
from yuanban.voice.actions.rate import rate

COLUMNS = [field.column for field in Event._meta.concrete_fields]
CHANGED = {
    "stream": "stream || 'x'",
    "seq": "seq + 100",
    "kind": "overlay(kind placing 'x' from 6)",
    "at": "at + interval '1 microsecond'",
    "person": "coalesce(person, 0) + 1",
    "post": "coalesce(post, 0) + 1",
    "data": "jsonb_set(data, '{set,x}', '1')",
    "prev": "overlay(prev placing translate(substr(prev, 9, 1), '0123456789abcdef', '123456789abcdef0') from 9)",
    "hash": "overlay(hash placing translate(substr(hash, 9, 1), '0123456789abcdef', '123456789abcdef0') from 9)",
}


def behind(sql, *values):
    """Change the database as someone with its password and without its triggers would."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        assert cursor.rowcount >= 1
        cursor.execute("SET LOCAL session_replication_role = origin")


def differences():
    return [said for kind, key in everything_to_verify() for said in differences_of(kind, key)]


@pytest.fixture(scope="module")
def settled(sample, django_db_blocker, tmp_path_factory):
    """One matter from application to rating, made once; what a test does to it is undone. -> (its key, its files)."""
    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=files):
        case = Cast().until(building_permit(Cast()), "delivered")
        rate(owner(), case.number, 1)
    return case.pk, files


@pytest.fixture
def case(town, settled, settings, tmp_path):
    key, files = settled
    settings.MEDIA_ROOT = shutil.copytree(files, tmp_path / "own-files")
    return Case.objects.get(pk=key)


def found(case):
    return differences_of("case", case.number)


def name_of(case, seq):
    return f"{case.stream} 第{seq}号事件"


def test_after_a_few_matters_all_is_well(town, case):
    town.until(building_permit(town), "accepted")
    building_permit(town)
    assert differences() == []


def test_every_column_is_watched():
    assert set(CHANGED) == set(COLUMNS)


@pytest.mark.parametrize("seq", [1, 4, -1])
@pytest.mark.parametrize("column", COLUMNS)
def test_one_byte_of_any_column(case, column, seq):
    seq = case.version if seq == -1 else seq
    behind(f"UPDATE ledger_event SET {column} = {CHANGED[column]} WHERE stream = %s AND seq = %s", case.stream, seq)
    first = found(case)[0]
    if column not in ("stream", "seq"):
        assert first.startswith(name_of(case, seq))
    elif seq < case.version:
        assert first == f"{case.stream} 缺少第{seq}号事件"
    else:
        assert "个事件" in first or "缺少" in first


@pytest.mark.parametrize("column", COLUMNS)
def test_one_byte_of_a_papers_or_instruments_event(town, column):
    paper = Instrument.objects.get(code="ent-permit-lingang")
    behind(f"UPDATE ledger_event SET {column} = {CHANGED[column]} WHERE stream = %s AND seq = 2", paper.stream)
    first = differences_of("mandates.instrument", paper.pk)[0]
    assert first.startswith(f"{paper.stream} ")
    assert "第2号事件" in first


def test_an_event_taken_out(case):
    behind("DELETE FROM ledger_event WHERE stream = %s AND seq = 3", case.stream)
    assert found(case)[0] == f"{case.stream} 缺少第3号事件"


def test_the_last_event_taken_out(case):
    behind("DELETE FROM ledger_event WHERE stream = %s AND seq = %s", case.stream, case.version)
    assert f"应有{case.version}个事件，账本中有{case.version - 1}个" in found(case)[0]


def test_the_last_event_and_its_trace_in_the_row_taken_out(case):
    """Even with the row put back, the rating has no event any more: the row of the decision must be its fold."""
    behind("DELETE FROM ledger_event WHERE stream = %s AND seq >= %s", case.stream, case.version - 1)
    left = Event.objects.filter(stream=case.stream).order_by("-seq").first()
    behind("UPDATE cases_case SET version = %s, head = %s WHERE id = %s", left.seq, left.hash, case.pk)
    assert found(case)


def test_all_events_taken_out(case):
    behind("DELETE FROM ledger_event WHERE stream = %s", case.stream)
    assert found(case)


def test_two_events_swapped(case):
    for old, new in ((2, 1002), (3, 2), (1002, 3)):
        behind("UPDATE ledger_event SET seq = %s WHERE stream = %s AND seq = %s", new, case.stream, old)
    assert found(case)[0].startswith(name_of(case, 2))


def test_an_event_slipped_in(case):
    behind(
        "INSERT INTO ledger_event (stream, seq, kind, at, person, post, data, prev, hash)"
        " SELECT stream, %s, kind, at, person, post, data, hash, hash FROM ledger_event WHERE stream = %s AND seq = %s",
        case.version + 1, case.stream, case.version,
    )  # fmt: skip
    assert found(case)[0].startswith(name_of(case, case.version + 1))


def test_an_event_of_nothing(case):
    behind(
        "INSERT INTO ledger_event (stream, seq, kind, at, data, prev, hash) VALUES"
        " ('case:none', 1, 'case.applied', now(), '{}', '', ''), ('papers.paper:0', 1, 'x', now(), '{}', '', '')"
    )
    said = differences_of("stray", None)
    assert any("case:none" in one for one in said)
    assert any("papers.paper:0" in one for one in said)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("state", "'issued'"),
        ("outcome", "'denied'"),
        ("promised_due", "promised_due + 1"),
        ("statutory_due", "statutory_due + 1"),
        ("accepted_on", "accepted_on - 1"),
        ("decided_on", "decided_on - 1"),
        ("form", "jsonb_set(form, '{investment_wan}', '9000')"),
        ("facts", "jsonb_set(facts, '{investment_wan}', '9000')"),
        ("plan", "jsonb_set(plan, '{mode}', '\"offline-agency\"')"),
        ("mode", "'offline-agency'"),
        ("clock", "'[]'"),
        ("applicant_name", "applicant_name || '一'"),
        ("subject", "subject || '一'"),
        ("place", "'511503'"),
        ("light", "'red'"),
        ("reviewers", "reviewers[1:1]"),
        ("item_version_id", "item_version_id + 1"),
        ("deemed", "true"),
        ("version", "version + 1"),
        ("head", "reverse(head)"),
    ],
)
def test_a_column_of_the_case(case, column, value):
    behind(f"UPDATE cases_case SET {column} = {value} WHERE id = %s", case.pk)
    assert any(case.stream in said for said in found(case))


def test_a_paper_backdated(case):
    behind("UPDATE papers_paper SET day = day - 1 WHERE case_id = %s AND kind = 'grant'", case.pk)
    assert "“day”" in found(case)[0]


def test_a_file_changed_on_disk_or_gone(case):
    upload = Upload.objects.filter(pk__in=case.materials.values("upload")).first()
    path = path_of(upload.sha256)
    path.write_bytes(path.read_bytes()[:-1] + b"X")
    assert "的内容已被改动" in differences_of("file", upload.sha256)[0]
    path.unlink()
    assert differences_of("file", upload.sha256) == [f"文件{upload.sha256}不在存储中"]


@pytest.mark.parametrize(
    ("model", "column", "value"),
    [
        (Instrument, "powers", "array_append(powers, 'receive')"),
        (Instrument, "condition", "'investment_wan < 90000'"),
        (Instrument, "territory", "'{510000}'"),
        (Instrument, "basis", "'某规定'"),
        (Instrument, "published_on", "published_on - 1"),
        (Instrument, "to_date", "'2030-01-01'"),
        (Instrument, "revoked_on", "'2026-01-01'"),
        (Instrument, "to_id", "(SELECT id FROM places_body WHERE code = 'lg-operator')"),
        (Seal, "kept_by_id", "kept_by_id + 1"),
        (Seal, "all_items", "not all_items"),
        (Seal, "to_date", "'2030-01-01'"),
        (Arrangement, "mode", "'offline-agency-x'"),
        (Arrangement, "from_date", "from_date - 1"),
    ],
)
def test_a_column_of_what_the_law_reads(town, model, column, value):
    row = Instrument.objects.get(code="ent-permit-lingang") if model is Instrument else model.objects.first()
    behind(f"UPDATE {model._meta.db_table} SET {column} = {value} WHERE id = %s", row.pk)
    assert any(column in said for said in differences_of(model._meta.label_lower, row.pk))


def test_an_item_or_person_slipped_into_a_paper(town):
    paper = Instrument.objects.get(code="ent-permit-lingang")
    paper.items.add(town.item("企业设立登记", "cp-amr"))
    assert "“items”" in differences_of("mandates.instrument", paper.pk)[0]
    paper = Instrument.objects.filter(kind="secondment", staff__isnull=False).first()
    paper.staff.add(town.actor("admin").person)
    assert "“staff”" in differences_of("mandates.instrument", paper.pk)[0]


def test_what_an_item_says(town):
    version = ItemVersion.objects.get(item=town.item("企业设立登记", "cp-amr"))
    key = ("catalogue.item", version.item_id)
    assert differences_of(*key) == []
    behind("UPDATE catalogue_itemversion SET statutory = statutory + 1 WHERE id = %s", version.pk)
    assert "第1版的内容" in differences_of(*key)[0]
    behind("UPDATE catalogue_itemversion SET statutory = statutory - 1 WHERE id = %s", version.pk)
    Material.objects.filter(version=version).first().delete()
    assert "第1版的内容" in differences_of(*key)[0]


# -- the command -----------------------------------------------------------------------------------------------


def verify(*arguments):
    """In this process alone: another would not see what is not committed."""
    return CliRunner().invoke(app, ["verify", "--jobs", "1", *arguments])


def test_clean_is_said_with_zero(case):
    done = verify("--all")
    assert (done.exit_code, "全部一致" in done.stdout) == (0, True)
    assert str(len(list(everything_to_verify()))) in done.stdout


def test_a_difference_is_said_with_one(case):
    behind("UPDATE ledger_event SET kind = 'case.forged' WHERE stream = %s AND seq = 2", case.stream)
    for arguments in (["--all"], [case.number]):
        done = verify(*arguments)
        assert done.exit_code == 1
        assert name_of(case, 2) in done.stdout


def test_other_cases_are_not_asked_of(town, case):
    other = building_permit(town)
    behind("UPDATE ledger_event SET kind = 'case.forged' WHERE stream = %s AND seq = 1", other.stream)
    assert verify(case.number).exit_code == 0


def test_as_json(case):
    clean = json.loads(verify("--all", "--json").stdout)
    assert clean == {"checked": len(list(everything_to_verify())), "differences": []}
    behind("UPDATE cases_case SET applicant_name = 'x' WHERE id = %s", case.pk)
    done = verify(case.number, "--json")
    assert done.exit_code == 1
    said = json.loads(done.stdout)
    assert said["checked"] == 1
    assert any("applicant_name" in one for one in said["differences"])


def test_an_unknown_number_is_a_difference(town):
    done = verify("no-such-case")
    assert (done.exit_code, "没有编号为no-such-case的办件" in done.stdout) == (1, True)


def test_nothing_asked_is_an_error(town):
    assert verify().exit_code == 2
