"""视为准予延续: no decision by the last day of the term, and the law has granted the renewal (许可法第五十条第二款)."""

from django.db import transaction

from yuanban.cases import clocking
from yuanban.cases.models import Case
from yuanban.cases.step import known, move
from yuanban.certificates.actions.renew import renew
from yuanban.certificates.queries import newest
from yuanban.law import certificates as law
from yuanban.law.terms import next_term

GONE = ("revoked", "annulled")


def silent(day):
    """The renewals that nobody decided in time."""
    waiting = Case.objects.filter(purpose="renewal", accepted_on__isnull=False, decided_on=None, closed_on=None)
    return list(
        waiting.filter(certificate__to_date__lt=day).exclude(certificate__state__in=GONE).values_list("pk", flat=True)
    )


@transaction.atomic
def renew_by_silence(actor, pk):
    """By the sweep, on the day after. The paper follows; it is handed out like any other result."""
    case = known(
        Case.objects.select_related(
            "item_version__item", "park__centre", "enterprise", "certificate", "bundle_case__bundle"
        ).get(pk=pk)
    )
    certificate = newest(case.certificate)
    accepted, decided = case.accepted_on is not None, case.decided_on is not None
    if certificate.state in GONE or not law.renewed_by_silence(certificate.to_date, accepted, decided, actor.day):
        return "waiting"
    before, months = certificate.to_date, case.item_version.term_months
    first, last = next_term(before, months)
    data = {
        "certificate": certificate.number,
        "article": "《行政许可法》第五十条第二款",
        "before": before.isoformat(),
        "from": first.isoformat(),
        "to": last and last.isoformat(),
    }
    clock = [*case.clock, clocking.entry(actor.day, "decided")]
    move(
        case, "case.renewed-by-silence", actor, data,
        state="issued", outcome="granted", decided_on=actor.day, clock=clock,
    )  # fmt: skip
    renew(actor, certificate, months, case.number)
    return "renewed"
