"""/desk/lists/: the reference lists of the four kinds of park, version by version; drafts are edited and published here."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.catalogue.actions.discard_reference import discard_reference
from yuanban.catalogue.actions.edit_reference import edit_reference
from yuanban.catalogue.actions.publish_reference import publish_reference
from yuanban.catalogue.actions.start_reference import start_reference
from yuanban.catalogue.lists import LISTS, STAGES, ReferenceList
from yuanban.catalogue.lists_diff import difference, lines_of
from yuanban.catalogue.lists_forms import (
    counted,
    day_of,
    sections,
    seen,
)
from yuanban.catalogue.lists_impact import compared, impacts
from yuanban.catalogue.lists_queries import current_lists
from yuanban.catalogue.problems import said, status
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.places.models import Park

ASKED = ("q", "list", "stage")


@officials()
def kinds(request):
    return show_kinds(request)


def show_kinds(request, problem=None):
    day = request.actor.day
    current = current_lists(day)
    context = {
        "kinds": [told(kind, current.get(kind), day) for kind in Park.KINDS],
        "LISTS": LISTS,
        "mine": own_park(request.actor),
        "may_edit": request.actor.role == "provincial",
        **said(problem),
    }
    return render(request, "catalogue/lists/kinds.html", context, status=status(problem))


def told(kind, current, day):
    versions = list(ReferenceList.objects.filter(kind=kind).order_by("-number"))
    counts = dict(current.entries.values_list("list").annotate(Count("id"))) if current else {}
    return {
        "kind": kind,
        "name": Park.KINDS[kind],
        "current": current,
        "draft": next((one for one in versions if one.state == "draft"), None),
        "coming": [one for one in versions if one.state == "published" and one.from_date > day],
        "past": [one for one in versions if one.state == "published" and one.from_date <= day and one != current],
        "counts": [counts.get(name, 0) for name in LISTS],
        "parks": Park.objects.filter(kind=kind).count(),
    }


def own_park(actor):
    return Park.objects.filter(centre=actor.centre).first() if actor.centre else None


def the_version(kind, number):
    return get_object_or_404(ReferenceList, kind=kind, number=number)


@officials()
def version(request, kind, number):
    return show(request, the_version(kind, number))


def show(request, reference, tried="", problem=None):
    listing, lines = Listing(request, ASKED), list(lines_of(reference).values())
    replaces, changed = compared(reference, request.actor.day)
    context = {
        "reference": reference,
        "listing": listing,
        "sections": sections(lines, listing),
        "counts": counted(lines),
        "total": len(lines),
        "STAGES": STAGES,
        "before": before(reference),
        "replaces": replaces,
        "changed": changed,
        "may_edit": request.actor.role == "provincial" and reference.state == "draft",
        "day": request.actor.day,
        "current": current_lists(request.actor.day, [reference.kind]).get(reference.kind),
        "typed": request.POST if tried else {},
        **said(problem),
    }
    return render(request, "catalogue/lists/version.html", context, status=status(problem))


def before(reference):
    earlier = ReferenceList.objects.filter(kind=reference.kind, number__lt=reference.number, state="published")
    return earlier.order_by("-number").first()


@require_POST
@officials()
def start(request, kind):
    try:
        draft = start_reference(request.actor, kind)
    except (Refusal, Invalid) as problem:
        return show_kinds(request, problem)
    messages.success(request, f"已建立第{draft.number}版草稿，内容与前一版相同。")
    return redirect("catalogue:list-version", kind, draft.number)


@require_POST
@officials()
def publish(request, kind, number):
    reference = the_version(kind, number)
    try:
        day = day_of(request.POST.get("from_date"))
        publish_reference(request.actor, reference, day, seen(request.POST))
    except (Refusal, Invalid) as problem:
        return show(request, reference, "publish", problem)
    messages.success(request, f"第{number}版已公布，自{day}起适用。")
    return redirect("catalogue:list-version", kind, number)


@require_POST
@officials()
def discard(request, kind, number):
    reference = the_version(kind, number)
    try:
        discard_reference(request.actor, reference, seen(request.POST))
    except (Refusal, Invalid) as problem:
        return show(request, reference, "discard", problem)
    messages.success(request, f"第{number}版草稿已作废。")
    return redirect("catalogue:lists")


@require_POST
@officials()
def note(request, kind, number):
    reference = the_version(kind, number)
    try:
        edit_reference(request.actor, reference, note=request.POST.get("note", "").strip(), seen=seen(request.POST))
    except (Refusal, Invalid) as problem:
        return show(request, reference, "note", problem)
    messages.success(request, "本版说明已保存。")
    return redirect("catalogue:list-version", kind, number)


@officials()
def diff(request, kind, number):
    """Against the version before it, or against any other: ?against=N."""
    reference = the_version(kind, number)
    versions = list(ReferenceList.objects.filter(kind=kind).order_by("-number"))
    asked = request.GET.get("against", "")
    other = next((one for one in versions if str(one.number) == asked), None) or before(reference)
    context = {
        "reference": reference,
        "other": other,
        "versions": [one for one in versions if one.number != reference.number],
        "found": difference(lines_of(other), lines_of(reference)) if other else None,
    }
    return render(request, "catalogue/lists/diff.html", context)


@officials()
def impact(request, kind, number):
    reference, day = the_version(kind, number), request.actor.day
    listing = Listing(request, ("q",))
    parks = Park.objects.filter(kind=kind).select_related("city", "centre").order_by("name")
    parks = parks.filter(name__icontains=listing["q"]) if listing["q"] else parks
    replaces, changed = compared(reference, day)
    context = {
        "reference": reference,
        "listing": listing,
        "replaces": replaces,
        "changed": changed,
        "impacts": impacts(reference, listing.cut(parks), day),
    }
    return render(request, "catalogue/lists/impact.html", context)
