import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from tests.cast import DAY, at
from yuanban.accounts.acting import Actor
from yuanban.catalogue.actions.publish_version import draft_version, publish_version
from yuanban.catalogue.models import Item, ItemVersion
from yuanban.catalogue.queries import version_on
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.ledger.write import create
from yuanban.mandates.world import covers
from yuanban.places import epoch

LATER = DAY + dt.timedelta(days=30)
BASIS = [{"law": "中华人民共和国食品安全法", "article": "第三十五条"}]
ME = Actor(person=None, name="管理员", at=at(), role="admin")


@pytest.fixture
def item(db):
    epoch.bump()
    item = Item(code="test-1", name="样例事项")
    create(item, "item.kept", ME)
    return item


def drafted(item, day=DAY, **fields):
    given = {"statutory": 20, "promised": 5, "basis": BASIS} | fields
    return draft_version(ME, item, day, [{"code": "form", "name": "申请书"}], **given)


def unchanged(item):
    return (
        Event.objects.filter(stream=item.stream).count(),
        epoch.current(),
        list(item.versions.values("state", "validity")),
    )


def test_a_version_binds_from_its_first_day(item):
    before = epoch.current()
    version = publish_version(ME, drafted(item))
    assert version_on(item, DAY) == version
    assert version_on(item, DAY - dt.timedelta(days=1)) is None
    event = Event.objects.filter(stream=item.stream, kind="item.published").get()
    assert (event.data["version"], event.data["statutory"], event.data["promised"]) == (1, 20, 5)
    assert epoch.current() != before


def test_the_one_before_ends_on_that_day(item):
    first = publish_version(ME, drafted(item))
    second = publish_version(ME, drafted(item, LATER, promised=3))
    assert (first.number, second.number) == (1, 2)
    assert version_on(item, LATER - dt.timedelta(days=1)).number == 1
    assert version_on(item, LATER).number == 2
    first.refresh_from_db()
    assert (first.state, first.validity) == ("published", DateRange(DAY, LATER))


def test_a_version_replaced_on_its_own_day_binds_on_none(item):
    publish_version(ME, drafted(item))
    second = publish_version(ME, drafted(item, promised=3))
    assert list(item.versions.filter(state="published")) == [second]
    assert [v.number for v in item.versions.filter(state="published") if covers(v.validity, DAY)] == [2]


@pytest.mark.parametrize("basis", [[], [{"law": "食品安全法"}], [{"law": "", "article": "第一条"}]])
def test_a_legal_basis_is_needed(item, basis):
    version = drafted(item, basis=basis)
    before = unchanged(item)
    with pytest.raises(Invalid) as problem:
        publish_version(ME, version)
    assert list(problem.value.errors) == ["basis"]
    assert unchanged(item) == before


@pytest.mark.parametrize("limits", [{"statutory": None}, {"promised": None}])
def test_both_limits_are_needed(item, limits):
    version = drafted(item, **limits)
    with pytest.raises(Invalid) as problem:
        publish_version(ME, version)
    assert list(problem.value.errors) == ["statutory"]


def test_the_promise_is_within_the_law(item):
    version = drafted(item)
    version.promised = 21
    with pytest.raises(Refusal) as refusal:
        publish_version(ME, version)
    assert (refusal.value.rule, "第三十六条" in str(refusal.value)) == ("decision-limit", True)


def test_the_database_keeps_the_promise_within_the_law(item):
    with pytest.raises(IntegrityError, match="promise_within_law"), transaction.atomic():
        drafted(item, promised=21)


def test_the_database_refuses_an_overlap(item):
    publish_version(ME, drafted(item))
    other = drafted(item, LATER)
    with pytest.raises(IntegrityError, match="published_versions_do_not_overlap"), transaction.atomic():
        ItemVersion.objects.filter(pk=other.pk).update(state="published")


def test_a_version_before_one_that_is_announced_already_is_sent_back(item):
    publish_version(ME, drafted(item, LATER))
    version = drafted(item)
    before = unchanged(item)
    with pytest.raises(Invalid) as problem:
        publish_version(ME, version)
    assert list(problem.value.errors) == ["validity"]
    assert unchanged(item) == before


def test_what_is_published_is_not_published_again(item):
    version = publish_version(ME, drafted(item))
    with pytest.raises(Refusal) as refusal:
        publish_version(ME, version)
    assert refusal.value.rule == "wrong-state"
