"""视为准予延续: silence has granted the renewal; the same certificate lasts for another term (许可法第五十条第二款)."""

from yuanban.law.terms import next_term
from yuanban.ledger.write import write


def renew(actor, certificate, months, case_number):
    """In the transaction of the renewal's case. -> the new term."""
    first, last = next_term(certificate.to_date, months)
    data = {
        "by_case": case_number,
        "silent": True,
        "from": first.isoformat(),
        "before": certificate.to_date.isoformat(),
    }
    write(certificate, "certificate.renewed", actor, data, to_date=last, reminders=0)
    return first, last
