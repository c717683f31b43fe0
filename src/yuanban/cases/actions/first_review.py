"""初审: the lower organ's opinion goes up with the whole file; the upper organ decides on it (许可法第三十五条、第四十三条)."""

from django.db import transaction

from yuanban.cases import clocking
from yuanban.cases.permit import permit, plan_of
from yuanban.cases.step import load, move
from yuanban.law import duties
from yuanban.ledger.invalid import Invalid


@transaction.atomic
def first_review(actor, number, opinion, passed=True, late="", version=None):
    """`late`: why, when it is finished after the twenty working days; it has to be sent up all the same."""
    case = load(actor, number, version)
    permit(actor, case, "first_review", "review")
    if not opinion.strip():
        raise Invalid({"opinion": "请填写初审意见。"})
    duties.guard_first_review(case.accepted_on, actor.day, late)
    clock = [*case.clock, clocking.entry(actor.day, "sent-up")]
    data = {
        "opinion": opinion.strip(),
        "passed": bool(passed),
        "late": late.strip(),
        "to": plan_of(case).step("review").actor,
    }
    move(case, "case.first-reviewed", actor, data, state="accepted", clock=clock)
    return case
