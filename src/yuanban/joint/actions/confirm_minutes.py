"""确认纪要: each organ that came confirms the minutes, or says what is wrong with them; the last one closes them."""

from django.db import transaction

from yuanban.joint import step, together
from yuanban.joint.models import Meeting
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write

ROLES = ("approver", "seconded", "manager")


@transaction.atomic
def confirm_minutes(actor, pk, objection="", version=None):
    """`objection`: what is not right; then it is not confirmed, and the host takes the minutes again or closes them so."""
    row, cases = together.held(Meeting, pk)
    mine = require_seat(actor, row)
    together.require_state(row, "minuted")
    step.same(row, version)
    if len(objection) > 500:
        raise Invalid({"objection": "最多500字。"})
    seats = [answered(seat, actor, objection.strip()) if seat["body"] == mine else seat for seat in row.seats]
    write(row, "meeting.objected" if objection.strip() else "meeting.confirmed", actor, None, seats=seats)
    return conclude(row, cases, actor)


@transaction.atomic
def close_minutes(actor, pk, note, version=None):
    """不再等候: minutes that some did not confirm are closed with the reason, which stands in them."""
    row, cases = together.held(Meeting, pk)
    together.require_host(actor, row)
    together.require_state(row, "minuted")
    step.same(row, version)
    if not note.strip() or len(note) > 500:
        raise Invalid({"note": "请写明没有确认的机关和原因（最多500字）。"})
    return end(row, cases, actor, note.strip())


def require_seat(actor, row):
    """-> the code of the organ for which this person confirms."""
    mine = together.seat_of(actor, row)
    seat = next((seat for seat in row.seats if seat["body"] == mine), None)
    if seat is None or not seat["came"] or actor.role not in ROLES:
        raise Refusal("no-post", "纪要由参加会议的机关确认。", "请由参加会议的机关的人员确认。")
    return mine


def answered(seat, actor, objection):
    if objection:
        return seat | {"signed": "", "signed_at": "", "objection": objection}
    return signed(seat, actor)


def signed(seat, actor):
    return seat | {"signed": actor.name, "signed_at": actor.at.isoformat(), "objection": ""}


def conclude(row, cases, actor):
    """When nobody who came is still to confirm."""
    if all(seat["signed"] for seat in row.seats if seat["came"]):
        return end(row, cases, actor)
    return row


def end(row, cases, actor, note=""):
    minutes = {"seats": row.seats, "conclusion": row.conclusion, "note": note}
    together.tell(row, together.going(cases), "case.meeting-concluded", actor, minutes)
    write(row, "meeting.concluded", actor, None, state="concluded", concluded_on=actor.day, note=note)
    return row
