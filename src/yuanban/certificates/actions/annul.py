"""注销: the certificate is struck off (许可法第七十条)."""

from django.db import transaction

from yuanban.certificates.queries import open_renewals
from yuanban.certificates.step import DONE, decide_on, grounds_said, load
from yuanban.law import certificates as law
from yuanban.ledger.write import write


@transaction.atomic
def annul(actor, number, ground, reasons, basis="", version=None):
    certificate = load(actor, number, version)
    waiting = open_renewals(certificate)
    return decide_on(actor, certificate, "annul", ground, reasons, basis, renewal_open=waiting)


def annul_as_asked(actor, certificate, case_number, day):
    """The holder's own application was granted on `day`: in the transaction of that case, whose paper says it."""
    turn = law.turn(certificate.state, "annul")
    reasons = "持证人申请注销，经审查准予。"
    found = law.guard_ground("annul", "asked", reasons, by_case=True)
    data = grounds_said(found, reasons) | {"by_case": case_number}
    write(certificate, DONE["annul"], actor, data, state=turn.target, state_on=day, notice=None)
