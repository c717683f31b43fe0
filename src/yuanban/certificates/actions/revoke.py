"""撤销: the permit should never have been granted, or was got by fraud (许可法第六十九条)."""

from django.db import transaction

from yuanban.certificates.step import decide_on, load


@transaction.atomic
def revoke(actor, number, ground, reasons, basis="", harm=False, version=None):
    """By the organ that granted, its heir or its superior. `ground`: a key of law/data/certificate_grounds.yaml.

    The holder has been told of this ground (`tell_holder`) and has answered, or the days have passed.
    `harm`: it would gravely hurt the public interest, and is therefore refused.
    """
    return decide_on(actor, load(actor, number, version), "revoke", ground, reasons, basis, harm)
