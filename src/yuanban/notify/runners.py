"""Whoever is sent on an errand hears of it, beside the order that says so."""

from yuanban.notify.models import Message


def tell_runner(order, event, actor):
    person = order.runner.person_id
    if person == actor.person:
        return {}, []
    row = {
        "person": person, "case": order.case_id, "kind": event.kind, "title": "派给您一单",
        "text": f"{order.day.month}月{order.day.day}日，{order.applicant_name}：{order.what}。{order.why}"[:500], "short": "",
        "link": f"/crew/#{order.number}", "legal": False, "at": event.at, "read_at": None, "spread": False,
    }  # fmt: skip
    return {}, [(Message, row)]
