"""Handing in after applying: every gap of the one supplement notice, or what was promised for later."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from yuanban.cases import gaps as gap
from yuanban.cases.actions.make_good import make_good
from yuanban.cases.actions.supply import code_of, supply
from yuanban.cases.applicant import filled as fill
from yuanban.cases.applicant import offers
from yuanban.cases.applicant.door import own_case
from yuanban.cases.applicant.tracking import version_of
from yuanban.catalogue.form_posting import posted
from yuanban.catalogue.form_showing import drawn
from yuanban.law import procedure
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.shelf.holders import holder_of


@dataclass(frozen=True)
class Wanted:
    """A file that may be handed in: for a material with all its gaps, or as proof of a condition."""

    code: str
    name: str
    gaps: list
    upload: Any = None


@own_case
def supplement(request, case):
    return hand_in(request, case, SUPPLEMENT, wanted(case), gap.open_gaps(case))


def wanted(case):
    """What files the notice asks for, in its order."""
    had = {m.code: m.upload for m in case.materials.select_related("upload")}
    asked: dict[str, list] = {}
    for one in gap.open_gaps(case):
        if one.target != "field":
            asked.setdefault(code_of(one), []).append(one)
    return [Wanted(code, gaps[0].name, gaps, had.get(code)) for code, gaps in asked.items()]


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
    title="提交补正",
    lead="下面是机关一次性告知的全部内容（《行政许可法》第三十二条第一款第四项）。逐项上传、改正或者说明以后，一并提交。",
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


def hand_in(request, case, errand, gaps, asked=()):
    """`gaps`: the files wanted; `asked`: the gaps of a notice, whose answers may be corrected or explained."""
    if request.method != "POST":
        return page(request, case, errand, gaps, fill.Filled(), asked, refusal=closed(case, errand))
    filled = taken(request, gaps)
    do, _, key = request.POST.get("do", "supply").partition(":")
    if do == "shelf":
        key, _, pk = key.partition(":")
        offers.take_one(request.actor, holder_of(case.enterprise, case.applicant), filled, key, pk)
    if request.htmx and do in ("file", "drop", "shelf"):
        return row(request, case, gaps, filled, key)
    if do == "shelf" and not filled.errors:
        return page(request, case, errand, gaps, filled, asked)
    if filled.errors:
        return page(request, case, errand, gaps, filled, asked, filled.errors)
    try:
        errand.act(
            request.actor, case.number, filled.files, version=version_of(request), **answers(request, case, asked)
        )
    except Invalid as problem:
        return page(request, case, errand, gaps, filled, asked, problem.errors)
    except Refusal as refusal:
        return page(request, case, errand, gaps, filled, asked, refusal=refusal)
    messages.success(request, errand.done)
    return redirect("cases:track", case.number)


def answers(request, case, asked):
    """The corrected answers and the statements, when it is a notice that is answered."""
    if not asked:
        return {}
    fields = [f for f in case.item_version.form if f["key"] in {one.key for one in asked if one.target == "field"}]
    said = {str(one.number): request.POST.get(f"said-{one.number}", "") for one in asked}
    return {"form": posted(fields, request.POST), "said": said}


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


def row(request, case, gaps, filled, key):
    gap = next((g for g in gaps if g.code == key), None)
    if gap is None:
        return HttpResponse(status=404)
    upload = fill.uploads_of(request.actor, filled).get(key)
    return render(
        request,
        "cases/applicant/gap_row.html",
        {
            "gap": gap,
            "upload": upload,
            "error": filled.errors.get(f"material-{key}"),
            "shelf": offers.for_case(request.actor, case, [gap]),
        },
    )


def questions(request, case, asked, errors):
    """[(gap, the question as the form draws it)], with what was typed, or else what stands in the form."""
    fields = case.item_version.form
    raw = posted(fields, request.POST, case.form) if request.method == "POST" else case.form
    form = drawn(fields, case.form | raw, errors)
    return [(one, form.ask(one.key)) for one in asked if one.target == "field"]


def page(request, case, errand, gaps, filled, asked=(), errors=None, refusal=None):
    context = {
        "questions": questions(request, case, asked, errors or {}),
        "typed": request.POST,
        "case": case,
        "errand": errand,
        "gaps": gaps,
        "uploads": fill.uploads_of(request.actor, filled),
        "shelf": offers.for_case(request.actor, case, gaps),
        "errors": errors or {},
        "refusal": refusal,
    }
    return render(
        request, "cases/applicant/supplement.html", context, status=422 if errors else 409 if refusal else 200
    )
