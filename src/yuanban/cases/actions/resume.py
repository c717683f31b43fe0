"""恢复计时: the excluded procedure is over; its result is on the file."""

from django.db import transaction

from yuanban.cases import clocking
from yuanban.cases.hearings import back, hearing_of
from yuanban.cases.permit import permit
from yuanban.cases.step import load, move
from yuanban.law.hearings import OPEN
from yuanban.law.refusal import Refusal


@transaction.atomic
def resume(actor, number, result="", version=None):
    case = load(actor, number, version)
    permit(actor, case, "resume", "review")
    require_not_heard(case)
    clock = [*case.clock, clocking.entry(actor.day, "resumed")]
    move(case, "case.resumed", actor, {"result": result.strip()}, state=back(case), clock=clock)
    return case


def require_not_heard(case):
    """A hearing ends with its record, not by word (许可法第四十八条)."""
    hearing = hearing_of(case)
    if hearing and hearing.state in OPEN and clocking.stopped_for(case) == "hearing":
        raise Refusal("hearing", "听证还没有结束。", "听证举行后制作笔录，计时随之恢复；各方都放弃的，登记放弃。")
