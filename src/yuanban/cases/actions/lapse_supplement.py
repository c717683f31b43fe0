"""逾期不补正: the day stated in the notice has passed, and the case ends as the place has settled it. The sweep's own."""

from yuanban.cases.actions.terminate import close
from yuanban.cases.local import settled_for, source_for
from yuanban.cases.step import move
from yuanban.law import gaps

GROUND = "supplement-overdue"


def lapse_supplement(actor, case):
    """-> "lapsed", or "waiting" while there is time or the notice stated no day."""
    practice = settled_for("overdue-supplement", case)
    end = case.supply_by and gaps.end_of(case.supply_by, actor.day, practice)
    if end is None:
        return "waiting"
    rule = source_for("overdue-supplement", case)
    due = gaps.last_day(case.supply_by)
    reason = f"补正的期限到{due}届满，申请人没有补正。"
    END[end](actor, case, reason, {"ground": GROUND, "due": due, "rule": rule})
    return "lapsed"


def withdrawn(actor, case, reason, said):
    data = {**said, "reason": reason}
    move(case, "case.deemed-withdrawn", actor, data, state="withdrawn", closed_on=actor.day)


def refused(actor, case, reason, said):
    data = {**said, "reason": reason, "where": "", "organ": ""}
    move(case, "case.refused", actor, data, state="refused", closed_on=actor.day)


def terminated(actor, case, reason, said):
    close(case, actor, said["ground"], reason, due=said["due"], rule=said["rule"])


END = {"withdrawn": withdrawn, "refused": refused, "terminated": terminated}
