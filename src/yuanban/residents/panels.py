"""What this room adds to the desk page of a case: that a dispute was referred from it, and how far it is. Not what it is about."""

from yuanban.residents.actions.open_dispute import REFERRERS


def desk(request, case):
    rows = list(case.disputes.select_related("holder__body").order_by("-at"))
    may = request.actor.role in REFERRERS
    if not rows and not may:
        return None
    return "residents/desk/case_panel.html", {"case": case, "rows": rows, "may": may}
