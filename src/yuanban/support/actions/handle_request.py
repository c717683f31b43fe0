"""What a provider does with a request: take it up, make an offer, deliver, or say why it does not fit."""

from django.db import transaction

from yuanban.accounts.models import Person
from yuanban.law import services as law
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.support.models import Admission, ServiceRequest
from yuanban.support.step import (
    STOPPED,
    amount_of,
    clock,
    collect,
    day_of,
    held,
    require_hand,
    said,
    standing_on,
    whole_of,
)


@transaction.atomic
def take(actor, number, version=None):
    """接单: whoever is first has it. The day of the offer was promised from the day it was asked, and stays."""
    row = held_for(actor, number, "take", version)
    write(row, "service.taken", actor, state="taken", taken_by=Person.objects.get(pk=actor.person))
    return row


@transaction.atomic
def offer(actor, number, amount, rate, text, valid_to, months="", version=None):
    """出方案, or change the one that is not accepted yet."""
    row = held_for(actor, number, "offer", version)
    much, price, why, last, long = collect(
        lambda: amount_of(amount, "amount"),
        lambda: said(rate, "rate", "请写明价格、利率或者费率；不收费的写“不收费”。", 60),
        lambda: said(text, "text", "请写明方案的内容，至少四个字。", 1000, 4),
        lambda: coming(valid_to, actor.day),
        lambda: whole_of(months, "months", 600, required=False),
    )
    told = {"amount": str(much), "rate": price, "said": why, "valid_to": last.isoformat(), "months": long}
    write(row, "service.offered", actor, state="offered", offer=told, **STOPPED)
    return row


def coming(text, today):
    day = day_of(text, "valid_to")
    if day < today:
        raise Invalid({"valid_to": "方案的有效期不能早于今天。"})
    return day


@transaction.atomic
def deliver(actor, number, result, text, version=None):
    """登记交付, with what counts: yuan lent, kilovolt-amperes connected, people hired."""
    row = held_for(actor, number, "deliver", version)
    law.guard_permit(row.waits_for.item.name if row.permit == "waiting" else "")
    much, why = collect(
        lambda: amount_of(result, "result"),
        lambda: said(text, "text", "请写明交付了什么、在哪一天。", 500, 4),
    )
    write(
        row, "service.delivered", actor, state="delivered", delivered_on=actor.day, result=much, result_said=why,
        **STOPPED,
    )  # fmt: skip
    return row


@transaction.atomic
def decline(actor, number, reason, version=None):
    """写明不合适: a request ends with a reason that the firm and the centre read."""
    row = held_for(actor, number, "unfit", version)
    why = said(reason, "reason", "请写明为什么不合适，企业和园区都看得到。", least=4)
    write(row, "service.unfit", actor, state="unfit", closed_on=actor.day, ended_by="provider", reason=why, **STOPPED)
    return row


def held_for(actor, number, verb, version):
    """The request, held; refused when it is not this person's or not in this state. The admission is held before it, as
    whoever ends an admission does."""
    found = ServiceRequest.objects.values("provider", "centre", "kind").get(number=number)
    here = Admission.objects.select_for_update().filter(
        standing_on(actor.day), provider=found["provider"], centre=found["centre"], kinds__contains=[found["kind"]]
    )
    stands = bool(list(here)) if verb in law.UNDERTAKING else True
    row = held(number, version)
    require_hand(actor, row.provider)
    law.request_turn(row.state, verb)
    law.guard_admitted(verb, stands, row.provider.name)
    return row


def again_due(row, day):
    """Delivery is promised from the agreement, or from the permit when that comes later."""
    return STOPPED if row.permit == "waiting" else clock(day, row.terms["deliver_days"])
