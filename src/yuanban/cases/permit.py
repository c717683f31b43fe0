"""May this person take this step of this case now? The law, the post and the state are asked, each in its own place."""

from yuanban.law import duties, procedure
from yuanban.law.index import index_of
from yuanban.law.modes import from_json
from yuanban.law.plans import STEPS
from yuanban.law.refusal import Refusal
from yuanban.law.world import APPLICANT
from yuanban.mandates.stamps import no_seal
from yuanban.mandates.wording import labelled
from yuanban.mandates.world import picture, world

CARRYING = ("receive", "deliver")
POWERS = STEPS
TURN = {
    "applied": "receive",
    "received": "accept",
    "prereview": "first-review",
    "accepted": "review",
    "reviewed": "decide",
    "paused": "review",
    "decided": "seal",
    "sealed": "seal",
    "issued": "deliver",
}

STEP = {"first_review": "first-review"}  # where the plan has a step of its own for a verb
ASKING = ("ask_supplement",)


def permit(actor, case, verb, power):
    """The law's answer for `power` here and today; raises Refusal with the rule, the article and the cure."""
    guard_not_asked_again(case, verb)
    procedure.check(case.state, verb, case.item_version.kind == "spot")
    answer = lawful(actor, case, power)
    require_power(actor, power)
    require_desk(actor, case, STEP.get(verb, power))
    require_named(actor, answer)
    return answer


def guard_not_asked_again(case, verb):
    """What the lower organ has sent up is not asked of the applicant again (许可法第三十五条)."""
    if verb in ASKING:
        duties.guard_no_re_asking(any(entry["did"] == "sent-up" for entry in case.clock))


def lawful(actor, case, power):
    if power in CARRYING and carries(actor, case, power):
        return None
    answer = ask(actor, case, power, actor.day)
    if not answer.ok and case.kept_day:
        answer = ask(actor, case, power, case.kept_day)
    if answer.ok:
        return answer
    if answer.rule == "seal-not-registered":
        raise no_seal(plan_of(case).in_name_of, case.item.code, actor.body, actor.day, case.centre_id)
    found = refusal(answer, case.item_version.form)
    raise ended(found) if answer.rule == "not-in-force" and case.accepted_on else found


def ended(found):
    """What was accepted need not stop where its paper ends (行政许可法第八条)."""
    keep = "已受理的件，也可以请中心管理员在该文书的“在办件”中写明按受理时的方案办结。"
    return Refusal(found.rule, because=found.because, cure=f"{found.cure}{keep}")


def ask(actor, case, power, day):
    """By the papers as they stand today; a case kept under its frozen plan is asked as of the day it was kept by."""
    papers = index_of(world(actor.day))
    return papers.may(actor.body, power, case.item.code, case.place, day, case.facts)


def refusal(answer, form=()):
    """The law's no as an exception; the facts of a condition are called by the labels of the item's form."""
    return Refusal(answer.rule, because=labelled(answer.because, form), cure=getattr(answer, "cure", None))


def carries(actor, case, power):
    """收件 and handing over are not powers of the organ: a window or helper of this centre may do both (许可法 29, 32)."""
    return actor.centre == case.centre_id and actor.role in ("clerk", "helper", "seconded", "manager")


def require_power(actor, power):
    if power not in actor.powers:
        raise Refusal(
            "no-post",
            because=f"{actor.name}的岗位没有“{POWERS[power]}”职责。",
            cure="请由有该职责的同事办理，或者请管理员调整岗位。",
        )


def require_desk(actor, case, power):
    """The body that the frozen plan names, or the organ in whose name it acts."""
    if power in CARRYING and carries(actor, case, power):
        return
    step = plan_of(case).step(power)
    if actor.body not in (step.actor, step.in_name_of):
        name = world(actor.day).name(step.actor)
        raise Refusal("no-post", because=f"本件的“{POWERS[power]}”由{name}办理。", cure=f"请转{name}办理。")


def require_named(actor, answer):
    """Secondment is of named staff: being at the desk is not enough (法释〔2018〕1号第二十条第三款)."""
    if answer is None or actor.role != "seconded":
        return
    named = [(code, picture().staff[code]) for code in answer.chain if picture().staff.get(code)]
    for code, staff in named:
        if actor.person not in staff:
            title = world(actor.day).instruments[code].title
            because = f"《{title}》的派驻人员名单中没有{actor.name}。"
            raise Refusal("no-post", because=because, cure="请由名单上的人员办理，或者请派出机关更新名单。")


def plan_of(case):
    return from_json(case.plan)


def holder_of(plan, state):
    """The body whose turn it is in this state; empty when it is the applicant's or nobody's.

    What a helper not yet named, or the applicant in person, would bring or fetch waits at the centre's own window.
    """
    power = TURN.get(state)
    if power is None:
        return ""
    actor = plan.step(power).actor
    return window_for(plan.park, actor) if actor in ("helper", APPLICANT) else actor


def accepted_as(plan):
    """The state of a case that is accepted under this plan: where a lower organ reviews first, it begins there."""
    return "prereview" if any(step.power == "first-review" for step in plan.steps) else "accepted"


def window_for(park, actor):
    windows = {w.kind: w.body.code for w in picture().park_of[park].centre.windows.all()}
    return (actor == "helper" and windows.get("helper")) or windows["general"]
