"""用印: the seal is derived from the plan — the organ's own, one it keeps at the park, or its seal on sight of the park's approval."""

from django.db import transaction

from yuanban.cases.models import Case
from yuanban.cases.permit import permit
from yuanban.cases.step import load, move
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.stamps import no_seal, usable_seal


@transaction.atomic
def seal(actor, number, version=None):
    case = load(actor, number, version)
    answer = permit(actor, case, "seal", "seal")
    used = require_seal(actor, case, answer)
    move(
        case,
        "case.sealed",
        actor,
        {"seal": used.id, "in_name_of": answer.in_name_of, "chain": list(answer.chain)},
        state="sealed",
    )
    return case


def require_seal(actor, case, answer):
    """Registered, in its term, and lying at this centre."""
    asked = (answer.in_name_of, case.item.code, actor.body, actor.day, case.centre_id)
    used = usable_seal(*asked)
    if used is None:
        raise no_seal(*asked)
    return used


def seal_many(actor, numbers):
    """见章盖章 in batch: each case by itself, so that one refused holds up no other. -> [(number, None or why not)]."""
    return [(number, try_seal(actor, number)) for number in numbers]


def try_seal(actor, number):
    try:
        seal(actor, number)
    except (Refusal, Invalid) as problem:
        return str(problem)
    except Case.DoesNotExist:
        return "没有找到，或者您无权查看。"
    return None
