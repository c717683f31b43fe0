"""取消联合踏勘: planned and not to be made; the applicant is told why."""

from yuanban.joint import together
from yuanban.joint.models import SiteVisit


def cancel_visit(actor, pk, note, version=None):
    return together.cancel(SiteVisit, actor, pk, note, ("case.visit-cancelled", "sitevisit.cancelled"), version)
