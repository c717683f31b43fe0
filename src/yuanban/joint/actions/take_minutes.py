"""会议纪要: who came, the position of each organ, the conclusion; then each organ that came confirms its part."""

from django.db import transaction

from yuanban.joint import step, together
from yuanban.joint.actions.confirm_minutes import conclude, signed
from yuanban.joint.models import Meeting
from yuanban.law import consulting
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write


@transaction.atomic
def take_minutes(actor, pk, seats, conclusion, version=None):
    """`seats`: {body code: {came, people, position, said}}. Taken again, they are to be confirmed anew.

    Whoever takes the minutes confirms them for the body that called the meeting.
    """
    row, cases = together.held(Meeting, pk)
    together.require_host(actor, row)
    together.require_state(row, "called", "minuted")
    together.require_held(row, actor.day)
    step.same(row, version)
    said = [{**seat, **read(seats.get(seat["body"], {}))} for seat in row.seats]
    check(said, conclusion)
    said = [signed(seat, actor) if seat["body"] == row.host.code and seat["came"] else seat for seat in said]
    write(
        row,
        "meeting.minuted",
        actor,
        None,
        state="minuted",
        seats=said,
        conclusion=conclusion.strip(),
        minuted_at=actor.at,
    )
    return conclude(row, cases, actor)


def read(told):
    """What was typed for one organ, not yet confirmed by it."""
    came = bool(told.get("came"))
    words = {key: str(told.get(key) or "").strip() if came else "" for key in ("people", "position", "said")}
    return {"came": came, **words, "signed": "", "signed_at": "", "objection": ""}


def check(seats, conclusion):
    errors = {}
    if not any(seat["came"] for seat in seats):
        errors["seats"] = "请写明哪些机关参加了会议。"
    for seat in seats:
        if seat["came"]:
            errors |= lacking(seat)
    if not conclusion.strip() or len(conclusion) > 2000:
        errors["conclusion"] = "请写明会议形成的意见；没有一致意见的，写明分歧（最多2000字）。"
    if errors:
        raise Invalid(errors)


def lacking(seat):
    """{field: what is wrong} of one organ that came."""
    code, found = seat["body"], {}
    if not seat["people"] or len(seat["people"]) > 200:
        found[f"people-{code}"] = f"请写明{seat['name']}由谁参加。"
    if seat["position"] not in consulting.POSITIONS:
        found[f"position-{code}"] = f"请选择{seat['name']}的意见。"
    if seat["position"] in consulting.TO_WEIGH and not seat["said"]:
        found[f"said-{code}"] = f"请写明{seat['name']}附的条件或者不同意的理由。"
    if len(seat["said"]) > 1000:
        found[f"said-{code}"] = "最多1000字。"
    return found
