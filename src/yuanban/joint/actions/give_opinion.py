"""提出意见: the asked organ answers; a new answer corrects the one before, both are kept, until the case is decided."""

from django.db import transaction

from yuanban.cases.step import move
from yuanban.joint import step
from yuanban.joint.asking import ANSWER
from yuanban.law import consulting
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write


@transaction.atomic
def give_opinion(actor, pk, kind, reasons="", basis="", version=None):
    """`kind`: a key of `consulting.OPINIONS`. Late is better than never: after its day, and after silence counted, too."""
    consultation, case = step.held(pk)
    require_asked(actor, consultation)
    step.require_under_way(case, "提出意见")
    step.same(consultation, version)
    check(kind, reasons, basis)
    consulting.guard_opinion(kind, reasons, basis)
    said = {"kind": kind, "reasons": reasons.strip(), "basis": basis.strip()}
    told = {
        **said,
        "number": consultation.number,
        "to": consultation.to.code,
        "name": consultation.to.name,
        "late": consulting.late_by(consultation.due_on, actor.day),
        "again": bool(consultation.said),
    }
    who = {"person": actor.person, "name": actor.name, "post": actor.post, "at": actor.at.isoformat()}
    move(case, "case.opinion-given", actor, told)
    write(
        consultation, "consult.answered", actor, None,
        state="answered", said=[*consultation.said, {**said, **who}], opinion=kind, answered_at=actor.at,
        adopted=None, reason="", weighed_on=None,
    )  # fmt: skip
    return consultation


def require_asked(actor, consultation):
    if actor.role not in ANSWER or actor.body != consultation.to.code:
        name = consultation.to.name
        raise Refusal("no-post", f"本次征求的是{name}的意见。", f"请由{name}的审批人员答复。")


def check(kind, reasons, basis):
    errors = {}
    if kind not in consulting.OPINIONS:
        errors["kind"] = "请选择意见。"
    if len(reasons) > 2000:
        errors["reasons"] = "最多2000字。"
    if len(basis) > 300:
        errors["basis"] = "最多300字。"
    if errors:
        raise Invalid(errors)
