"""恢复计时: the excluded procedure is over; its result is on the file."""

from django.db import transaction

from yuanban.cases import clocking
from yuanban.cases.permit import permit
from yuanban.cases.step import load, move


@transaction.atomic
def resume(actor, number, result="", version=None):
    case = load(actor, number, version)
    permit(actor, case, "resume", "review")
    back = "reviewed" if len(case.reviewers) >= case.item_version.reviewers else "accepted"
    clock = [*case.clock, clocking.entry(actor.day, "resumed")]
    move(case, "case.resumed", actor, {"result": result.strip()}, state=back, clock=clock)
    return case
