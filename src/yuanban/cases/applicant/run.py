"""Following one's 一件事: one page, one graph, every part on it; what to choose when one part failed."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from yuanban.cases import runs
from yuanban.cases.actions.run_together import CHOICES, choose_rest, wish_early
from yuanban.cases.models import BundleCase
from yuanban.cases.queries import papers_given, visible_to
from yuanban.cases.run_view import shown, story
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


def own_run(view):
    """The applicant's view; an official is led to the desk, a stranger finds nothing."""

    @wraps(view)
    def guarded(request, number, *args, **kwargs):
        if request.actor.official:
            return redirect("cases:desk-run", number)
        found = runs.visible_to(request.actor, visible_to(request.actor)).select_related("bundle__lead", "park__centre")
        run = found.filter(number=number).first()
        if run is None:
            raise BundleCase.DoesNotExist(number)
        return view(request, run, *args, **kwargs)

    return guarded


@own_run
def track(request, run):
    return page(request, run)


def page(request, run, problem=None):
    context = shown(run, request.actor.day) | {
        "timeline": story(run),
        "papers": papers_of(run),
        "refusal": problem if isinstance(problem, Refusal) else None,
        "CHOICES": CHOICES,
    }
    return render(request, "cases/applicant/run.html", context, status=409 if problem else 200)


def papers_of(run):
    """Every paper of every part, newest first, as rows."""
    return papers_given(run.cases)


@require_POST
@own_run
def early(request, run):
    wish_early(request.actor, run.number)
    messages.success(request, "已经登记：先办好的结果先通知您领取，其余的办完再送。")
    return redirect("cases:run", run.number)


@require_POST
@own_run
def rest(request, run):
    choice, seen = request.POST.get("choice", ""), request.POST.get("version", "")
    try:
        choose_rest(request.actor, run.number, choice, seen if seen.isdigit() else -1)
    except (Refusal, Invalid) as problem:
        return page(request, run, problem)
    messages.success(request, f"已经登记：{CHOICES[choice]}。")
    return redirect("cases:run", run.number)
