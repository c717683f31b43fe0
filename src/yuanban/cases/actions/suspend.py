"""中止计时: only for the eight grounds of 许可法第四十五条, and only with the time needed told in writing."""

from django.db import transaction

from yuanban.cases import clocking
from yuanban.cases.hearings import hearing_of
from yuanban.cases.permit import permit
from yuanban.cases.step import load, move
from yuanban.law import procedure
from yuanban.law.hearings import OPEN
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@transaction.atomic
def suspend(actor, number, ground, days, reason, version=None):
    """`days` is the time needed as told to the applicant, in working days."""
    case = load(actor, number, version)
    permit(actor, case, "suspend", "review")
    require_no_hearing(case)
    procedure.guard_exclusion(ground, told=True)
    if ground == "hearing":
        raise Refusal("excluded-time", "听证的时间随听证的申请、举行计算。", "请用“告知听证权利”办理。")
    if not (1 <= int(days or 0) <= 250):
        raise Invalid({"days": "请填写所需时间（1至250个工作日），并书面告知申请人。"})
    if not reason.strip():
        raise Invalid({"reason": "请写明进行该程序的事由。"})
    clock = [*case.clock, clocking.entry(actor.day, "excluded", ground=ground, told=True, days=int(days))]
    data = {"ground": ground, "days": int(days), "reason": reason.strip(), "was": case.state}
    move(case, "case.suspended", actor, data, state="paused", clock=clock)
    return case


def require_no_hearing(case):
    """One procedure at a time (许可法第四十五条)."""
    hearing = hearing_of(case)
    procedure.guard_one_exclusion("hearing" if hearing and hearing.state in OPEN else None)
