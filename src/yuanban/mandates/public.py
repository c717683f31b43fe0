"""What a park handles, and how: the park's page, the guide of a matter, the guide of a 一件事."""

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from yuanban.accounts.listing import Listing
from yuanban.accounts.models import Enterprise
from yuanban.catalogue.bundling import choose
from yuanban.catalogue.choice import chosen_park, open_parks, remember
from yuanban.catalogue.forms import check_form, facts_of
from yuanban.catalogue.lists import STAGES
from yuanban.catalogue.queries import bundles_of, version_on
from yuanban.law.mergers import guard_new
from yuanban.mandates import decided_here as rows
from yuanban.mandates import guide as how
from yuanban.mandates.queries import items_of
from yuanban.places import epoch
from yuanban.places.models import Park, ParkMerger

PARKS_PER_PAGE = 24


def the_park(code):
    epoch.remember(epoch.current())  # a visitor asks about forty items; the mark is read once
    if merger := ParkMerger.objects.filter(park__code=code).select_related("park", "into").first():
        guard_new(merger.park.name, merger.into.name, merger.day, dt.date.max)
    return get_object_or_404(open_parks().select_related("committee", "operator", "council"), code=code)


@login_not_required
def parks(request):
    listing = Listing(request, ("q", "kind"), size=PARKS_PER_PAGE)
    found = open_parks()
    if listing["kind"] in Park.KINDS:
        found = found.filter(kind=listing["kind"])
    if listing["q"]:
        words = listing["q"]
        found = found.filter(Q(name__icontains=words) | Q(short__icontains=words) | Q(city__name__icontains=words))
    context = {"parks": listing.cut(found), "listing": listing, "KINDS": Park.KINDS, "chosen": chosen_park(request)}
    return render(request, "mandates/parks.html", context)


@login_not_required
def park(request, park):
    found, day = the_park(park), request.actor.day
    listing, every = Listing(request, ("q", "stage", "where")), rows.rows_of(found, day)
    context = {
        "park": found,
        "listing": listing,
        "parts_of_list": rows.grouped(rows.chosen(every, listing)),
        "total": len(every),
        "counts": [(key, name, sum(one.standing.where == key for one in every)) for key, name in rows.WHERE.items()],
        "STAGES": {**STAGES, "other": rows.OTHER_STAGE},
        "bundles": bundles_of(found, day),
        "regions": how.regions_of(found),
        "day": day,
    }
    return remember(render(request, "mandates/park.html", context), found)


@login_not_required
def guide(request, park, pk):
    found, day = the_park(park), request.actor.day
    item = get_object_or_404(items_of(found, day), pk=pk)
    version = version_on(item, day)
    if version is None:
        raise Http404
    fields = how.fact_fields(version, day)
    facts, errors = asked_facts(fields, request.GET)
    places = [(region.code, region.name) for region in how.regions_of(found)]
    place = request.GET.get("place") or own_place(request.actor)
    where = place if place in dict(places) else None
    handled = how.handling(found, item, day, facts, where)
    context = {"park": found, "item": item, "version": version, "handled": handled, "places": places}
    context |= {"facts": fields, "typed": request.GET, "errors": errors}
    context["bundles"] = how.bundles_integrating(found, item, day, facts, where)
    return render(request, "mandates/guide.html", context | ways(handled, day))


def own_place(actor):
    """Where the enterprise of the one who looks is registered, when there is just one answer."""
    places = set(Enterprise.objects.filter(pk__in=actor.enterprises).values_list("region_id", flat=True))
    return places.pop() if len(places) == 1 else None


def asked_facts(fields, given):
    """The facts in the address; what is not given is simply not known yet."""
    fields = [{**field, "required": False, "when": "", "checks": []} for field in fields]
    clean, errors = check_form(fields, given)
    return facts_of(fields, clean), errors


def ways(handled, day):
    if not handled.plan:
        return {}
    decide = handled.plan.step("decide")
    return {
        "accepts": how.name_of(handled.plan.step("accept").actor, day),
        "legs": how.legs(handled.plan, day),
        "chain": how.chain_cards(decide.chain),
        "decides": how.name_of(decide.actor, day),
        "in_name_of": how.name_of(decide.in_name_of, day),
        "respondent": how.name_of(decide.respondent, day) if decide.respondent else "",
    }


@login_not_required
def bundle(request, park, code):
    found, day = the_park(park), request.actor.day
    one = get_object_or_404(bundles_of(found, day), code=code)
    chosen = choose(one, day)
    merged, course = chosen.merged(), chosen.course
    context = {
        "park": found,
        "bundle": one,
        "rows": how.bundle_overview(found, chosen, day),
        "after": {member.pk: named([*member.needs, *member.after], one) for member in one.members.all()},
        "stretches": {stretch.key: stretch for stretch in course.stretches},
        "course": course,
        "left": chosen.left,
        "form": merged.fields,
        "materials": merged.materials,
        "apart": apart(chosen.versions),
        "name_of": lambda code: how.name_of(code, day),
    }
    return render(request, "mandates/bundle.html", context)


def apart(versions):
    """How much would be asked if each item were applied for by itself."""
    return {"fields": sum(len(v.form) for v in versions), "materials": sum(len(v.materials.all()) for v in versions)}


def named(codes, bundle):
    names = {member.key: member.called for member in bundle.members.all()}
    return [names[code] for code in dict.fromkeys(codes) if code in names]
