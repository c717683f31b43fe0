"""终止办理: the case ends without a decision, on a ground that is settled, with the reason told in writing."""

from django.db import transaction

from yuanban.cases.local import counting_day
from yuanban.cases.permit import permit
from yuanban.cases.step import load, move
from yuanban.law import duties
from yuanban.law.refusal import Refusal
from yuanban.law.terminations import by_the_organ, terminations
from yuanban.places.practices import local, settled


@transaction.atomic
def terminate(actor, number, ground, reason, version=None):
    """By the organ that decides. `ground`: a key of law/data/terminations.yaml that waits for no practice."""
    case = load(actor, number, version)
    permit(actor, case, "terminate", "decide")
    duties.guard_termination(ground, by_the_organ(), reason)
    return close(case, actor, ground, reason)


def close(case, actor, ground, reason, **said):
    """End the case in the caller's transaction; the paper follows. `said` is added to the event.

    Whoever calls has asked for its own permission: the sweep has none. Raises Refusal where the ground is a practice
    that this place has not settled as `terminated`.
    """
    one = terminations()[ground]
    rule = one.practice and require_settled(case, one, counting_day(case))
    source = f"{rule.source}" if rule else one.article
    data = {"ground": ground, "title": one.title, "article": source, "reason": reason.strip(), **said}
    move(case, "case.terminated", actor, data, state="terminated", closed_on=actor.day)
    return case


def require_settled(case, one, day):
    if settled(one.practice, case.place, day) != "terminated":
        because = f"当地没有规定“{one.title}”的终止办理。"
        raise Refusal("termination", because)
    return local(one.practice, case.place, day)
