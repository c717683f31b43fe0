"""/my/: what waits for me, what is under way, what I began and did not hand in, what I was given."""

from django.core.paginator import Paginator
from django.shortcuts import render

from yuanban.cases import queries
from yuanban.cases.applicant.door import applicants
from yuanban.cases.models import OPEN
from yuanban.law.refusal import Refusal

PER_PAGE = 25
SHOWS = {"": "全部", "open": "办理中", "closed": "已办结"}
NEWEST = 8


@applicants
def home(request):
    actor = request.actor
    cases = queries.listed(queries.visible_to(actor))
    show, words = request.GET.get("show", ""), request.GET.get("q", "").strip()[:60]
    listed = queries.search(shown(cases, show), words).select_related("bundle_case__bundle")
    context = {
        "todo": queries.waiting_for_applicant(cases).order_by("due_on", "-applied_at"),
        "page": Paginator(listed.order_by("-applied_at", "-id"), PER_PAGE).get_page(request.GET.get("page")),
        "show": show,
        "shows": SHOWS,
        "words": words,
        "drafts": queries.drafts_of(actor),
        "papers": queries.papers_given(cases)[:NEWEST],
        "started": cases.exists(),
    }
    return render(request, "cases/applicant/home.html", context)


def shown(cases, show):
    if show not in SHOWS:
        raise Refusal("wrong-state", because="没有这一类办件。", cure="请从“全部”“办理中”“已办结”中选择。")
    if show == "open":
        return cases.filter(state__in=OPEN)
    return cases.exclude(state__in=OPEN) if show == "closed" else cases


@applicants
def papers(request):
    found = queries.papers_given(queries.visible_to(request.actor))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "cases/applicant/papers.html", {"page": page})
