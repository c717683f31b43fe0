"""送达: the papers reach the applicant within ten working days of the decision (许可法第四十四条)."""

from django.db import transaction

from yuanban.cases import runs
from yuanban.cases.permit import permit
from yuanban.cases.step import load, move
from yuanban.law import duties
from yuanban.ledger.invalid import Invalid

WAYS = {"window": "窗口领取", "post": "邮寄送达", "helper": "代办员送达", "online": "电子送达"}


@transaction.atomic
def deliver(actor, number, way, receiver, version=None, late="", together=False):
    """`late`: why, when it is more than ten working days after the decision; delivered it must be all the same.

    `together`: with the other results of its 一件事, which have been looked at already.
    """
    case = load(actor, number, version)
    permit(actor, case, "deliver", "deliver")
    if way not in WAYS:
        raise Invalid({"way": "请选择送达方式。"})
    if not receiver.strip():
        raise Invalid({"receiver": "请填写签收人姓名。"})
    duties.guard_delivery(case.decided_on, actor.day, late)
    if not together:
        runs.guard_delivery(case, actor.day)
    move(
        case,
        "case.delivered",
        actor,
        {"way": way, "receiver": receiver.strip(), **({"late": late.strip()} if late.strip() else {})},
        state="delivered",
        closed_on=actor.day,
    )
    return case
