"""What a firm says of its request: accepts the offer, confirms, has it done again, finds it unfit, withdraws, passes it on."""

import datetime as dt

from django.db import transaction

from yuanban.law import services as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.support.actions.ask_connection import ask_leg
from yuanban.support.actions.ask_service import ask_service, open_product
from yuanban.support.actions.handle_request import again_due
from yuanban.support.models import ServiceRating
from yuanban.support.step import STOPPED, held, require_firm, said


@transaction.atomic
def agree(actor, number, version=None):
    """接受方案: from now on its delivery is promised, or from the permit it waits for."""
    row = held_for(actor, number, "agree", version)
    law.guard_offer_day(dt.date.fromisoformat(row.offer["valid_to"]), actor.day)
    write(row, "service.agreed", actor, state="agreed", agreed_on=actor.day, **again_due(row, actor.day))
    return row


@transaction.atomic
def confirm(actor, number, level="", text="", version=None):
    """确认完成, with a rating or without one."""
    row = held_for(actor, number, "confirm", version)
    write(row, "service.closed", actor, state="closed", closed_on=actor.day, ended_by="firm")
    if level:
        rate(actor, row, level, text)
    return row


@transaction.atomic
def rate_service(actor, number, level, text=""):
    """评价, once, of what has been delivered and is closed."""
    row = held(number)
    require_firm(actor, row.enterprise)
    if row.state != "closed":
        raise Refusal("wrong-state", "办完以后才能评价。", "请先确认完成。")
    if ServiceRating.objects.filter(request=row).exists():
        raise Refusal("rate-once", "这件服务已经评价过。")
    return rate(actor, row, level, text)


def rate(actor, row, level, text):
    if str(level) not in ("1", "2", "3", "4", "5"):
        raise Invalid({"level": "请选择评价的等级。"})
    found = ServiceRating(
        request=row, provider=row.provider, level=int(level), text=(text or "").strip()[:500], by_id=actor.person,
        at=actor.at,
    )  # fmt: skip
    create(found, "service.rated", actor)
    return found


@transaction.atomic
def again(actor, number, reason, version=None):
    """提出没有办好: it is owed once more, with a new day, and counts for nothing until then."""
    row = held_for(actor, number, "again", version)
    why = said(reason, "reason", "请写明哪里没有办好。", least=4)
    write(
        row, "service.again", actor, state="agreed", delivered_on=None, result=None, reason=why,
        **again_due(row, actor.day),
    )  # fmt: skip
    return row


@transaction.atomic
def unfit(actor, number, reason, version=None):
    return end(actor, number, "unfit", reason, version)


@transaction.atomic
def withdraw(actor, number, reason="", version=None):
    return end(actor, number, "withdraw", reason, version)


def end(actor, number, verb, reason, version):
    row = held_for(actor, number, verb, version)
    why = said(reason, "reason", "请写明理由，对方看得到。", least=2)
    turn = law.TURNS[verb]
    kind = "service.unfit" if verb == "unfit" else "service.withdrawn"
    write(row, kind, actor, state=turn.target, closed_on=actor.day, ended_by="firm", reason=why, **STOPPED)
    return row


@transaction.atomic
def hand_over(actor, number, code, version=None):
    """转给另一家: this one ends, and the same need goes to another product, which knows what it follows."""
    row = held_for(actor, number, "hand-over", version)
    product = open_product(code)
    if product.pk == row.product_id:
        raise Invalid({"product": "请选择另一个产品。"})
    why = f"转给{product.provider.name}“{product.name}”"
    write(
        row, "service.handed-over", actor, {"to": product.provider.name}, state="withdrawn", closed_on=actor.day,
        ended_by="firm", reason=why[:500], **STOPPED,
    )  # fmt: skip
    if row.need_id:
        return ask_service(actor, row.need, code, follows=row)
    return ask_leg(actor, row.connection, row.kind, product, row.amount, follows=row)


@transaction.atomic
def stop_waiting(actor, number, version=None):
    """不再等许可: what was agreed is due from today."""
    row = held(number, version)
    require_firm(actor, row.enterprise)
    if row.permit != "waiting":
        raise Refusal("wrong-state", "这件没有在等许可。")
    due = again_due_now(row, actor.day)
    write(row, "service.waits-no-more", actor, permit="", waits_for=None, **due)
    return row


def again_due_now(row, day):
    row.permit = ""
    return again_due(row, day) if row.state == "agreed" else {}


def held_for(actor, number, verb, version):
    row = held(number, version)
    require_firm(actor, row.enterprise)
    law.request_turn(row.state, verb)
    return row
