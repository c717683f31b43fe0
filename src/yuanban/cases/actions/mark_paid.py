"""登记缴费: only what a law or administrative regulation lets be charged (许可法第五十八条)."""

from decimal import Decimal, InvalidOperation

from django.db import transaction

from yuanban.cases.permit import permit
from yuanban.cases.step import load, move
from yuanban.law import duties
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@transaction.atomic
def mark_paid(actor, number, amount, receipt, version=None):
    """`amount` in yuan, as text; `receipt` the number of the official receipt (财政票据)."""
    case = load(actor, number, version)
    permit(actor, case, "mark_paid", "receive")
    fee = fee_of(case)
    yuan = money(amount)
    if not receipt.strip():
        raise Invalid({"receipt": "请填写财政票据号码。"})
    duties.guard_fee_basis(fee["name"], fee.get("basis", ""))
    move(case, "case.paid", actor, {"amount": str(yuan), "receipt": receipt.strip()[:60], "fee": fee["name"]})
    return case


def fee_of(case):
    if not case.item_version.fee:
        raise Refusal("no-fee", "本事项不收费。", "请不要向申请人收取任何费用。")
    return case.item_version.fee


def money(text):
    try:
        yuan = Decimal(text.strip())
    except InvalidOperation:
        yuan = Decimal(0)
    if not yuan.is_finite() or not 0 < yuan < 10**8 or yuan != round(yuan, 2):
        raise Invalid({"amount": "请填写缴费金额（元），最多两位小数。"})
    return yuan
