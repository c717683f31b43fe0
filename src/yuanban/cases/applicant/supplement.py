"""Answering the one supplement notice: every gap, with a file for each."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from yuanban.cases.actions.supply import supply
from yuanban.cases.applicant import filled as fill
from yuanban.cases.applicant.door import own_case
from yuanban.cases.applicant.tracking import version_of
from yuanban.law import procedure
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@own_case
def supplement(request, case):
    gaps = list(case.materials.exclude(gap="").select_related("upload"))
    if request.method != "POST":
        return page(request, case, gaps, fill.Filled(), refusal=closed(case))
    filled = taken(request, gaps)
    do, _, key = request.POST.get("do", "supply").partition(":")
    if request.htmx and do in ("file", "drop"):
        return row(request, gaps, filled, key)
    if filled.errors:
        return page(request, case, gaps, filled, filled.errors)
    try:
        supply(request.actor, case.number, filled.files, version=version_of(request))
    except Invalid as problem:
        return page(request, case, gaps, filled, problem.errors)
    except Refusal as refusal:
        return page(request, case, gaps, filled, refusal=refusal)
    messages.success(request, "补正材料已经收到，受理期限重新计算。")
    return redirect("cases:track", case.number)


def closed(case):
    try:
        procedure.check(case.state, "supply")
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


def page(request, case, gaps, filled, errors=None, refusal=None):
    context = {
        "case": case,
        "gaps": gaps,
        "uploads": fill.uploads_of(request.actor, filled),
        "errors": errors or {},
        "refusal": refusal,
    }
    return render(
        request, "cases/applicant/supplement.html", context, status=422 if errors else 409 if refusal else 200
    )
