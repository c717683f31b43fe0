"""报条件、签约、交付、评价，以及婉拒、争议、终止: each by the side whose step it is."""

import datetime as dt

from django.db import transaction

from yuanban.cases.files import keep
from yuanban.intermediaries.step import is_chosen, is_own, lock, require_chosen, require_own, turn
from yuanban.law.refusal import Refusal
from yuanban.law.voice import LEVELS
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write

CLEARED = {"chosen": None, "draw": None, "place": None, "chosen_on": None, "price": None, "due_on": None, "terms": ""}


@transaction.atomic
def offer_terms(actor, number, price, due_on, terms, version=None):
    order = lock(number, version)
    require_chosen(actor, order)
    turn(order, "offer")
    columns = checked(price, due_on, terms, actor.day)
    write(order, "commission.offered", actor, **columns)
    return order


def checked(price, due_on, terms, day):
    errors, due, amount = {}, None, str(price).strip().replace(",", "")
    if not (amount.isascii() and amount.isdigit() and int(amount) < 10**9):
        errors["price"] = "请用整数填写价款，单位元；免费的填0。"
    try:
        due = due_on if isinstance(due_on, dt.date) else dt.date.fromisoformat(str(due_on))
        if due < day:
            errors["due_on"] = "约定交付日已经过去。"
    except ValueError:
        errors["due_on"] = "请选择约定交付的日期。"
    if not terms.strip():
        errors["terms"] = "请写明交付什么、怎样付款。"
    if errors:
        raise Invalid(errors)
    return {"price": int(amount), "due_on": due, "terms": terms.strip()[:500]}


@transaction.atomic
def decline(actor, number, why, version=None):
    """The chosen one cannot: the applicant chooses anew, from a list drawn anew."""
    order = lock(number, version)
    require_chosen(actor, order)
    found = turn(order, "decline")
    require_reason(why)
    write(order, "commission.declined", actor, {"why": why.strip()[:300]}, state=found.target, **CLEARED)
    return order


@transaction.atomic
def sign(actor, number, version=None):
    order = lock(number, version)
    require_own(actor, order)
    found = turn(order, "sign")
    if order.price is None:
        raise Refusal("wrong-state", "机构还没有报出价款和交付日。", "请等机构报出条件，或者另选一家。")
    write(order, "commission.signed", actor, state=found.target, signed_on=actor.day)
    return order


@transaction.atomic
def deliver(actor, number, result, name="", data=b"", version=None):
    order = lock(number, version)
    require_chosen(actor, order)
    found = turn(order, "deliver")
    if not result.strip():
        raise Invalid({"result": "请写明交付了什么。"})
    file = keep(actor, name, data) if data else None
    write(
        order,
        "commission.delivered",
        actor,
        state=found.target,
        result=result.strip()[:500],
        file=file,
        delivered_on=actor.day,
    )
    return order


@transaction.atomic
def rate(actor, number, level, said="", version=None):
    order = lock(number, version)
    require_own(actor, order)
    found = turn(order, "rate")
    if level not in LEVELS:
        raise Invalid({"level": "请选择一个等级。"})
    write(
        order, "commission.rated", actor, state=found.target, level=level, said=said.strip()[:500], closed_on=actor.day
    )
    return order


@transaction.atomic
def dispute(actor, number, why, version=None):
    return move(actor, number, "dispute", "commission.disputed", why, version)


@transaction.atomic
def resume(actor, number, why, version=None):
    """Only the applicant says that a quarrel is over."""
    require_own(actor, lock(number, version))
    return move(actor, number, "resume", "commission.resumed", why, version)


@transaction.atomic
def fail(actor, number, why, version=None):
    return move(actor, number, "fail", "commission.failed", why, version, closed_on=actor.day)


def move(actor, number, verb, kind, why, version, **changes):
    order = lock(number, version)
    if not (is_own(actor, order) or is_chosen(actor, order)):
        raise Refusal("no-post", because="这一步由委托的双方办理。", cure="请用双方的账号登录。")
    found = turn(order, verb)
    require_reason(why)
    write(order, kind, actor, {"why": why.strip()[:300]}, state=found.target, **changes)
    return order


def require_reason(why):
    if len(why.strip()) < 4:
        raise Invalid({"why": "请写明原因。"})
