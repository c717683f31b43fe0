"""What this room adds to the pages of a case: who runs for it, and where its papers are."""

from yuanban.crew.queries import orders_for, originals_for


def of_case(request, case):
    orders = list(orders_for(request.actor).filter(case=case).order_by("-id"))
    papers = list(originals_for(request.actor).filter(case=case).order_by("pk"))
    return {"case": case, "orders": orders, "papers": papers}


def desk(request, case):
    if request.actor.role not in ("clerk", "helper", "manager", "auditor", "provincial"):
        return None
    return "crew/case_panel.html", of_case(request, case) | {"may_order": not case.closed_on}


def applicant(request, case):
    found = of_case(request, case)
    return ("crew/track_panel.html", found) if found["orders"] else None
