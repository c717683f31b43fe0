"""好差评 by the one who applied: five levels, once."""

from django.contrib import messages
from django.shortcuts import redirect, render

from yuanban.cases.applicant.door import own_case
from yuanban.cases.applicant.tracking import version_of
from yuanban.law import procedure
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.voice.actions.rate import rate
from yuanban.voice.models import Rating


@own_case
def rating(request, case):
    if request.method != "POST":
        return page(request, case, refusal=not_now(case))
    level, text = request.POST.get("level", ""), request.POST.get("text", "")
    try:
        rate(request.actor, case.number, level if level.isdecimal() else 0, text, version=version_of(request))
    except Invalid as problem:
        return page(request, case, errors=problem.errors)
    except Refusal as refusal:
        return page(request, case, refusal=refusal)
    messages.success(request, "谢谢您的评价。")
    return redirect("cases:track", case.number)


def not_now(case):
    try:
        procedure.check(case.state, "rate")
        procedure.guard_rate_once(Rating.objects.filter(case=case).exists())
    except Refusal as refusal:
        return refusal
    return None


def page(request, case, errors=None, refusal=None):
    context = {"case": case, "levels": Rating.LEVELS, "errors": errors or {}, "refusal": refusal, "typed": request.POST}
    return render(request, "voice/rate.html", context, status=422 if errors else 409 if refusal else 200)
