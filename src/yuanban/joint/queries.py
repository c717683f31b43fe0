"""Reading consultations, meetings and visits, each by whoever may: those asked or invited, those who asked, overseers."""

from django.db.models import Q

from yuanban.joint.models import Consultation, Meeting, SiteVisit
from yuanban.joint.step import UNDER_WAY

OVERSEERS = ("auditor", "provincial")
RUNNING = Q(case__state__in=UNDER_WAY)
TO_ANSWER = Q(state="asked") & RUNNING


def consultations_of(actor):
    """Asked of this body, asked by it, or of a case of the manager's centre; overseers see all."""
    found = Consultation.objects.select_related("case__item", "case__park", "to", "sender", "asked_by")
    if actor.role in OVERSEERS:
        return found
    if actor.role == "manager":
        return found.filter(case__centre=actor.centre)
    return found.filter(Q(to__code=actor.body) | Q(desk=actor.body) | Q(sender__code=actor.body))


def shows(actor):
    """{key: (name, condition)} of the lists this person looks at."""
    ours, sent = Q(to__code=actor.body), Q(desk=actor.body) | Q(sender__code=actor.body)
    if actor.role in (*OVERSEERS, "manager"):
        return {"": ("等答复", TO_ANSWER), "closed": ("已有结果", ~TO_ANSWER)}
    return {
        "": ("待我单位答复", ours & TO_ANSWER),
        "sent": ("我单位征求的", sent & TO_ANSWER),
        "closed": ("已有结果", ~TO_ANSWER),
    }


def meetings_of(actor):
    return together_of(actor, Meeting)


def visits_of(actor):
    return together_of(actor, SiteVisit)


def together_of(actor, model):
    """Those this body calls or is invited to; a manager's, those about cases of the centre."""
    found = model.objects.select_related("host", "run__bundle")
    if actor.role in OVERSEERS:
        return found
    if actor.role == "manager":
        of_centre = model.cases.through.objects.filter(case__centre=actor.centre).values(f"{model._meta.model_name}")
        return found.filter(Q(pk__in=of_centre) | Q(bodies__contains=[actor.body]))
    return found.filter(bodies__contains=[actor.body])
