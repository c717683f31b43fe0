"""暂停: the certificate is not to be relied on until it is restored."""

from django.db import transaction

from yuanban.certificates.step import decide_on, load


@transaction.atomic
def suspend(actor, number, ground, reasons, basis="", until=None, version=None):
    """`until`: the last day of a suspension for a time, a date, told on the paper; it is restored by a decision all the same."""
    more = {"until": until.isoformat()} if until else {}
    return decide_on(actor, load(actor, number, version), "suspend", ground, reasons, basis, **more)
