"""园区架构: the bodies of a park, what the standing of each lets it do, and by which papers it does what here."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from yuanban.law.structure import DEEDS
from yuanban.places.models import Park
from yuanban.programme import structure as of_park


@login_not_required
def structure(request, park):
    rows = Park.objects.filter(centre__isnull=False).select_related(
        "committee", "operator", "council", "centre", "merger__into"
    )
    found = get_object_or_404(rows, code=park)
    context = {
        "park": found,
        "bodies": of_park.bodies(found, request.actor.day),
        "DEEDS": DEEDS,
        "places": of_park.places(found, request.actor.day),
        "rules": of_park.rules(found, request.actor.day),
    }
    return render(request, "programme/structure.html", context)
