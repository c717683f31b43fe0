"""What this room adds to the pages of a case: the services asked for beside it, and what such a matter usually needs."""

from yuanban.law import services as law
from yuanban.support import queries
from yuanban.support.models import Connection, Need, ServiceRequest
from yuanban.support.permits import pending


def applicant(request, case):
    rows = beside(case)
    suggested = law.suggested(case.item.name) if case.enterprise_id and not case.closed_on else ()
    asked = {row.kind for row in rows}
    more = [(key, law.kinds()[key].name) for key in suggested if key not in asked]
    if not rows and not more:
        return None
    joined = any(key in law.utilities() for key, _ in more)
    day = request.actor.day
    context = {
        "case": case,
        "rows": [(row, queries.light(row, day)) for row in rows],
        "more": [one for one in more if one[0] not in law.utilities()],
        "joined": joined,
        "waits": pending(case),
    }
    return "support/case_panel.html", context


def desk(request, case):
    """For the officials who see the case: which services wait for it, not what firm and provider tell each other."""
    rows = beside(case)
    if not rows:
        return None
    return "support/desk/case_panel.html", {"rows": [(row, queries.light(row, request.actor.day)) for row in rows]}


def beside(case):
    """Requests that wait for this case or began from it."""
    rows = ServiceRequest.objects.select_related("provider", "product", "connection")
    found = rows.filter(waits_for=case) | rows.filter(need__in=Need.objects.filter(waits_for=case))
    joint = rows.filter(connection__in=Connection.objects.filter(waits_for=case))
    return list((found | joint).distinct().order_by("-asked_at", "pk"))
