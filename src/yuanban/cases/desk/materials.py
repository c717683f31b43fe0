"""/desk/cases/N/materials/CODE/: an official checks by themselves what need not be handed in, or has held the original."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.cases.actions.check_internally import check_internally
from yuanban.cases.actions.check_original import check_original
from yuanban.cases.desk.act import version_of
from yuanban.cases.desk.file import show
from yuanban.cases.models import Case
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid

FOUND = {"again": None, "found": True, "missing": False}


@require_POST
@officials()
def original(request, number, code):
    return done(request, number, f"original-{code}", "已登记核对原件。", lambda: check_original(
        request.actor, number, code, version_of(request)
    ))  # fmt: skip


@require_POST
@officials()
def internal(request, number, code):
    found = FOUND.get(request.POST.get("do", ""))
    text = request.POST.get(f"check-{code}-text", "")
    return done(request, number, f"check-{code}", "核查结果已经记入本件。", lambda: check_internally(
        request.actor, number, code, found, text, version_of(request)
    ))  # fmt: skip


def done(request, number, tried, said, act):
    try:
        act()
    except Case.DoesNotExist:
        raise Http404 from None
    except (Refusal, Invalid) as problem:
        return show(request, number, tried, problem)
    messages.success(request, said)
    return redirect("cases:file", number)
