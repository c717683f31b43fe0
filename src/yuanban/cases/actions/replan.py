"""重新确定方案: the plan is proven anew, today and without the paper that ends; whose turn it is follows from it."""

from django.db import transaction

from yuanban.cases.actions.apply import bodies_of
from yuanban.cases.actions.keep_plan import require_chooser, require_resting
from yuanban.cases.carried import UNDECIDED, fresh_plan, paper_of, require_ending
from yuanban.cases.permit import plan_of
from yuanban.cases.step import load, move
from yuanban.law.modes import to_json
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@transaction.atomic
def replan(actor, number, paper, reason, version=None):
    """Raises the law's refusal when no lawful plan is left. Days already counted stay counted."""
    case, instrument = load(actor, number, version), paper_of(paper)
    require_chooser(actor, case)
    require_ending(instrument, actor.day)
    require_resting(case, instrument)
    require_undecided(case)
    if not reason.strip():
        raise Invalid({"reason": "请写明重新确定方案的理由。"})
    plan = fresh_plan(case, instrument, actor.day)
    data = {"paper": paper, "title": instrument.title, "reason": reason.strip(), "rests_on": list(plan.rests_on)}
    changes = {
        "plan": to_json(plan),
        "mode": plan.mode,
        "bodies": sorted({*bodies_of(plan), *asked(case)}),
        "kept_day": None,
    }
    move(case, "case.replanned", actor, data, **changes, **undone(case, instrument))
    return case


def asked(case):
    """Bodies that see the case without taking a step in it: asked for an opinion, or to a meeting."""
    return set(case.bodies) - set(bodies_of(plan_of(case)))


def require_undecided(case):
    if case.state not in UNDECIDED:
        because = "本件已经作出决定，方案不能再改。"
        raise Refusal(
            "wrong-state", because=because, cure="决定合法的，按原方案办结；决定违法的，依法撤销（许可法第六十九条）。"
        )


def undone(case, instrument):
    """What was reviewed by a body that never had the power is reviewed again; other reviews stand."""
    if instrument.void and case.state == "reviewed":
        return {"state": "accepted", "reviewers": []}
    return {"state": case.state} | ({"reviewers": []} if instrument.void else {})
