"""颁发: the row and its first event, to be written beside the event of the case that grants it."""

from yuanban.certificates.queries import newest
from yuanban.ledger.born import born
from yuanban.ledger.write import write


def issue(certificate, actor, data):
    """Called by the follower that numbers the paper. -> the rows for `beside`. The certificate it replaces says so at once."""
    if certificate.replaces:
        certificate.replaces = newest(certificate.replaces)
        said = {"by": certificate.number, "purpose": data["purpose"], "by_case": certificate.case_number}
        write(certificate.replaces, "certificate.replaced", actor, said, replaced_on=certificate.from_date)
    return born(certificate, "certificate.issued", actor, data)
