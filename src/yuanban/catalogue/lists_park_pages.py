"""/desk/lists/parks/: what one park's list says today, and what it adds or leaves out."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.catalogue.actions.make_overlay import add_to_park, leave_out
from yuanban.catalogue.actions.undo_overlay import undo_overlay
from yuanban.catalogue.lists import LISTS, STAGES, Overlay
from yuanban.catalogue.lists_forms import counted, day_of, line_of, sections, seen
from yuanban.catalogue.lists_impact import handled
from yuanban.catalogue.lists_pages import ASKED
from yuanban.catalogue.lists_queries import current_lists, reference_items
from yuanban.catalogue.lists_step import keeps
from yuanban.catalogue.models import BasicItem
from yuanban.catalogue.problems import said, status
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.places.models import Park

OPEN = Q(overlays__to_date__isnull=True)


@officials()
def parks(request):
    listing = Listing(request, ("q", "kind"))
    found = Park.objects.select_related("city").annotate(
        adds=Count("overlays", filter=OPEN & Q(overlays__change="add")),
        removes=Count("overlays", filter=OPEN & Q(overlays__change="remove")),
    )
    if listing["kind"] in Park.KINDS:
        found = found.filter(kind=listing["kind"])
    if listing["q"]:
        found = found.filter(Q(name__icontains=listing["q"]) | Q(city__name__icontains=listing["q"]))
    context = {
        "listing": listing,
        "parks": listing.cut(found.order_by("name")),
        "current": current_lists(request.actor.day),
        "KINDS": Park.KINDS,
    }
    return render(request, "catalogue/lists/parks.html", context)


def the_park(code):
    return get_object_or_404(Park.objects.select_related("centre", "city"), code=code)


@officials()
def park(request, park):
    return show(request, park)


def show(request, park, problem=None):
    found, day, listing = the_park(park), request.actor.day, Listing(request, ASKED)
    lines = reference_items(found, day)
    here = handled([found], day).get(found.pk, set())
    context = {
        "park": found,
        "listing": listing,
        "sections": sections(lines, listing),
        "counts": counted(lines),
        "total": len(lines),
        "STAGES": STAGES,
        "here": here,
        "handled": sum(line.basic is not None and line.basic.pk in here for line in lines),
        "government": sum(line.basic is not None for line in lines),
        "overlays": list(found.overlays.order_by("to_date", "change", "-from_date").select_related("basic")),
        "current": current_lists(day, [found.kind]).get(found.kind),
        "may_keep": keeps(request.actor, found),
        "day": day,
        **said(problem),
    }
    return render(request, "catalogue/lists/park.html", context, status=status(problem))


@officials("manager", "provincial")
def add(request, park):
    found, problem = the_park(park), None
    if request.method == "POST":
        try:
            line, day = line_of(request.POST), day_of(request.POST.get("from_date"))
            add_to_park(request.actor, found, line, request.POST.get("reason", "").strip(), day)
        except (Refusal, Invalid) as why:
            problem = why
        else:
            messages.success(request, "已增加。")
            return redirect("catalogue:list-park", found.code)
    return form(request, found, "add", None, problem)


@officials("manager", "provincial")
def remove(request, park):
    """?key=: the line that this park leaves out."""
    found, problem = the_park(park), None
    line = next((one for one in reference_items(found, request.actor.day) if one.key == request.GET.get("key")), None)
    if request.method == "POST":
        try:
            day = day_of(request.POST.get("from_date"))
            leave_out(request.actor, found, request.GET.get("key"), request.POST.get("reason", "").strip(), day)
        except (Refusal, Invalid) as why:
            problem = why
        else:
            messages.success(request, "已减去。")
            return redirect("catalogue:list-park", found.code)
    return form(request, found, "remove", line, problem)


def form(request, found, change, line, problem):
    words = request.GET.get("find", "").strip()[:60]
    typed = request.POST.dict() or {"from_date": request.actor.day.isoformat(), **request.GET.dict()}
    context = {
        "park": found,
        "change": change,
        "line": line,
        "typed": typed,
        "LISTS": LISTS,
        "STAGES": STAGES,
        "find": words,
        "found": BasicItem.objects.filter(name__icontains=words).order_by("name")[:20] if words else [],
        "may_keep": keeps(request.actor, found),
        **said(problem),
    }
    return render(request, "catalogue/lists/overlay.html", context, status=status(problem))


@require_POST
@officials("manager", "provincial")
def undo(request, park, pk):
    overlay = get_object_or_404(Overlay, pk=pk, park__code=park)
    try:
        undo_overlay(request.actor, overlay, seen(request.POST))
    except (Refusal, Invalid) as problem:
        return show(request, park, problem)
    messages.success(request, "已撤销，本园区在这一项上重新跟随同类园区的清单。")
    return redirect("catalogue:list-park", park)
