"""Reading cases. `visible_to` is the only place that says who may see whose case."""

from django.db.models import Count, F, FilteredRelation, Q

from yuanban.cases.models import OPEN, Case, Draft, Flag, Hearing
from yuanban.law.hearings import OPEN as HEARING_OPEN

GOVERNED = "SELECT k.id FROM places_park k JOIN places_body b ON b.id = k.committee_id WHERE b.code = %s"
DESKS = ("clerk", "helper", "manager")
# What one office writes to another about how it works.
OFFICE_PAPERS = ("card", "push", "first-review", "consult", "opinion", "meeting-notice", "minutes")


def visible_to(actor):
    """Applicants see their own; windows their centre's; organs what they act or answer for; a park's committee its park's; auditors everything."""
    if actor.role in ("auditor", "provincial"):
        return Case.objects.all()
    if actor.role in DESKS:
        return Case.objects.filter(Q(centre=actor.centre) | Q(agent=actor.person))
    if actor.role in ("approver", "seconded"):
        return Case.objects.filter(Q(bodies__contains=[actor.body]) | Q(park__committee__code=actor.body))
    if actor.role == "admin":
        return Case.objects.none()
    return Case.objects.filter(Q(enterprise__in=actor.enterprises) | Q(applicant=actor.person))


def sight(actor):
    """The same rule as SQL over `c`, for reads too frequent to be built anew each time: (condition, parameters)."""
    if actor.role in ("auditor", "provincial"):
        return "true", []
    if actor.role in DESKS:
        return "(c.centre_id = %s OR c.agent_id = %s)", [actor.centre, actor.person]
    if actor.role in ("approver", "seconded"):
        return f"(c.bodies @> ARRAY[%s]::varchar[] OR c.park_id IN ({GOVERNED}))", [actor.body, actor.body]
    if actor.role == "admin":
        return "false", []
    return "(c.enterprise_id = ANY(%s) OR c.applicant_id = %s)", [list(actor.enterprises), actor.person]


def listed(cases):
    return cases.select_related("item", "enterprise", "park").defer("form", "plan", "clock", "facts")


def queue(actor):
    """What waits for this person's body, the nearest due day first."""
    waiting = Case.objects.filter(holder=actor.body, closed_on__isnull=True)
    if actor.role in DESKS and actor.centre:
        waiting = waiting.filter(centre=actor.centre)
    return listed(waiting).order_by("due_on", "id")


def counts(cases):
    """{light or state: how many}, for the head of a list."""
    lights = dict(cases.order_by().filter(state__in=OPEN).values_list("light").annotate(n=Count("id")))
    states = dict(cases.order_by().values_list("state").annotate(n=Count("id")))
    return {"lights": lights, "states": states}


def search(cases, words):
    words = words.strip()
    if not words:
        return cases
    return cases.filter(
        Q(number__icontains=words)
        | Q(applicant_name__icontains=words)
        | Q(item__name__icontains=words)
        | Q(subject__icontains=words)
    )


def hearings_of(actor, open=False):
    """The hearings of the cases this person may see, the nearest due day first; `open`: those still to come to an end."""
    seen = Hearing.objects.filter(case__in=visible_to(actor)).select_related("case__item", "chair")
    going = Q(state__in=HEARING_OPEN, case__closed_on=None, case__decided_on=None)
    return (seen.filter(going) if open else seen).order_by("due_on", "id")


def hearings_waiting(actor):
    """What waits for this person's own organ to do."""
    return hearings_of(actor, open=True).filter(case__holder=actor.body)


def drafts_of(actor):
    return Draft.objects.filter(person=actor.person).select_related("park", "item", "bundle").order_by("-saved_at")


# A hearing to ask for or to waive.
TO_ANSWER = Q(hearing__state="told", closed_on__isnull=True, decided_on__isnull=True)


def waiting_for_applicant(cases):
    """What only the applicant can do next: answer the supplement notice, answer about a hearing, rate what was delivered."""
    return cases.filter(Q(state="supplementing") | Q(state="delivered", rating__isnull=True) | TO_ANSWER)


def papers_given(cases):
    """The papers of these cases, newest first, as rows; not those that only the offices exchange."""
    given = FilteredRelation("papers", condition=~Q(papers__kind__in=OFFICE_PAPERS))
    rows = cases.alias(given=given).filter(given__isnull=False).order_by("-given__day", "-given__id")
    said = {name: F(f"given__{name}") for name in ("title", "token", "day", "kind")}
    return rows.values("number", "item__name", serial=F("given__number"), **said)


def flags_of(actor):
    """监督提示 of the cases this person may see, what nobody has looked at first."""
    found = Flag.objects.filter(case__in=visible_to(actor)).select_related("case__item", "case__park", "by", "seen_by")
    return found.order_by(F("seen_on").desc(nulls_first=True), "-id")


def commitments_to_check(day):
    """告知承诺: granted on a commitment by `day` and to be verified, the nearest `check_by` first."""
    granted = Case.objects.filter(committed=True, outcome="granted", check_by__isnull=False, decided_on__lte=day)
    return listed(granted).order_by("check_by", "id")
