"""撤回: the applicant may take the application back until it is decided."""

from django.db import transaction

from yuanban.cases.actions.supply import require_own
from yuanban.cases.step import load, move
from yuanban.law import procedure


@transaction.atomic
def withdraw(actor, number, reason="", version=None):
    case = load(actor, number, version)
    procedure.check(case.state, "withdraw")
    require_own(actor, case)
    move(case, "case.withdrawn", actor, {"reason": reason.strip()}, state="withdrawn", closed_on=actor.day)
    return case
