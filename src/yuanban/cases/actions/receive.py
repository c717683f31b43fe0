"""收件: a window takes the materials and says so with a dated, sealed receipt (许可法第三十二条第二款)."""

from django.db import transaction

from yuanban.cases.handed import handed
from yuanban.cases.permit import permit
from yuanban.cases.runs import guard_started
from yuanban.cases.step import load, move


@transaction.atomic
def receive(actor, number, version=None, checked=()):
    """`checked` are the codes of materials seen at the counter. The law's day of receipt of an online application stays."""
    case = load(actor, number, version)
    permit(actor, case, "receive", "receive")
    guard_started(case)
    if checked:
        tick(case, checked)
    move(
        case,
        "case.received",
        actor,
        {"checked": sorted(checked)} | ({"handed": handed(case)} if checked else {}),
        state="received",
        received_on=case.received_on or actor.day,
    )
    return case


def tick(case, checked):
    case.materials.filter(code__in=checked, state="missing").update(state="given")
