"""恢复: what was suspended counts again."""

from django.db import transaction

from yuanban.certificates.step import decide_on, load


@transaction.atomic
def restore(actor, number, ground, reasons, version=None):
    return decide_on(actor, load(actor, number, version), "restore", ground, reasons)
