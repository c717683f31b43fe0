"""不予受理: not required, or another organ's; said at once, in writing, with where to go (许可法第三十二条)."""

from django.db import transaction

from yuanban.cases import clocking
from yuanban.cases.elsewhere import address_of
from yuanban.cases.permit import permit
from yuanban.cases.step import load, move
from yuanban.ledger.invalid import Invalid
from yuanban.places.models import Body

GROUNDS = {"not-required": "依法不需要取得行政许可", "wrong-organ": "依法不属于本机关职权范围"}
NAMES = GROUNDS | {"supplement-overdue": "申请人逾期没有补正"}  # the last is said by the sweep alone


@transaction.atomic
def refuse_acceptance(actor, number, ground, reason, where="", version=None, organ=""):
    """`organ`: the code of the body to go to, when it is one we know; `where` says it in words."""
    case = load(actor, number, version)
    permit(actor, case, "refuse_acceptance", "accept")
    clocking.guard_not_deemed(case, actor.day)
    where = "，".join(part for part in (organ and address_of_known(organ), where.strip()) if part)
    check(ground, reason, where)
    data = {"ground": ground, "reason": reason.strip(), "where": where, "organ": organ}
    move(case, "case.refused", actor, data, state="refused", closed_on=actor.day)
    return case


def address_of_known(organ):
    try:
        return address_of(organ)
    except Body.DoesNotExist:
        raise Invalid({"organ": "没有这个机关，请重新选择。"}) from None


def check(ground, reason, where):
    errors = {}
    if ground not in GROUNDS:
        errors["ground"] = "请选择不予受理的法定情形。"
    if not reason.strip():
        errors["reason"] = "请写明不予受理的理由。"
    if ground == "wrong-organ" and not where.strip():
        errors["where"] = "不属于本机关职权范围的，请写明应当向哪个机关申请（许可法第三十二条第一款第二项）。"
    if errors:
        raise Invalid(errors)
