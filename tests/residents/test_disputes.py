"""一件纠纷一条线: signed for at every hand-over, lawful in every way it goes, and read only by those on it."""

import datetime as dt

import pytest

from tests.cast import DAY, at
from tests.residents.cast import SAID, institutions, opened
from yuanban.accounts.models import Enterprise
from yuanban.exchange.verify import differences_of
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.residents import queries
from yuanban.residents.actions import handle_dispute as handle
from yuanban.residents.actions import keep_institution
from yuanban.residents.actions.open_dispute import open_dispute, refer
from yuanban.residents.actions.roster import put_on_duty, take_off_duty
from yuanban.residents.models import Dispute, Leg
from yuanban.residents.step import disputes_for


def whole(dispute):
    dispute = Dispute.objects.get(pk=dispute.pk)
    rows = [dispute, *dispute.legs.all(), *dispute.words.all()]
    return [text for row in rows for text in differences_of(row._meta.label_lower, row.pk)] + queries.text_differences(
        dispute
    )


def test_mediated_then_notarised_with_every_hand_over_signed_for(town):
    here = institutions(town)
    owner, found = opened(town, here["mediation"])
    mediator, notary = town.actor("tiaojie"), town.actor("gongzheng")
    with pytest.raises(Refusal, match="承办的机构"):
        handle.take(notary, found.number)
    handle.take(mediator, found.number, found.version)
    handle.say(mediator, found.number, "已约双方周三到场。")
    handle.say(owner, found.number, "带合同原件来。")
    with pytest.raises(Invalid):
        handle.send(mediator, found.number, here["notary"].pk, {})
    handle.send(mediator, found.number, here["notary"].pk, {"note": "双方同意分期付款，需要公证。"})
    with pytest.raises(Refusal, match="签收受理"):
        handle.settle(notary, found.number, DAY, "已公证")
    handle.take(notary, found.number)
    done = handle.settle(notary, found.number, DAY, "出具赋予强制执行效力的公证书。")
    legs = list(Leg.objects.filter(dispute=found).order_by("number"))
    assert [(leg.state, leg.signed_by.username) for leg in legs] == [("passed", "tiaojie"), ("settled", "gongzheng")]
    assert (done.state, done.closed_on) == ("settled", DAY) and whole(found) == []
    parks = [town.park("lingang").pk]
    assert queries.totals(parks, DAY, DAY) == {"institutions": 4, "disputes": 1, "settled": 1, "confirmed": 0}


def test_the_ways_the_law_leaves_open(town):
    here = institutions(town)
    with pytest.raises(Refusal) as no:
        opened(town, here["mediation"], consent="")
    assert no.value.rule == "mediation-voluntary"
    with pytest.raises(Refusal) as no:
        opened(town, here["arbitration"])
    assert no.value.rule == "arbitration-agreement"
    owner, found = opened(town, here["court"], consent="")
    handle.decline(town.actor("fating"), found.number, "标的额不属于本站，可以先调解。")
    with pytest.raises(Refusal):
        handle.send(owner, found.number, here["mediation"].pk, {})
    handle.send(owner, found.number, here["mediation"].pk, {"consent": "1"})
    handle.take(town.actor("tiaojie"), found.number)
    handle.settle(town.actor("tiaojie"), found.number, DAY, "分三期付清。")
    late = town.actor("tiaojie", at(dt.date(2026, 12, 31)))
    with pytest.raises(Refusal, match="2026-12-23"):
        handle.confirm(late, found.number, "asked", dt.date(2026, 12, 24))
    with pytest.raises(Refusal, match="双方当事人共同"):
        handle.confirm(late, found.number, "asked", dt.date(2026, 12, 23), together=False)
    handle.confirm(late, found.number, "asked", dt.date(2026, 12, 23))
    assert handle.confirm(late, found.number, "confirmed", None).confirmation == "confirmed"
    assert whole(found) == []


def test_only_the_parties_and_the_institutions_on_the_thread_read_it(town):
    here = institutions(town)
    other = town.actor("qiye2")
    code = Enterprise.objects.get(pk=other.enterprises[0]).code
    owner, found = opened(town, here["mediation"], other_code=code)
    handle.take(town.actor("tiaojie"), found.number)
    handle.say(owner, found.number, "余款二十六万元。")
    readers = {
        name
        for name in ("qiye", "qiye2", "qiye5", "tiaojie", "gongzheng", "guanli1", "shenji", "shengzx", "admin")
        if disputes_for(town.actor(name)).exists()
    }
    assert readers == {"qiye", "qiye2", "tiaojie"}
    with pytest.raises(Refusal):
        handle.say(town.actor("guanli1"), found.number, "我来看看。")
    said = str(list(Event.objects.exclude(stream__startswith="case:").values_list("data", flat=True)))
    assert not [word for word in ("货款拖欠", "样例买方甲", "二十六万", SAID["other_contact"]) if word in said]
    boss = queries.bare(town.actor("guanli1"))
    assert [(one.number, one.state) for one in boss] == [(found.number, "taken")]
    Dispute.objects.filter(pk=found.pk).update(text="改过的内容，与提出时不同。")
    assert queries.text_differences(Dispute.objects.get(pk=found.pk))


def test_referred_from_a_case_with_consent(town):
    here = institutions(town)
    case = town.apply("lingang", town.item("食品经营许可", "cp-amr"))
    clerk = town.actor("chuangkou")
    with pytest.raises(Invalid) as no:
        refer(clerk, here["mediation"].pk, SAID, case.number)
    assert set(no.value.errors) == {"agreed"}
    found = refer(clerk, here["mediation"].pk, SAID | {"agreed": "1"}, case.number)
    assert (found.case, found.by_id) == (case, case.applicant_id)
    assert not disputes_for(clerk).exists()
    with pytest.raises(Refusal):
        open_dispute(clerk, here["court"].pk, SAID)
    withdrawn = handle.withdraw(town.owner(case.enterprise), found.number)
    assert withdrawn.state == "withdrawn" and found.legs.get().state == "withdrawn"


def test_who_is_on_duty(town):
    here = institutions(town)
    mediator = town.actor("tiaojie")
    nine, five = dt.time(9), dt.time(17)
    assert put_on_duty(mediator, here["mediation"].pk, "沈演衡", DAY, DAY + dt.timedelta(days=3), nine, five) == 4
    assert put_on_duty(mediator, here["mediation"].pk, "沈演衡", DAY, DAY + dt.timedelta(days=4), nine, five) == 1
    with pytest.raises(Refusal):
        put_on_duty(mediator, here["notary"].pk, "沈演衡", DAY, DAY, nine, five)
    with pytest.raises(Invalid):
        put_on_duty(mediator, here["mediation"].pk, "", DAY, DAY - dt.timedelta(days=1), five, nine)
    today = {one.kind: [duty.name for duty in one.today] for one in queries.institutions(mediator.centre, DAY)}
    assert today["mediation"] == ["沈演衡"] and today["notary"] == []
    take_off_duty(town.actor("guanli1"), here["mediation"].duties.get(day=DAY).pk)
    assert not queries.duties(here["mediation"], DAY, 0).exists()


def test_no_institution_leaves_with_somebodys_dispute_on_its_desk(town):
    here = institutions(town)
    _, found = opened(town, here["mediation"])
    with pytest.raises(Refusal, match="没有办结"):
        keep_institution.leave(town.actor("guanli1"), here["mediation"].pk)
    handle.decline(town.actor("tiaojie"), found.number, "不属于本会受理范围。")
    keep_institution.leave(town.actor("guanli1"), here["mediation"].pk)
