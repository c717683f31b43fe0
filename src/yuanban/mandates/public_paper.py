"""A published paper as everyone may read it: who gives what to whom, where and how long. Nothing internal."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from yuanban.catalogue.choice import open_parks
from yuanban.catalogue.queries import versions_on
from yuanban.law.world import POWERS
from yuanban.mandates.decided_here import public_papers
from yuanban.mandates.life import LIVES, life
from yuanban.mandates.wording import labelled
from yuanban.places.models import Region


@login_not_required
def paper(request, code):
    day = request.actor.day
    found = get_object_or_404(public_papers(day), code=code)
    items = list(found.items.select_related("organ").order_by("name"))
    park = open_parks().filter(code=request.GET.get("park", "")).first()
    context = {
        "paper": found,
        "life": life(found, day),
        "LIVES": LIVES,
        "items": items,
        "here": set(park.arrangements.filter(to_date__isnull=True).values_list("item", flat=True)) if park else set(),
        "park": park,
        "powers": "、".join(POWERS[power] for power in found.powers if power in POWERS),
        "places": "、".join(Region.objects.filter(code__in=found.territory).values_list("name", flat=True)),
        "condition": condition(found, items, day),
    }
    return render(request, "mandates/paper.html", context)


def condition(found, items, day):
    """The condition in the words of the items' own forms."""
    fields = [field for version in versions_on(items, day).values() for field in version.form]
    return labelled(found.condition, fields) if found.condition else ""
