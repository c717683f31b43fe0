"""The front door: finding a matter in everyday words, in a park that is remembered."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from yuanban.catalogue.choice import chosen_park, open_parks, remember
from yuanban.catalogue.models import Bundle, Item
from yuanban.catalogue.queries import bundles_of, parks_offering, version_on
from yuanban.catalogue.search import Hit, offered, search, suggest
from yuanban.places.models import Park

PER_PAGE = 25
TRIES = ["开饭店", "施工许可", "环评", "招工", "装电梯"]


@login_not_required
def home(request):
    park = chosen_park(request)
    context = {"park": park, "parks": open_parks(), "tries": TRIES}
    if park:
        context |= {"bundles": bundles_of(park, request.actor.day), "themes": themes(park), "often": often(park)}
    return render(request, "catalogue/home.html", context)


def in_park(park):
    return Item.objects.annotate(here=offered(park)).filter(here=True)


def themes(park):
    return in_park(park).exclude(theme="").values("theme").annotate(count=Count("id")).order_by("-count", "theme")


def often(park):
    return in_park(park).filter(uses__gt=0).select_related("organ").order_by("-uses", "name")[:6]


class Results:
    """What a paginator needs of a search: how many, and any stretch of them."""

    def __init__(self, words, park):
        self.words, self.park = words, park

    def __len__(self):
        return search(self.words, self.park, limit=1).total

    def __getitem__(self, part):
        return search(self.words, self.park, limit=part.stop - part.start, offset=part.start).hits

    def __iter__(self):
        return iter(self[0 : len(self)])


@login_not_required
def results(request):
    words, park = request.GET.get("q", "").strip()[:60], chosen_park(request)
    page: Page[Hit] = Paginator(Results(words, park), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "words": words,
        "park": park,
        "page": page,
        "bundles": bundles_for(words, page, park, request.actor.day),
        "tries": TRIES,
    }
    return render(request, "catalogue/results.html", context)


def bundles_for(words, hits, park, day):
    """The 一件事 of this park with that name, or with one of the items found."""
    if not (park and words):
        return Bundle.objects.none()
    here = [hit.item.pk for hit in hits if hit.in_park]
    return bundles_of(park, day).filter(Q(name__icontains=words) | Q(members__item__in=here)).distinct()[:4]


@login_not_required
def suggestions(request):
    words, park = request.GET.get("q", "").strip(), chosen_park(request)
    context = {"hits": suggest(words, park) if words else [], "words": words, "park": park}
    return render(request, "catalogue/suggest.html", context)


@login_not_required
@require_POST
def choose_park(request):
    park = get_object_or_404(Park, code=request.POST.get("park"))
    wanted = request.POST.get("next") or "/"
    safe = wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()) else "/"
    return remember(redirect(safe), park)


@login_not_required
def item(request, pk):
    """An item whoever handles it: which parks do, and otherwise where to go."""
    found = get_object_or_404(Item.objects.select_related("organ", "region"), pk=pk)
    day = request.actor.day
    context = {
        "item": found,
        "version": version_on(found, day),
        "parks": parks_offering(found, day),
        "park": chosen_park(request),
    }
    return render(request, "catalogue/item.html", context)
