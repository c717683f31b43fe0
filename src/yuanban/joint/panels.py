"""What this room adds to the pages of a case: whom it waits for, what others said, where they meet."""

from yuanban.joint import step, weighing
from yuanban.joint.waiting import waits
from yuanban.law import consulting
from yuanban.law.refusal import Refusal


def desk(request, case):
    actor, rows = request.actor, weighing.consultations(case)
    found = waits(case, actor.day)
    meetings, visits = list(case.meeting_set.select_related("host")), list(case.sitevisit_set.select_related("host"))
    may_ask = step.handles(actor, case)
    if not (found or rows or meetings or visits or may_ask):
        return None
    context = {
        "case": case,
        "waits": found,
        "rows": [(row, late(row, actor.day)) for row in rows],
        "meetings": meetings,
        "visits": visits,
        "may_ask": may_ask,
        "mine": {row.pk for row in rows if may_answer(actor, case, row)},
        "to_weigh": not_weighed(rows),
        "may_weigh": decides(actor, case),
        "today": actor.day,
    }
    return "joint/panel.html", context


def late(row, day):
    return consulting.late_by(row.due_on, day) if row.state == "asked" else 0


def may_answer(actor, case, row):
    return row.to.code == actor.body and actor.role in ("approver", "seconded") and case.state in step.UNDER_WAY


def not_weighed(rows):
    return [row for row in rows if weighing.voice_of(row).to_weigh and row.weighed_on is None]


def decides(actor, case):
    try:
        step.require_decider(actor, case)
    except Refusal:
        return False
    return True


def applicant(request, case):
    """Plain words, and no word of what the offices wrote to one another."""
    found = waits(case, request.actor.day)
    visits = [one for one in case.sitevisit_set.select_related("host") if one.state != "cancelled"]
    if not (found or visits):
        return None
    return "joint/track_panel.html", {"case": case, "waits": found, "visits": visits, "today": request.actor.day}
