"""延长: once, by the head, with the reason told to the applicant (许可法第四十二条)."""

from django.db import transaction

from yuanban.cases import clocking
from yuanban.cases.permit import permit
from yuanban.cases.step import load, move
from yuanban.law import procedure


@transaction.atomic
def extend(actor, number, days, reason, version=None, approval=""):
    """`approval`: for joint handling, the number of the paper by which the government's head approved (第四十二条第二款)."""
    case = load(actor, number, version)
    permit(actor, case, "extend", "decide")
    joint = clocking.given(case).joint
    approver = approver_of(actor, joint, approval)
    before = sum(e["did"] == "extended" for e in case.clock)
    procedure.guard_extension(int(days or 0), joint, approver, bool(reason.strip()), before)
    clock = [*case.clock, clocking.entry(actor.day, "extended", days=int(days), approved_by=approver, told=True)]
    clocking.guard_effect(case, clock, actor.day)
    move(
        case,
        "case.extended",
        actor,
        {"days": int(days), "reason": reason.strip(), "approved_by": approver, "approval": approval.strip()},
        clock=clock,
    )
    return case


def approver_of(actor, joint, approval=""):
    """An organ's head approves for the organ, and enters what the government's head has approved; nobody else may."""
    if not actor.head:
        return "staff"
    return "government-head" if joint and approval.strip() else "organ-head"
