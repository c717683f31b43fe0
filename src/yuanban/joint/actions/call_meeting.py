"""召开联审会: for one case, or for those of one applicant together; the organs invited see the cases from now on."""

from django.db import transaction

from yuanban.joint import together
from yuanban.joint.models import Meeting


@transaction.atomic
def call_meeting(actor, call):
    """`call`: a `together.Call`. No clock stops for it. -> the Meeting."""
    cases, host = together.held_cases(actor, call.numbers)
    day, people = together.read(actor, call, cases, host)
    together.guard_in_time("联审会", cases, day, actor.day)
    row = together.born(Meeting(), actor, call, cases, day, people, host)
    row.seats = [seat(body) for body in people.values()]
    together.begin(row, "meeting.called", actor, cases)
    together.tell(row, cases, "case.meeting-called", actor, share=True)
    return row


def seat(body):
    return {
        "body": body.code,
        "name": body.name,
        "came": False,
        "people": "",
        "position": "",
        "said": "",
        "signed": "",
        "signed_at": "",
        "objection": "",
    }
