"""申请听证: asked within five working days of being told; asked later, it is refused in writing."""

from django.db import transaction

from yuanban.cases.actions.supply import owns, stands_in
from yuanban.cases.hearings import go_on, open_hearing, party_of, stop, tell
from yuanban.cases.permit import permit
from yuanban.cases.step import load
from yuanban.law import duties, hearings, procedure
from yuanban.law.refusal import Refusal


@transaction.atomic
def ask_hearing(actor, number, party="", reason="", version=None):
    """`party`: who asks, when it is not the applicant; the organ enters what the others hand in."""
    case = load(actor, number, version)
    procedure.check(case.state, "ask_hearing")
    require_voice(actor, case, party)
    hearing = open_hearing(case)
    who = party_of(case, hearing, party) or added(hearing, party.strip())
    require_told(hearing)
    data = {"party": who["name"], "reason": reason.strip()[:1000]}
    if late(hearing, actor.day):
        hearing.state = "lapsed"
        data["because"] = f"应当不迟于{hearing.ask_by}提出，{actor.day}提出已经逾期。"
        entries, changes = go_on(case, actor.day)
        return tell(case, hearing, "case.hearing-refused", actor, data, entries, **changes)
    who["answer"] = "asked"
    hearing.state, hearing.asked_on, hearing.asked_by = "asked", actor.day, who["name"]
    hearing.hold_by = hearings.hold_by(actor.day)
    entries, changes = stop(case, actor.day)
    return tell(case, hearing, "case.hearing-asked", actor, data, entries, **changes)


def require_voice(actor, case, party):
    """The applicant and who stands in for it speak for the applicant; for anybody the organ, with their paper in hand."""
    own = not party.strip() or party.strip() == case.applicant_name
    if own and (owns(actor, case) or stands_in(actor, case)):
        return
    if actor.official:
        permit(actor, case, "ask_hearing", "review")
        return
    raise Refusal("no-post", because="只能以申请人的名义提出或者放弃听证。", cure="其他利害关系人请向办理机关提出。")


def added(hearing, name):
    """Somebody who was not told, but whose interests are touched all the same."""
    party = {"name": name[:120], "answer": ""}
    hearing.parties = [*hearing.parties, party]
    return party


def require_told(hearing):
    if hearing.state != "told":
        because = f"{hearing.asked_by}已经提出听证申请。"
        raise Refusal("wrong-state", because=because, cure="听证只举行一次，各方一并参加，请等候通知。")


def late(hearing, day):
    try:
        duties.guard_hearing_asked(hearing.told_on, day)
    except Refusal:
        return True
    return False
