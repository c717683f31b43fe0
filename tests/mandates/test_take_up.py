"""差异化承接: each park answers row by row; only what it accepts gives power, from the day it says."""

import datetime as dt

import pytest

from tests.cast import DAY
from tests.mandates.papers import TOMORROW, holds, invalid, kinds, paper, proven, refused
from yuanban.mandates.actions.discard_draft import discard_draft
from yuanban.mandates.actions.draft_document import draft_document
from yuanban.mandates.actions.edit_instrument import edit_instrument
from yuanban.mandates.actions.publish_document import publish_document
from yuanban.mandates.actions.sign_document import sign_document
from yuanban.mandates.actions.take_up import take_up, take_up_many
from yuanban.mandates.life import life, living
from yuanban.mandates.models import Instrument
from yuanban.mandates.rows import Grant
from yuanban.places.models import Body

ROW = "doc-take-1"


@pytest.fixture
def offered(town, province, items):
    both = [*items, town.item("企业投资项目备案", "cp-ndrc")]
    grant = Grant("entrustment", ["accept", "review", "decide"], territory=["511502"], basis="某条例第四条")
    issuer = Body.objects.filter(role="government").order_by("code").first()
    holders = [Body.objects.get(code="sanjiang")]
    draft_document(province, both, holders, grant, code="doc-take", title="赋权决定", issuer=issuer)
    sign_document(province, "doc-take", DAY)
    publish_document(province, "doc-take", DAY, "网站")
    return both


def test_accepted_from_a_day(manager, offered):
    take_up(manager, ROW, "accepted", TOMORROW)
    assert not holds(offered, day=DAY)
    assert holds(offered, day=TOMORROW)
    assert (life(paper(ROW), DAY), life(paper(ROW), TOMORROW)) == ("waiting", "force")
    assert kinds(paper(ROW))[-1] == "instrument.taken-up"
    assert proven(paper(ROW)) == []


def test_declined_and_deferred_give_nothing_and_may_be_accepted_later(manager, offered):
    take_up(manager, ROW, "declined", DAY, "没有专业人员")
    assert (holds(offered), life(paper(ROW), DAY)) == (False, "declined")
    take_up(manager, ROW, "deferred", TOMORROW, "正在招录")
    assert (holds(offered), life(paper(ROW), DAY)) == (False, "deferred")
    take_up(manager, ROW, "accepted", DAY)
    assert (holds(offered), life(paper(ROW), DAY)) == (True, "force")
    with refused("wrong-state", "已经承接"):
        take_up(manager, ROW, "declined", DAY, "反悔")


def test_the_life_of_rows_is_found_alike_in_the_database(manager, offered):
    take_up(manager, ROW, "accepted", TOMORROW)
    for day in (DAY, TOMORROW):
        for name in ("offered", "waiting", "force"):
            found = set(Instrument.objects.filter(living(name, day)).values_list("code", flat=True))
            assert found == {one.code for one in Instrument.objects.all() if life(one, day) == name}


@pytest.mark.parametrize(
    ("choice", "days", "reason", "field"),
    [
        ("perhaps", 0, "", "choice"),
        ("declined", 0, " ", "reason"),
        ("deferred", 5, "", "reason"),
        ("deferred", 0, "正在招录", "day"),
        ("accepted", -1, "", "day"),
        ("declined", 1, "没有人", "day"),
    ],
)
def test_an_answer_that_says_too_little(manager, offered, choice, days, reason, field):
    with invalid(field):
        take_up(manager, ROW, choice, DAY + dt.timedelta(days=days), reason)


def test_by_the_park_it_is_offered_to(town, offered):
    for username in ("guanli2", "yuanqu", "qiye"):
        with refused("no-post"):
            take_up(town.actor(username), ROW, "accepted", DAY)


def test_a_row_of_a_draft_is_the_provinces(manager, province, items):
    grant = Grant("entrustment", ["accept"], territory=["511502"], basis="某条例第四条")
    issuer = Body.objects.filter(role="government").order_by("code").first()
    holders = [Body.objects.get(code="sanjiang")]
    draft_document(province, items, holders, grant, code="doc-own", title="决定", issuer=issuer)
    with refused("no-post", "省级中心"):
        edit_instrument(manager, "doc-own-1", items, powers=["decide"])
    with refused("no-post", "省级中心"):
        discard_draft(manager, "doc-own-1", "不要")
    assert edit_instrument(province, "doc-own-1", items, powers=["decide"]).powers == ["decide"]


def test_a_single_paper_is_not_offered(manager, offered):
    code = Instrument.objects.filter(document=None, state="published", to__code="sanjiang").first().code
    with refused("wrong-state", "没有承接这一步"):
        take_up(manager, code, "accepted", DAY)


def test_many_at_once_each_by_itself(manager, offered):
    take_up(manager, ROW, "accepted", DAY)
    results = dict(take_up_many(manager, [ROW, "doc-take-2", "doc-none"], "accepted", DAY))
    assert "已经承接" in results[ROW]
    assert results["doc-take-2"] is None
    assert "没有这一行" in results["doc-none"]
