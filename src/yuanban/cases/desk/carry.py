"""/desk/carry/: the files a helper carries, and who signed for them last."""

import re

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.cases.actions.hand_over import hand_over
from yuanban.cases.desk.act import version_of
from yuanban.cases.desk.file import load, missed, status_of
from yuanban.cases.desk.rows import rows
from yuanban.cases.models import OPEN, Case
from yuanban.cases.queries import listed, search, visible_to
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid

DRAWN = re.compile(r"^M[\d.,\sML]{8,20000}$")


@officials("helper", "clerk", "manager")
def carried(request):
    actor, listing = request.actor, Listing(request, ("q", "whose"))
    cases = search(listed(carrying(actor, listing["whose"])).prefetch_related("handovers"), listing["q"])
    cases = listing.cut(cases.order_by("due_on", "id"))
    context = {
        "listing": listing,
        "rows": rows(cases, actor.day),
        "mine": carrying(actor, "").count(),
        "all": carrying(actor, "all").count(),
    }
    return render(request, "cases/desk/carry.html", context)


def carrying(actor, whose):
    """Open cases with an agent: this helper's own, or everyone's of this centre."""
    everyone = whose == "all" or actor.role != "helper"
    found = visible_to(actor).filter(state__in=OPEN)
    return found.filter(Q(agent__isnull=False)) if everyone else found.filter(agent=actor.person)


@officials("helper", "clerk", "manager")
def hand(request, number):
    problem = None
    if request.method == "POST":
        try:
            sign(request, number)
        except Case.DoesNotExist:
            raise Http404 from None
        except (Refusal, Invalid) as found:
            problem = found
        else:
            messages.success(request, "已登记交接。")
            return redirect("cases:carry-case", number)
    return hand_page(request, number, problem)


def sign(request, number):
    post = request.POST
    drawn = post.get("drawn", "").strip()
    signature = drawn if DRAWN.match(drawn) else post.get("signature", "")
    return hand_over(
        request.actor,
        number,
        post.get("giver", ""),
        post.get("taker", ""),
        post.get("what", ""),
        signature,
        version_of(request),
    )


def hand_page(request, number, problem=None):
    case = load(request.actor, number)
    context = {
        "case": case,
        "handovers": list(case.handovers.order_by("-id")),
        "typed": request.POST
        if problem
        else {"giver": case.applicant_name if not case.handovers.exists() else request.actor.name},
        "refusal": problem if isinstance(problem, Refusal) else None,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
        "missed": missed(request, case) if problem else [],
        "drawn": DRAWN.match,
    }
    return render(request, "cases/desk/hand.html", context, status=status_of(problem))
