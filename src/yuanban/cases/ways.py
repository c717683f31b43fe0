"""The ways of applying that an applicant may choose: a promise of what is still missing (容缺受理), a commitment (告知承诺)."""

from yuanban.accounts.credit import bad_credit
from yuanban.cases.promised import chosen_day
from yuanban.catalogue import commitment
from yuanban.law import promises


def committing(application, version):
    return application.committed and commitment.offered(version)


def guard_commitment(actor, application, version):
    """Voluntary, read, where the item allows it, and not with bad credit; in a 一件事 for those items that allow it."""
    if not application.committed or (application.bundle and not commitment.offered(version)):
        return
    firm = application.enterprise
    credit = bad_credit(application.applicant.pk, firm and firm.pk, actor.day)
    promises.guard_commitment(commitment.offered(version), application.commitment_read, credit)


def promised_day(actor, application, place, materials):
    """-> (the day by which what is put off will be there, or None; errors)."""
    if not any(state == "deferred" for _, state, _ in materials):
        return None, {}
    by, problem = chosen_day(place, actor.day, application.promise_by)
    return by, {"promise_by": problem} if problem else {}


def said(application, one):
    """What the first event says of the ways chosen; the words of the commitment by their digest, as the version has them."""
    if not one.committed:
        return {}
    return {"commitment": {"version": one.version.number, "read": application.commitment_read}}
