"""出证: the decision and, when granted, the certificate are numbered and dated."""

from django.db import transaction

from yuanban.cases.about import strike_off
from yuanban.cases.actions.seal import require_seal
from yuanban.cases.permit import permit
from yuanban.cases.step import load, move


@transaction.atomic
def issue(actor, number, version=None):
    case = load(actor, number, version)
    require_seal(actor, case, permit(actor, case, "issue", "seal"))
    move(case, "case.issued", actor, state="issued")
    if case.purpose == "cancel" and case.outcome == "granted":
        strike_off(case, actor)
    return case
