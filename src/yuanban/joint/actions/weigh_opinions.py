"""意见的采纳: before it decides, the competent organ says of each opinion whether it takes it, and why."""

from django.db import transaction

from yuanban.cases.step import move
from yuanban.joint import step
from yuanban.joint.weighing import to_weigh, voice_of
from yuanban.law import consulting
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write


@transaction.atomic
def weigh_opinions(actor, number, taken, version=None):
    """`taken`: {number of the consultation: (adopted: True, False or None where nobody answered, reason)}.

    All that have to be weighed at once; done again, it takes the place of what was said before. -> the case.
    """
    case = step.load(actor, number)
    step.require_decider(actor, case)
    step.same(case, version)
    rows = to_weigh(case)
    require_some(rows)
    said = [weighed(row, taken.get(row.number, (None, ""))) for row in rows]
    told = [
        {"number": row.number, "name": row.to.name, "opinion": row.opinion, "adopted": adopted, "reason": reason}
        for row, (adopted, reason) in zip(rows, said, strict=True)
    ]
    move(case, "case.opinions-weighed", actor, {"weighed": told})
    for row, (adopted, reason) in zip(rows, said, strict=True):
        write(row, "consult.weighed", actor, None, adopted=adopted, reason=reason, weighed_on=actor.day)
    return case


def require_some(rows):
    if not rows:
        because = "没有需要写明采纳情况的意见：都已同意，或者不属于其职责。"
        raise Refusal("wrong-state", because, "可以直接作出决定。")


def weighed(row, said):
    """(adopted, reason) of one, as the law wants it."""
    adopted, reason = said if row.opinion else (None, said[1])
    if len(reason) > 1000:
        raise Invalid({f"reason-{row.number}": "最多1000字。"})
    voice = voice_of(row, adopted, reason)
    consulting.guard_weighing(voice)
    return adopted, reason.strip()
