"""A window, a visit, a paper, the telephone: each once, by nobody who served."""

from dataclasses import replace

import pytest

from tests.cases.matter import building_permit, invalid, kinds, last, owner, refused
from tests.cast import at
from tests.voice.cast import delivered
from yuanban.accounts.acting import Actor
from yuanban.cases.actions.withdraw import withdraw
from yuanban.cases.history import history
from yuanban.cases.verify import verify_case
from yuanban.ledger.models import Event
from yuanban.places.models import Window
from yuanban.voice.actions.open_visit import open_visit
from yuanban.voice.actions.rate import rate
from yuanban.voice.actions.rate_paper import rate_paper
from yuanban.voice.actions.rate_phone import rate_phone
from yuanban.voice.actions.rate_visit import rate_visit, rate_window
from yuanban.voice.giving import read
from yuanban.voice.models import Feedback, Mending, Rating

NOBODY = Actor(person=None, name="访客", at=at(hour=10))


@pytest.fixture
def window(town):
    return Window.objects.get(centre=town.park("lingang").centre, kind="general")


def named(level, **more):
    return read(level, name="周演来", contact="139-0000-0009", **more)


def test_a_visit_is_rated_once_and_the_clerk_is_named(town, window):
    clerk = town.actor("chuangkou")
    visit = open_visit(clerk, window.code, "咨询食品经营许可")
    rating = rate_visit(NOBODY, visit, read(5, "说不清楚", ["clear", "无此项"]), "window")
    assert (rating.served, rating.reasons, rating.centre) == ([clerk.person], ["clear"], window.centre)
    assert not Mending.objects.exists()  # nobody can be called back
    with refused("rate-once"):
        rate_visit(NOBODY, visit, read(1), "code")
    assert list(Event.objects.filter(stream=visit.stream).order_by("seq").values_list("kind", flat=True)) == [
        "visit.opened",
        "visit.rated",
    ]


def test_a_name_and_a_telephone_open_the_loop(town, window):
    rating = rate_visit(NOBODY, open_visit(town.actor("chuangkou"), window.code, "咨询"), named(4), "code")
    assert rating.mending.state == "check"
    with pytest.raises(Exception, match="一并填写"):
        read(4, name="周演来")


def test_the_code_of_a_window_once_a_day_for_whoever_is_signed_in(town, window):
    me = owner(at(hour=10))
    rate_window(me, window, read(2), "code")
    with refused("rate-once", "今天已经评价过这个窗口"):
        rate_window(me, window, read(2), "code")
    rate_window(replace(me, at=at(hour=10).replace(day=24)), window, read(2), "code")
    for _ in range(2):
        rate_window(NOBODY, window, read(1), "window")
    assert Rating.objects.filter(visit__window=window).count() == 4


def test_nobody_on_a_post_rates_and_nobody_opens_a_visit_elsewhere(town, window):
    clerk, visit = town.actor("chuangkou"), open_visit(town.actor("chuangkou"), window.code, "咨询")
    with refused("stand-aside", "工作人员的岗位"):
        rate_visit(clerk, visit, read(1), "window")
    served = replace(NOBODY, person=clerk.person)  # the clerk, as a citizen
    with refused("stand-aside", "您参与了这次服务"):
        rate_visit(served, visit, read(1), "window")
    with invalid("window"):
        open_visit(town.actor("chuangkou4"), window.code, "咨询")
    with invalid("case", "enterprise", "purpose"):
        open_visit(clerk, window.code, "", "没有这个号", "没有这个码")


def test_a_paper_is_rated_once_by_whoever_holds_it(town):
    case = town.until(building_permit(town), "accepted")
    receipt, acceptance = case.papers.order_by("seq")
    rate_paper(NOBODY, receipt.token, read(3, "还可以"))
    rate_paper(owner(), acceptance.token, read(5, "没人解释"), "helper")
    with refused("rate-once"):
        rate_paper(NOBODY, receipt.token, read(1))
    case.refresh_from_db()
    said = [(entry.who, entry.said) for entry in history(case) if entry.name == "评价"]
    assert said[0] == ("文书持有人", "基本满意：还可以") and "非常不满意：没人解释" in said[1][1]
    assert verify_case(case) == []
    assert [r.level for r in Rating.objects.filter(about=case).order_by("pk")] == [3, 5]
    assert Feedback.objects.filter(item=case.item).count() == 2
    assert Mending.objects.get().rating.channel == "helper"
    assert (
        town.until(case, "delivered") and rate(owner(), case.number, 1).level == 1
    )  # the whole matter is another service


def test_what_hangs_on_a_wall_or_was_withdrawn_is_not_rated(town):
    case = delivered(town)
    certificate = case.papers.get(kind="certificate")
    with refused("rate-once", "不是交给申请人的回执"):
        rate_paper(NOBODY, certificate.token, read(1))
    other = town.until(building_permit(town), "received")
    withdraw(owner(), other.number, "不办了")
    with refused("wrong-state", "已经撤回"):
        rate_paper(NOBODY, other.papers.first().token, read(1))
    with refused("wrong-state"):
        rate(owner(), other.number, 1)


def test_a_call_is_written_down_by_the_supervisor_with_the_caller(town):
    case = delivered(town)
    with refused("no-post"):
        rate_phone(town.actor("chuangkou"), case.number, named(4))
    with invalid("name"):
        rate_phone(town.actor("shenji"), case.number, read(4))
    with invalid("number"):
        rate_phone(town.actor("shenji"), "没有", named(4))
    rating = rate_phone(town.actor("shenji"), case.number, named(4, text="电话说等得久"))
    assert (rating.channel, rating.entered_by_id, rating.mending.state) == (
        "phone",
        town.actor("shenji").person,
        "check",
    )
    assert "周演来" not in str(last(case, "case.rated").data)
    with refused("rate-once"):
        rate(owner(), case.number, 1)
    assert kinds(case).count("case.rated") == 1
