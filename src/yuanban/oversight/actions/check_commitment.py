"""核查: whether what was promised is true, by the organ that granted on it (国办发〔2020〕42号)."""

import datetime as dt

from django.db import transaction

from yuanban.accounts.actions.credit import record
from yuanban.cases.permit import plan_of
from yuanban.cases.step import load, move
from yuanban.law import promises
from yuanban.law.calendar import is_workday
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.oversight.models import Check

LONGEST = 1000
CHECKERS = ("approver", "seconded")


@transaction.atomic
def check_commitment(actor, number, result, findings, mend_by=None, version=None):
    """`result`: one of promises.CHECKS; `mend_by` (a date) belongs to "mend". A false promise goes into the credit record."""
    case = load(actor, number, version)
    require_checker(actor, case)
    findings, before = findings.strip(), case.checks.filter(result="mend").exists()
    if result in promises.CHECKS:
        promises.guard_check(result, before)
    mend_by = read(result, findings, mend_by, actor.day)
    note = noted(actor, case) if result == "false" else None
    data = {
        "result": result,
        "findings": findings,
        "due": case.check_by,
        "mend_by": mend_by,
        "credit": note and note.pk,
    }
    due = case.check_by
    event = move(case, "case.commitment-checked", actor, data, check_by=mend_by)
    return Check.objects.create(
        case=case, seq=event.seq, result=result, findings=findings, due=due, mend_by=mend_by, day=actor.day,
        by_id=actor.person, credit=note,
    )  # fmt: skip


def require_checker(actor, case):
    step = plan_of(case).step("decide")
    if actor.role not in CHECKERS or actor.body not in (step.in_name_of, step.actor):
        raise Refusal("no-post", because="承诺由作出决定的机关核查。", cure="请由作出决定的机关的审批人员办理。")
    if case.check_by is None:
        raise Refusal("wrong-state", because="本件没有待核查的承诺。", cure="不必再办。")


def read(result, findings, mend_by, day):
    """-> the last day for mending, None when nothing is to be mended; raises Invalid."""
    errors = {}
    if result not in promises.CHECKS:
        errors["result"] = "请选择核查的结果。"
    if not findings or len(findings) > LONGEST:
        errors["findings"] = f"请写明核查的方式和认定的事实，最多{LONGEST}字。"
    if result == "mend" and (problem := problem_of(mend_by, day)):
        errors["mend_by"] = problem
    if errors:
        raise Invalid(errors)
    return mend_by if result == "mend" else None


def problem_of(mend_by: dt.date | None, day):
    if mend_by is None:
        return "请写明限期整改的最后一日。"
    if mend_by <= day:
        return "整改的最后一日应当在今天以后。"
    return None if is_workday(mend_by) else "整改的最后一日应当是工作日。"


def noted(actor, case):
    """纳入信用记录: from today on this applicant can promise nothing until the record is repaired."""
    source = f"{actor.name}核查办件{case.number}"
    whose = {"enterprise": case.enterprise} if case.enterprise_id else {"person": case.applicant}
    return record(actor, "虚假承诺", source, actor.day, **whose)
