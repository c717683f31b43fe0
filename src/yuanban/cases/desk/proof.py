"""/desk/proof/: for any case: who, by which paper, in whose name, counted how; and whether the record still agrees with itself."""

from django.shortcuts import render

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.cases.desk.derived import chains, stages
from yuanban.cases.desk.file import clock_of, load
from yuanban.cases.desk.rows import rows
from yuanban.cases.history import history
from yuanban.cases.queries import listed, search, visible_to
from yuanban.cases.verify import verify_case

READERS = ("auditor", "provincial", "manager", "approver", "seconded")


@officials(*READERS)
def search_proof(request):
    listing = Listing(request, ("q", "outcome"))
    cases = (
        visible_to(request.actor).filter(outcome=listing["outcome"])
        if listing["outcome"]
        else visible_to(request.actor)
    )
    cases = listing.cut(search(listed(cases), listing["q"]).order_by("-applied_at"))
    return render(request, "cases/desk/proofs.html", {"listing": listing, "rows": rows(cases, request.actor.day)})


@officials(*READERS)
def proof(request, number):
    case = load(request.actor, number)
    planned = stages(case, request.actor.day)
    context = {
        "case": case,
        "differences": verify_case(case),
        "history": history(case),
        "stages": planned,
        "chains": chains(planned),
        "papers": list(case.papers.select_related("in_name_of")),
        **clock_of(case, request.actor.day),
    }
    return render(request, "cases/desk/proof.html", context)
