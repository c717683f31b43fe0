"""Beside the approvals each side hears what another did: a seat, a cancelled fair, a commission, a dispute, a late service."""

import datetime as dt

from tests.cast import DAY, at
from tests.intermediaries.test_choosing import entered, ordered, service
from tests.recruiting.people import fair
from tests.residents.cast import institutions, opened
from tests.support.providers import asked, bank, firm
from yuanban.crew.actions.attach_cadre import attach_cadre
from yuanban.intermediaries.actions import fulfil
from yuanban.intermediaries.actions.place_order import choose
from yuanban.notify.models import Message
from yuanban.recruiting.actions.hold_gathering import cancel_gathering
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
