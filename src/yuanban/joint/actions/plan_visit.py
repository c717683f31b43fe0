"""安排联合踏勘: one visit of several organs for the cases of one applicant, who is told when and what will be looked at."""

from django.db import transaction

from yuanban.joint import together
from yuanban.joint.models import SiteVisit


@transaction.atomic
def plan_visit(actor, call):
    """《优化营商环境条例》第三十六条: arranged in time. No clock stops; where the law lets it, 中止计时 does that."""
    cases, host = together.held_cases(actor, call.numbers)
    day, people = together.read(actor, call, cases, host)
    together.guard_in_time("联合踏勘", cases, day, actor.day)
    row = together.born(SiteVisit(), actor, call, cases, day, people, host)
    row.seats = [seat(body) for body in people.values()]
    together.begin(row, "sitevisit.planned", actor, cases)
    together.tell(row, cases, "case.visit-planned", actor, share=True)
    return row


def seat(body):
    return {"body": body.code, "name": body.name, "came": False, "people": "", "finding": "", "said": "", "by": ""}
