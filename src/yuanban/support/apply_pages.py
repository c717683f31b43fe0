"""/services/apply/: how a company becomes a provider here, and how one that is renews or comes to another park."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from yuanban.cases.applicant.door import applicants
from yuanban.catalogue.choice import open_parks
from yuanban.law import services as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.serving import answer
from yuanban.support import queries
from yuanban.support.actions.apply_admission import Details, Paper, apply_admission
from yuanban.support.doors import problem_of, providers_only, status_of, upload
from yuanban.support.models import AdmissionPaper
from yuanban.support.step import day_of

PAPERS = 3
DETAILS = ("name", "short", "credit_code", "contact", "address", "intro")


@applicants
def first(request):
    """For a company that is not here yet; whoever works for one already is led to its own page."""
    if queries.providers_of(request.actor).exists():
        return redirect("support:renew")
    return form(request, None)


@applicants
@providers_only
def renew(request):
    return form(request, request.provider)


def form(request, provider):
    problem = None
    if request.method == "POST":
        try:
            row = hand_in(request, provider)
        except (Invalid, Refusal) as found:
            problem = found
        else:
            messages.success(request, f"入驻申请已经交给{row.centre.name}，核准以后产品才能公布。")
            return redirect("support:team")
    context = {
        "provider": provider,
        "typed": request.POST,
        "chosen": request.POST.getlist("kinds"),
        "kinds": law.kinds(),
        "centres": [(one.code, one.centre.name) for one in open_parks()],
        "slots": range(PAPERS),
        **problem_of(problem),
    }
    return render(request, "support/apply.html", context, status=status_of(problem))


def hand_in(request, provider):
    post = request.POST
    park = open_parks().filter(code=post.get("centre", "")).first()
    details = None if provider else Details(**{key: post.get(key, "") for key in DETAILS})
    papers = [one for one in (paper(request, n) for n in range(PAPERS)) if one]
    return apply_admission(
        request.actor, park.centre if park else None, post.getlist("kinds"), papers, provider, details
    )


def paper(request, n):
    """One line of the form; None when it is empty."""
    post, name = request.POST, request.POST.get(f"paper-{n}", "").strip()
    file = upload(request, f"file-{n}")
    if not name and file is None:
        return None
    until = day_of(post.get(f"until-{n}", ""), f"until-{n}", required=False)
    return Paper(name, file, post.get(f"number-{n}", ""), until)


def admission_file(request, pk, paper):
    """To the centre that judges it, the supervisors and the provider."""
    row = get_object_or_404(queries.admissions_for(request.actor), pk=pk)
    found = get_object_or_404(AdmissionPaper.objects.select_related("upload"), pk=paper, admission=row)
    return answer(found.upload)
