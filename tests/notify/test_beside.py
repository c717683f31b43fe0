"""Beside the approvals each side hears what another did: a seat, a cancelled fair, a commission, a dispute, a late service."""

import datetime as dt

from tests.cast import DAY, at
from tests.intermediaries.test_choosing import entered, ordered, service
from tests.recruiting.people import FAIR_DAY, fair, fair_said, nobody
from tests.residents.cast import institutions, opened
from tests.support.providers import asked, bank, firm
from yuanban.crew.actions.attach_cadre import attach_cadre
from yuanban.intermediaries.actions import fulfil
from yuanban.intermediaries.actions.place_order import choose
from yuanban.notify.models import Message
from yuanban.recruiting.actions.hold_gathering import cancel_gathering, change_gathering
from yuanban.recruiting.actions.sign_up import cancel_sign_up, sign_up
from yuanban.residents.actions import handle_dispute as handle
from yuanban.support.actions.watch import watch


def heard(actor, start):
    rows = Message.objects.filter(person=actor.person, kind__startswith=start).order_by("pk")
    return list(rows.values_list("kind", "link"))


def test_who_moves_up_hears_of_the_seat_and_then_of_the_cancelling(town):
    first, second = town.actor("qiye"), town.actor("zhongjie")
    found = fair(town, seats=1)
    (seat, _), (queue, _) = (
        sign_up(first, found.pk, phone="13900000001"),
        sign_up(second, found.pk, phone="13900000002"),
    )
    cancel_sign_up(first, seat.pk)
    link = f"/gatherings/ticket/{queue.token}/"
    assert heard(second, "signup.") == [("signup.seated", link)]
    cancel_gathering(town.actor("guanli1"), found.pk, "场馆停电，另行安排")
    assert heard(second, "gathering.") == [("gathering.cancelled", link)] and heard(first, "gathering.") == []
    assert "场馆停电" in Message.objects.get(person=second.person, kind="gathering.cancelled").text


def test_who_signed_up_hears_once_of_another_time_or_place_with_what_it_was(town):
    boss, seated, waiting, gone = (town.actor(name) for name in ("guanli1", "qiye", "zhongjie", "qiye2"))
    found = fair(town, seats=2)
    rows = [sign_up(one, found.pk, phone=f"1390000000{n}")[0] for n, one in enumerate((seated, gone, waiting), 1)]
    sign_up(nobody(), found.pk, "求职甲", "13900000009")
    cancel_sign_up(gone, rows[1].pk)
    change_gathering(boss, found.pk, fair_said(about="加一场简历指导。"))
    assert heard(seated, "gathering.") == []
    said = fair_said(about="加一场简历指导。", place="园区体育馆", starts_at=at(FAIR_DAY, 10))
    change_gathering(boss, found.pk, said)
    change_gathering(boss, found.pk, said)
    assert heard(seated, "gathering.") == [("gathering.changed", f"/gatherings/ticket/{rows[0].token}/")]
    assert len(heard(waiting, "gathering.")) == 1 and heard(gone, "gathering.") == []
    told = Message.objects.get(person=seated.person, kind="gathering.changed")
    assert "改到2026年11月28日（星期六）10:00—12:00，园区体育馆" in told.text
    assert "原来是2026年11月28日（星期六）09:00—12:00，中心一楼大厅" in told.text
    assert Message.objects.filter(kind="gathering.changed").count() == 2


def test_both_sides_of_a_commission_hear_of_the_other(town):
    service(town)
    entered(town, "zhongjie")
    owner, order, row, _ = ordered(town)
    broker, link = town.actor("zhongjie"), f"/my/services/{order.number}/"
    choose(owner, order.number, row.shown[0], row.pk)
    fulfil.offer_terms(broker, order.number, "8,000", dt.date(2026, 12, 20), "报告表一式三份")
    fulfil.sign(owner, order.number)
    assert heard(owner, "commission.") == [("commission.offered", link)]
    assert heard(broker, "commission.") == [("commission.chosen", link), ("commission.signed", link)]


def test_parties_and_institutions_hear_where_a_dispute_is_and_not_what_it_is_about(town):
    here = institutions(town)
    owner, found = opened(town, here["mediation"])
    mediator, notary = town.actor("tiaojie"), town.actor("gongzheng")
    handle.take(mediator, found.number)
    handle.send(mediator, found.number, here["notary"].pk, {"note": "双方同意分期付款，需要公证。"})
    desk = f"/desk/residents/disputes/{found.number}/"
    assert [kind for kind, _ in heard(owner, "dispute.")] == ["dispute.taken", "dispute.sent"]
    assert heard(mediator, "dispute.") == [("dispute.opened", desk)] and heard(notary, "dispute.") == [
        ("dispute.sent", desk)
    ]
    texts = " ".join(Message.objects.filter(kind__startswith="dispute.").values_list("text", flat=True))
    assert "货款" not in texts and "分期" not in texts


def test_the_cadre_hears_when_a_service_is_late(town):
    boss, cadre = town.actor("guanli1"), town.actor("guabang1")
    attach_cadre(boss, firm().code, cadre.person, DAY)
    row = asked(town, bank(town)[2])
    late = at(row.due_on + dt.timedelta(days=1))
    assert (watch(late)["reminded"], watch(late)["reminded"]) == (1, 0)
    [text] = Message.objects.filter(person=cadre.person, kind="service.reminded").values_list("text", flat=True)
    assert firm().name in text and "已经超过" in text
