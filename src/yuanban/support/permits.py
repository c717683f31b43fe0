"""The permit that a request waits for has come, or will not: told on the request in the same transaction."""

from yuanban.cases.models import OPEN
from yuanban.ledger.write import write
from yuanban.support.models import ServiceRequest
from yuanban.support.step import clock

# The events after which nobody waits for the case any longer.
ENDS = (
    "case.issued",
    "case.refused",
    "case.withdrawn",
    "case.terminated",
    "case.deemed-withdrawn",
    "case.acceptance-revoked",
)


PENDING = tuple(state for state in OPEN if state != "issued")


def pending(case):
    """Whether its permit may still come."""
    return case.state in PENDING


def follow_case(case, event, actor):
    """A grant starts the days of delivery; anything else is told to both sides, and the firm decides what becomes of it."""
    if case.pk:
        tell(case, event.kind == "case.issued" and case.outcome == "granted", actor)
    return {}, []


def tell(case, granted, actor):
    """-> how many requests waited for it."""
    rows = ServiceRequest.objects.select_for_update(of=("self",)).filter(
        waits_for=case.pk, permit="waiting", closed_on=None
    )
    for row in rows.order_by("pk"):
        due = clock(actor.day, row.terms["deliver_days"]) if granted and row.state == "agreed" else {}
        kind = "service.permit-came" if granted else "service.permit-failed"
        told = {"case": case.number, "item": case.item.name}
        write(row, kind, actor, told, permit="came" if granted else "failed", **due)
    return len(rows)
