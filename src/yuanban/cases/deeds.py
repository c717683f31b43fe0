"""What this person may do with this case now, and for everything else the rule that stands in the way."""

from dataclasses import dataclass

from yuanban.cases import about, before, clocking
from yuanban.cases.actions.accept import require_complete
from yuanban.cases.actions.ask_hearing import require_told, require_voice
from yuanban.cases.actions.decide import require_reviewers
from yuanban.cases.actions.extend import approver_of
from yuanban.cases.actions.fix_hearing import require_asked
from yuanban.cases.actions.make_good import owing
from yuanban.cases.actions.mark_paid import fee_of
from yuanban.cases.actions.record_hearing import require_held
from yuanban.cases.actions.resume import require_not_heard
from yuanban.cases.actions.supply import require_own
from yuanban.cases.actions.suspend import require_no_hearing
from yuanban.cases.actions.tell_hearing import require_first
from yuanban.cases.actions.waive_hearing import require_by_right
from yuanban.cases.hearings import guard_chair, guard_decision, open_hearing
from yuanban.cases.permit import permit
from yuanban.law import procedure
from yuanban.law.refusal import Refusal

NEXT = {
    "applied": "receive",
    "received": "accept",
    "supplementing": "supply",
    "prereview": "first_review",
    "accepted": "review",
    "reviewed": "decide",
    "paused": "resume",
    "decided": "seal",
    "sealed": "issue",
    "issued": "deliver",
}
STANDING_IN = ("clerk", "helper")
ENTERED = ("ask_hearing", "waive_hearing")  # the parties' own, which the organ enters for them
VERBS = tuple(verb for verb in procedure.MOVES if verb not in ("apply", "rate"))


@dataclass(frozen=True)
class Deed:
    verb: str
    refusal: Refusal | None = None

    @property
    def name(self):
        return procedure.MOVES[self.verb].name_zh

    @property
    def article(self):
        return procedure.MOVES[self.verb].article

    @property
    def open(self):
        return self.refusal is None

    @property
    def untimely(self):
        """Refused only because the case is not there yet, or no longer."""
        return self.refusal is not None and self.refusal.rule == "wrong-state"


def deeds(actor, case):
    """Every verb an official on this post may be asked about; the applicant's own only for those who stand in for it."""
    return [
        Deed(verb, why_not(actor, case, verb))
        for verb in VERBS
        if procedure.MOVES[verb].power or actor.role in STANDING_IN or verb in ENTERED
    ]


def main_of(found, case):
    """The one thing to do now: what the state calls for, else the first that is open."""
    wanted = "decide" if case.state == "accepted" and case.item_version.kind == "spot" else NEXT.get(case.state)
    ready = [deed for deed in found if deed.open and deed.verb != "withdraw"]
    return next((deed for deed in ready if deed.verb == wanted), ready[0] if ready else None)


def why_not(actor, case, verb):
    """The refusal that the action itself would meet, without taking it; None when it may be taken."""
    try:
        ask(actor, case, verb)
    except Refusal as refusal:
        return refusal
    return None


def ask(actor, case, verb):
    power = procedure.MOVES[verb].power
    if verb in ENTERED:
        procedure.check(case.state, verb)
        require_voice(actor, case, "")
    elif power:
        permit(actor, case, verb, power)
    else:
        procedure.check(case.state, verb)
        require_own(actor, case)
    if verb in GUARDS:
        GUARDS[verb](actor, case)


def may_ask_supplement(actor, case):
    clocking.guard_not_deemed(case, actor.day)


def may_extend(actor, case):
    joint = clocking.given(case).joint
    before = sum(entry["did"] == "extended" for entry in case.clock)
    procedure.guard_extension(1, joint, approver_of(actor, joint, "待填"), True, before)


def may_suspend(actor, case):
    require_no_hearing(case)


def may_fix(actor, case):
    require_asked(open_hearing(case))


def may_record(actor, case):
    require_held(open_hearing(case), actor.day)


def may_resume(actor, case):
    require_not_heard(case)


def may_review(actor, case):
    procedure.guard_reviewer_not_same(actor.person, set(case.reviewers))
    guard_chair(case, actor.person)


def may_decide(actor, case):
    require_reviewers(case)
    guard_decision(case, actor.day, "待填")
    about.guard_decision(case, actor.day, "denied")
    before.guard("decide", actor, case, outcome="denied")


GUARDS = {
    "tell_hearing": lambda actor, case: require_first(case),
    "ask_hearing": lambda actor, case: require_told(open_hearing(case)),
    "waive_hearing": lambda actor, case: require_by_right(open_hearing(case)),
    "refuse_hearing": lambda actor, case: open_hearing(case),
    "fix_hearing": may_fix,
    "record_hearing": may_record,
    "suspend": may_suspend,
    "resume": may_resume,
    "mark_paid": lambda actor, case: fee_of(case),
    "accept": lambda actor, case: require_complete(case),
    "ask_supplement": may_ask_supplement,
    "review": may_review,
    "decide": may_decide,
    "extend": may_extend,
    "make_good": lambda actor, case: owing(case),
}
