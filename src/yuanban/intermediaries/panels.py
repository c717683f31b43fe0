"""What this room adds to the pages of a case: which services a law asks for here, and whether the applicant has ordered one."""

from yuanban.intermediaries.queries import needs


def told(request, case):
    asked, orders = (
        list(needs(case.item)),
        list(case.service_orders.select_related("service", "chosen__enterprise").order_by("-at")),
    )
    return {"case": case, "needs": asked, "orders": orders} if asked or orders else None


def desk(request, case):
    """That there is one and how far, for the window; whom the applicant chose is not the office's business."""
    found = told(request, case)
    return ("intermediaries/desk/case_panel.html", found) if found else None


def applicant(request, case):
    found = told(request, case)
    return ("intermediaries/track_panel.html", found) if found else None
