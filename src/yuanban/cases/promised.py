"""容缺受理 and 告知承诺 on one case: what was promised, until when, and what the promise leaves open."""

from yuanban.cases.local import settled_for, source_for
from yuanban.cases.materials import held
from yuanban.law import promises
from yuanban.law.calendar import add_workdays
from yuanban.law.gaps import last_day
from yuanban.law.refusal import Refusal
from yuanban.places.practices import settled


def owed(case):
    """The materials put off and not yet handed in."""
    return [material for material in held(case) if material.state == "deferred"]


def chosen_day(place, day, chosen):
    """The promised day as the applicant named it, the latest there is when none was named. -> (day, problem)."""
    last = promises.latest(day, settled("promise-days", place, day))
    return (chosen, promises.problem_of_day(chosen, day, last)) if chosen else (last, None)


def at_acceptance(case, day, silent=False):
    """The promise as it is accepted: what the event says and the change of the case; refused when its day has passed.

    `silent`: accepted by the organ's own silence; then the applicant has the place's days from now on.
    """
    lacking = [material.name for material in owed(case)]
    if not lacking:
        return {}, ({"promise_by": None} if case.promise_by else {})
    by = case.promise_by
    if by is None or (silent and day > last_day(by)):
        by = add_workdays(day, settled_for("promise-days", case))
    promises.guard_still_to_come(by, day, lacking)
    said = {"by": by.isoformat(), "materials": lacking, "overdue": source_for("overdue-promise", case)}
    return {"promise": said}, ({} if by == case.promise_by else {"promise_by": by})


def kept(case):
    """The change of the case once nothing is owed any more."""
    return {"promise_by": None} if case.promise_by and not owed(case) else {}


def light(case, day):
    """The light of an open promise; empty when there is none."""
    open_ = case.promise_by and case.accepted_on and not case.decided_on and not case.closed_on
    return promises.light(case.promise_by, day) if open_ else ""


def check_by(case, day, outcome):
    """告知承诺: until when the organ verifies what was promised, counted from the grant. -> the change of the case."""
    if not case.committed or outcome != "granted":
        return {}
    days = (case.item_version.commitment or {}).get("days") or settled_for("commitment-check", case)
    return {"check_by": add_workdays(day, days)}


def require_credit(notes):
    """A commitment is not accepted from somebody whose bad credit was recorded meanwhile."""
    if notes:
        raise Refusal(
            "commitment-open",
            because=f"申请人有尚未修复的不良信用记录（{notes}），不适用告知承诺。",
            cure="请一次性告知申请人补交承诺代替的材料，改按一般程序办理。",
        )
