"""容缺材料逾期未补: the promised day has passed and something is still missing; the case ends as the place has settled it."""

from yuanban.cases.actions.lapse_supplement import terminated, withdrawn
from yuanban.cases.local import settled_for, source_for
from yuanban.cases.promised import owed
from yuanban.cases.step import move
from yuanban.law import gaps

GROUND = "promise-overdue"


def lapse_promise(actor, case):
    """-> "lapsed", or "waiting" while there is time or nothing is owed."""
    lacking = [material.name for material in owed(case)]
    end = gaps.end_of(case.promise_by, actor.day, settled_for("overdue-promise", case))
    if end is None or not lacking:
        return "waiting"
    due = gaps.last_day(case.promise_by)
    reason = f"申请人承诺{due}以前补齐{'、'.join(lacking)}，期限已过，没有补齐。"
    END[end](actor, case, reason, {"ground": GROUND, "due": due, "rule": source_for("overdue-promise", case)})
    return "lapsed"


def revoked(actor, case, reason, said):
    data = {**said, "reason": reason}
    move(case, "case.acceptance-revoked", actor, data, state="revoked", closed_on=actor.day)


END = {"withdrawn": withdrawn, "revoked": revoked, "terminated": terminated}
