"""审查: by one person, or by two where the item needs a substantive check (许可法第三十四条第三款)."""

from django.db import transaction

from yuanban.cases.hearings import guard_chair
from yuanban.cases.permit import permit
from yuanban.cases.step import load, move
from yuanban.law import procedure
from yuanban.ledger.invalid import Invalid


@transaction.atomic
def review(actor, number, opinion, passed=True, version=None):
    case = load(actor, number, version)
    permit(actor, case, "review", "review")
    procedure.guard_reviewer_not_same(actor.person, set(case.reviewers))
    guard_chair(case, actor.person)
    if not opinion.strip():
        raise Invalid({"opinion": "请填写审查意见。"})
    reviewers = [*case.reviewers, actor.person]
    done = len(reviewers) >= case.item_version.reviewers
    data = {"opinion": opinion.strip(), "passed": bool(passed)}
    move(case, "case.reviewed", actor, data, reviewers=reviewers, **({"state": "reviewed"} if done else {}))
    return case
