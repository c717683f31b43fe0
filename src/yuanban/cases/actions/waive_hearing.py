"""放弃听证: those who were told give up the hearing, or take their request back before it is held."""

from django.db import transaction

from yuanban.cases.actions.ask_hearing import require_voice
from yuanban.cases.hearings import all_waived, go_on, open_hearing, party_of, tell
from yuanban.cases.step import load
from yuanban.law import hearings, procedure
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@transaction.atomic
def waive_hearing(actor, number, party="", version=None):
    """When the last of them has waived, nothing holds up the decision any more, and the clock goes on."""
    case = load(actor, number, version)
    procedure.check(case.state, "waive_hearing")
    require_voice(actor, case, party)
    hearing = open_hearing(case)
    require_by_right(hearing)
    who = party_of(case, hearing, party)
    if who is None:
        raise Invalid({"party": "告知听证权利时没有这一方，请核对名称。"})
    who["answer"] = "waived"
    entries, changes = settle(case, hearing, actor.day)
    return tell(case, hearing, "case.hearing-waived", actor, {"party": who["name"]}, entries, **changes)


def require_by_right(hearing):
    if hearing.ground != hearings.BY_RIGHT:
        because = f"本件听证是因为{hearing.GROUNDS[hearing.ground]}，不由当事人放弃。"
        raise Refusal("hearing", because, "请按通知参加；不参加的，不影响听证举行。")


def settle(case, hearing, day):
    """The hearing stands as long as one of those who asked still wants it."""
    if all_waived(hearing):
        hearing.state = "waived"
        return go_on(case, day)
    if hearing.state != "told" and not any(one["answer"] == "asked" for one in hearing.parties):
        hearing.state, hearing.asked_on, hearing.asked_by, hearing.hold_by = "told", None, "", None
        hearing.noticed_on = hearing.on = None
        return go_on(case, day)
    return [], {}
