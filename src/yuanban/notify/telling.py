"""Followers of the cases' events: what the applicant is told and who passed the matter to whom, in the same statement."""

from yuanban.notify.models import Message, Transfer
from yuanban.notify.words import filled, templates


def tell_applicant(case, event, actor):
    """The one who applied, and the helper who carries it; nobody is told what they did themselves."""
    template = templates().get(event.kind)
    if template is None:
        return {}, []
    people = {case.applicant_id, case.agent_id} - {None, actor.person}
    said = filled(template, case, event.data)
    return {}, [(Message, row(person, case, event, said)) for person in sorted(people)]


def row(person, case, event, said):
    return {
        **said,
        "person": person,
        "case": case.pk,
        "kind": event.kind,
        "link": f"/cases/{case.number}/",
        "at": event.at,
        "read_at": None,
        "spread": False,
    }


def note_transfer(case, event, actor):
    """The turn went to another body: one row, to be signed for there."""
    said = event.data.get("set", {})
    if "holder" not in said or not case.pk:
        return {}, []
    giver = actor.body if actor.official else ""
    taker = said["holder"]
    if giver == taker or event.seq == 1:
        return {}, []
    passed = {"case": case.pk, "seq": event.seq, "giver": giver, "taker": taker, "at": event.at}
    return {}, [(Transfer, {**passed, "signed_at": None, "signed_by": None})]
