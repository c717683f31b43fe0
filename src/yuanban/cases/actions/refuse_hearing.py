"""不予听证: somebody asks to be heard whose interests the decision does not touch; said in writing, with the reason."""

from django.db import transaction

from yuanban.cases.hearings import open_hearing, party_of, tell
from yuanban.cases.permit import permit
from yuanban.cases.step import load
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@transaction.atomic
def refuse_hearing(actor, number, party, reason, version=None):
    """Not for the applicant, nor for anybody who was told of the right: they have it."""
    case = load(actor, number, version)
    permit(actor, case, "refuse_hearing", "review")
    hearing = open_hearing(case)
    check(party, reason)
    if party_of(case, hearing, party):
        raise Refusal("hearing", f"{party.strip()}已被告知有权要求听证，不能以无权为由不予听证。", "请安排听证。")
    data = {"party": party.strip(), "reason": "", "because": reason.strip()}
    return tell(case, hearing, "case.hearing-refused", actor, data)


def check(party, reason):
    errors = {}
    if not party.strip():
        errors["party"] = "请填写要求听证的单位或者个人。"
    if not reason.strip():
        errors["reason"] = "请写明为什么不予听证。"
    if errors:
        raise Invalid(errors)
