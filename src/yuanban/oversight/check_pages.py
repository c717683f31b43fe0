"""/desk/checks/: what was granted on a commitment and waits to be verified; one case, and what was found."""

import datetime as dt

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.cases.desk.act import version_of
from yuanban.cases.desk.file import load, status_of
from yuanban.cases.models import Case
from yuanban.catalogue.commitment import text_of
from yuanban.certificates.models import Certificate
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.oversight import queries
from yuanban.oversight.actions.check_commitment import check_commitment, require_checker
from yuanban.oversight.models import Check

READERS = ("approver", "seconded", "auditor", "provincial", "manager")


@officials(*READERS)
def checks(request):
    listing = Listing(request, ("show", "q"))
    listing.path = reverse("oversight:checks")
    show = listing["show"] if listing["show"] in queries.CHECKS_SHOWN else ""
    found = queries.searched(queries.checks_of(request.actor, show), listing["q"])
    context = {
        "listing": listing,
        "show": show,
        "rows": listing.cut(found),
        "shows": [
            (key, name, queries.checks_of(request.actor, key).count()) for key, name in queries.CHECKS_SHOWN.items()
        ],
        "today": request.actor.day,
    }
    return render(request, "oversight/checks.html", context)


@officials(*READERS)
def check(request, number):
    case = load(request.actor, number)
    if not case.committed or case.outcome != "granted":
        raise Http404
    return checked(request, case) if request.method == "POST" else page(request, case)


def checked(request, case):
    post = request.POST
    try:
        done = check_commitment(
            request.actor,
            case.number,
            post.get("result", ""),
            post.get("findings", ""),
            day_of(post.get("mend_by", "")),
            version_of(request),
        )
    except Case.DoesNotExist:
        raise Http404 from None
    except (Invalid, Refusal) as problem:
        return page(request, case, problem)
    messages.success(request, f"已核查：{done.get_result_display()}，告知书在文书里。")
    return redirect("oversight:check", case.number)


def day_of(text):
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def page(request, case, problem=None):
    done = list(case.checks.select_related("by"))
    context = {
        "case": case,
        "version": request.POST.get("version", case.version),
        "commitment": text_of(case.item_version) if case.item_version.commitment else [],
        "checks": done,
        "untrue": bool(done) and done[-1].result == "false",
        "certificate": Certificate.objects.filter(case_number=case.number).first(),
        "may": may(request.actor, case),
        "results": list(Check.RESULTS.items()),
        "typed": request.POST,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
        "today": request.actor.day,
    }
    return render(request, "oversight/check.html", context, status=status_of(problem))


def may(actor, case):
    try:
        require_checker(actor, case)
    except Refusal:
        return False
    return True


def panel(request, case):
    """On the page of a case, for the office and for the applicant: what the organ has found."""
    found = list(case.checks.all()) if case.committed else []
    if not found and not (case.check_by and request.actor.official):
        return None
    return "oversight/check_panel.html", {"case": case, "checks": found, "official": request.actor.official}
