"""What becomes of the open requests when a provider's admission ends, pauses or runs out: both sides are told, nobody is dropped.

Its products are matched no more and nothing new is undertaken; what was agreed is carried out to its end; whatever is
not agreed yet the firm may pass on to another provider (`law.services.guard_admitted`).
"""

from yuanban.ledger.write import write
from yuanban.support.models import ServiceRequest


def tell_stopped(actor, admission, what):
    """One event on each open request of this provider at this centre. -> how many."""
    rows = ServiceRequest.objects.select_for_update(of=("self",)).select_related("provider", "enterprise")
    rows = rows.filter(
        provider=admission.provider_id, centre=admission.centre_id, kind__in=admission.kinds, closed_on=None
    ).order_by("pk")
    for row in rows:
        write(row, "service.provider-stopped", actor, {"what": what, "agreed": row.agreed_on is not None})
    return len(rows)
