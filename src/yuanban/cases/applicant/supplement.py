"""Handing in after applying: every gap of the one supplement notice, or what was promised for later."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from yuanban.cases.actions.make_good import make_good
from yuanban.cases.actions.supply import supply
from yuanban.cases.applicant import filled as fill
from yuanban.cases.applicant.door import own_case
from yuanban.cases.applicant.tracking import version_of
from yuanban.law import procedure
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@own_case
def supplement(request, case):
    return hand_in(request, case, SUPPLEMENT, list(case.materials.exclude(gap="").select_related("upload")))


@own_case
def promised(request, case):
    return hand_in(request, case, PROMISED, list(case.materials.filter(state="deferred").select_related("upload")))


@dataclass(frozen=True)
class Errand:
    """What an applicant hands in after applying, and what is said about it."""

    act: Callable
    verb: str
    title: str
    lead: str
    done: str
    name: str


SUPPLEMENT = Errand(
    act=supply,
    verb="supply",
    title="提交补正材料",
    lead="下面是机关一次性告知的全部内容（《行政许可法》第三十二条第一款第四项）。逐项上传以后一并提交。",
    done="补正材料已经收到，受理期限继续计算。",
    name="cases:supplement",
)
PROMISED = Errand(
    act=make_good,
    verb="make_good",
    title="补齐容缺材料",
    lead="下面是您承诺后补的材料，应当在作出决定前交齐。交齐以前，机关不能作出准予的决定。",
    done="容缺材料已经收到。",
    name="cases:promised",
)


def hand_in(request, case, errand, gaps):
    if request.method != "POST":
        return page(request, case, errand, gaps, fill.Filled(), refusal=closed(case, errand))
    filled = taken(request, gaps)
    do, _, key = request.POST.get("do", "supply").partition(":")
    if request.htmx and do in ("file", "drop"):
        return row(request, gaps, filled, key)
    if filled.errors:
        return page(request, case, errand, gaps, filled, filled.errors)
    try:
        errand.act(request.actor, case.number, filled.files, version=version_of(request))
    except Invalid as problem:
        return page(request, case, errand, gaps, filled, problem.errors)
    except Refusal as refusal:
        return page(request, case, errand, gaps, filled, refusal=refusal)
    messages.success(request, errand.done)
    return redirect("cases:track", case.number)


def closed(case, errand):
    try:
        procedure.check(case.state, errand.verb)
    except Refusal as refusal:
        return refusal
    return None


def taken(request, gaps):
    post, filled = request.POST, fill.Filled()
    filled.files = {g.code: post[f"upload-{g.code}"] for g in gaps if post.get(f"upload-{g.code}", "").isdecimal()}
    fill.take_files(
        request.actor,
        filled,
        {g.code: request.FILES[f"file-{g.code}"] for g in gaps if f"file-{g.code}" in request.FILES},
    )
    do, _, key = post.get("do", "").partition(":")
    if do == "drop":
        filled.files.pop(key, None)
    return filled


def row(request, gaps, filled, key):
    gap = next((g for g in gaps if g.code == key), None)
    if gap is None:
        return HttpResponse(status=404)
    upload = fill.uploads_of(request.actor, filled).get(key)
    return render(
        request,
        "cases/applicant/gap_row.html",
        {"gap": gap, "upload": upload, "error": filled.errors.get(f"material-{key}")},
    )


def page(request, case, errand, gaps, filled, errors=None, refusal=None):
    context = {
        "case": case,
        "errand": errand,
        "gaps": gaps,
        "uploads": fill.uploads_of(request.actor, filled),
        "errors": errors or {},
        "refusal": refusal,
    }
    return render(
        request, "cases/applicant/supplement.html", context, status=422 if errors else 409 if refusal else 200
    )
