"""What applicants are told, who passed a matter to whom, and whom the ladder reminds."""

import datetime as dt

import pytest

from tests.cases.matter import RESTAURANT, building_permit, kinds, owner, refused
from tests.cast import at
from tests.visitor import Visitor, text
from yuanban.accounts.acting import system
from yuanban.accounts.models import Enterprise
from yuanban.cases.actions.withdraw import withdraw
from yuanban.cases.models import Case
from yuanban.cases.verify import verify_case
from yuanban.law.calendar import add_workdays
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.ledger.verify import chain_differences, events_of, row_differences
from yuanban.notify.actions.contest_card import contest_card
from yuanban.notify.actions.give_cards import give_cards
from yuanban.notify.actions.judge_card import judge_card
from yuanban.notify.actions.remind import remind
from yuanban.notify.actions.sign_transfer import sign_transfer
from yuanban.notify.models import Card, Message, Reminder, Transfer
from yuanban.notify.words import templates


def told(username):
    return list(Message.objects.filter(person__username=username).order_by("id").values_list("kind", flat=True))


def after(case, days):
    return at(add_workdays(case.promised_due, days))


def test_the_applicant_hears_of_every_step_that_concerns_them(town):
    case = town.until(building_permit(town), "delivered")
    heard = told("qiye")
    assert heard == ["case.received", "case.accepted", "case.decided", "case.issued", "case.delivered"]
    accepted = Message.objects.get(kind="case.accepted", case=case)
    assert f"承诺{case.promised_due.month}月{case.promised_due.day}日前办结" in accepted.text
    assert case.applicant_name not in accepted.short
    assert accepted.legal
    assert verify_case(Case.objects.get(pk=case.pk)) == []


def test_nobody_is_told_what_they_did_themselves(town):
    case = building_permit(town)
    withdraw(owner(), case.number)
    assert "case.withdrawn" not in told("qiye")


def test_every_template_can_be_filled(town):
    case = building_permit(town)
    for kind, template in templates().items():
        known = dict.fromkeys(("item", "tail", "park", "promised", "statutory", "deliver_by", "due", "ground"), "某")
        assert template.text.format_map(known), kind
        assert len(template.short.format_map(known)) < 60
    assert case.pk


def test_each_passing_on_is_a_row_and_is_signed_for_once(town):
    case = town.until(building_permit(town), "accepted")
    window = case.centre.windows.get(kind="general").body.code
    passed = Transfer.objects.filter(case=case)
    assert [(t.giver, t.taker) for t in passed] == [(window, "sanjiang")]
    last, doer = passed.get(), town.doer(case, "review")
    with refused("no-post", "接收单位"):
        sign_transfer(town.actor("shenji"), last.pk)
    sign_transfer(doer, last.pk)
    with refused("wrong-state"):
        sign_transfer(doer, last.pk)
    assert kinds(case)[-1] == "case.transfer-signed"


def test_the_ladder_is_climbed_once_and_caught_up_with(town):
    case = town.until(building_permit(town), "accepted")
    assert remind(system(at(add_workdays(case.due_on, -3)))) == 0
    assert remind(system(at(add_workdays(case.due_on, -2)))) == 1
    late = system(at(add_workdays(case.due_on, 4)))
    assert remind(late) == 3
    assert remind(late) == 0
    rungs = list(Reminder.objects.filter(case=case).order_by("id").values_list("rung", flat=True))
    assert rungs == ["owner", "head", "centre", "supervisor"]
    assert kinds(case)[-4:] == ["case.reminded"] * 4
    assert Message.objects.filter(kind="reminder", person__username="shenji").count() == 1
    assert "催办" not in text(Visitor("qiye").get(f"/cases/{case.number}/"))


def test_a_paused_case_reminds_nobody_and_earns_no_card(town):
    case = town.until(building_permit(town), "accepted")
    Case.objects.filter(pk=case.pk).update(state="paused")
    much_later = system(after(case, 30))
    assert (remind(much_later), give_cards(much_later)) == (0, 0)


@pytest.fixture
def carded(town):
    case = town.until(building_permit(town), "accepted")
    assert give_cards(system(after(case, 0))) == 0
    assert give_cards(system(after(case, 1))) == 1
    assert give_cards(system(after(case, 1))) == 0
    return case


def test_yellow_past_the_promise_red_past_the_law_each_with_its_paper(town, carded):
    give_cards(system(at(add_workdays(carded.statutory_due, 1))))
    cards = Card.objects.filter(case=carded).order_by("id")
    assert [(c.colour, c.due) for c in cards] == [("yellow", carded.promised_due), ("red", carded.statutory_due)]
    papers = carded.papers.filter(kind="card")
    assert papers.count() == 2
    for card in cards:
        events = events_of(card.stream)
        assert [*chain_differences(card.stream, events), *row_differences(card, events)] == []
    token = papers.first().token
    assert Visitor("qiye").get(f"/papers/{token}.pdf").status_code == 404
    assert Visitor("shenji").get(f"/papers/{token}.pdf").status_code == 200
    assert "效能监察告知单" not in text(Visitor("qiye").get(f"/cases/{carded.number}/"))


def test_contested_by_the_body_judged_by_another_and_never_deleted(town, carded):
    card = Card.objects.get(case=carded)
    when = after(carded, 2)
    doer = town.doer(carded, "review", when=when)
    stranger = town.actor("shenji", when)
    with refused("no-post", "只有该单位可以申诉"):
        contest_card(stranger, card.pk, "当日已经办结，系统没有登记。")
    with pytest.raises(Invalid):
        contest_card(doer, card.pk, "不服")
    contest_card(doer, card.pk, "当日已经作出决定，因停电没有登记。", card.version)
    with refused("wrong-state"):
        contest_card(doer, card.pk, "当日已经作出决定，因停电没有登记。")
    with refused("no-post"):
        judge_card(doer, card.pk, "withdrawn", "属实")
    with refused("changed-meanwhile"):
        judge_card(stranger, card.pk, "withdrawn", "停电属实。", card.version)
    judge_card(stranger, card.pk, "withdrawn", "停电属实，撤销。")
    assert Card.objects.get(pk=card.pk).state == "withdrawn"
    said = Event.objects.filter(stream=carded.stream).order_by("seq").values_list("kind", flat=True)
    assert list(said)[-3:] == ["case.carded", "case.card-contested", "case.card-judged"]


def test_too_late_to_contest(town, carded):
    card = Card.objects.get(case=carded)
    with refused("wrong-state", "已经逾期"):
        contest_card(town.doer(carded, "review", when=after(carded, 9)), card.pk, "当日已经作出决定，因停电没有登记。")


def test_the_pages_of_cards(town, carded):
    card = Card.objects.get(case=carded)
    auditor = Visitor("shenji")
    assert "黄牌" in text(auditor.get("/desk/cards/?colour=yellow"))
    assert "没有符合条件" in text(auditor.get("/desk/cards/?state=withdrawn"))
    page = text(auditor.get(f"/desk/cards/{card.pk}/"))
    assert "逐日计算" in page
    assert "受理" in page
    assert Visitor("guanli3").get(f"/desk/cards/{card.pk}/").status_code == 404
    wrong = auditor.post(f"/desk/cards/{card.pk}/judge/", {"version": card.version})
    assert wrong.status_code == 409  # nothing was contested
    assert "流转和催办" in text(auditor.get(f"/desk/cases/{carded.number}/"))


def test_the_inbox(town):
    case = town.until(building_permit(town), "accepted")
    me = Visitor("qiye")
    assert "2" in text(me.get("/my/messages/count/"))
    page = me.get("/my/messages/")
    assert "有2条没有看过" in text(page)
    first = Message.objects.filter(person__username="qiye").first()
    assert me.post(f"/my/messages/{first.pk}/")["Location"] == f"/cases/{case.number}/"
    assert Visitor("qiye2").post(f"/my/messages/{first.pk}/").status_code == 404
    me.post("/my/messages/read/")
    assert text(me.get("/my/messages/count/")) == ""
    assert "没有符合条件" in text(me.get("/my/messages/?state=unread"))
    assert "还没有消息" in text(Visitor("qiye2").get("/my/messages/"))


def test_a_recount_of_other_days_changes_nothing_about_enterprises(town):
    """The follower asks the database nothing: it works from the case it is given."""
    firm = Enterprise.objects.get(code=RESTAURANT)
    case = town.apply("lingang", town.item("建筑工程施工许可证核发", "yb-hud"), firm, investment_wan=3000)
    town.receive(case, at() + dt.timedelta(minutes=1))
    assert Message.objects.filter(case=case).count() == 1
