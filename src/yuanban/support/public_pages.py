"""/services/: what is offered in which park, by whom, under which conditions. Open to all, in an order nobody chose."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import CharField, Count, F, Func, Q, Value
from django.db.models.functions import Concat
from django.shortcuts import get_object_or_404, render

from yuanban.accounts.listing import Listing
from yuanban.catalogue.choice import chosen_park, open_parks
from yuanban.law import services as law
from yuanban.support import queries
from yuanban.support.matches import clauses_of, open_products
from yuanban.support.models import Admission, Product, Provider
from yuanban.support.step import standing_on


class Digest(Func):
    """SHA-256 in hexadecimal, with what PostgreSQL has of itself."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = CharField()


def drawn(rows, seed):
    """The same order as `law.services.in_drawn_order`, asked of the database."""
    return rows.annotate(drawn=Digest(Concat(Value(f"{seed}:"), F("number")))).order_by("drawn")


@login_not_required
def directory(request):
    day, listing = request.actor.day, Listing(request, ("kind", "park", "q"), size=20)
    park = listing["park"] if "park" in request.GET else code_of(chosen_park(request))
    products = matching(open_products(day), listing["q"])
    if park:
        products = products.filter(here(park, day))
    counts = dict(products.order_by().values_list("kind").annotate(n=Count("pk")))
    if listing["kind"] in law.kinds():
        products = products.filter(kind=listing["kind"])
    context = {
        "listing": listing,
        "park": park,
        "parks": [(one.code, one.name) for one in open_parks()],
        "kinds": [(key, kind.name, counts.get(key, 0)) for key, kind in law.kinds().items()],
        "products": listing.cut(drawn(products, day)),
        "units": {key: kind.unit for key, kind in law.kinds().items()},
        "day": day,
    }
    return render(request, "support/directory.html", context)


def code_of(park):
    return park.code if park else ""


def here(park, day):
    """Offered in this park: its provider is admitted there for this kind, and the product does not leave it out."""
    rows = Admission.objects.filter(standing_on(day), centre__park__code=park).values_list("provider", "kinds")
    served = Q(pk__in=[])
    for provider, kinds in rows:
        served |= Q(provider=provider, kind__in=kinds)
    return served & (Q(parks=[]) | Q(parks__contains=[park]))


def matching(rows, words):
    if not words:
        return rows
    return rows.filter(Q(name__icontains=words) | Q(summary__icontains=words) | Q(provider__name__icontains=words))


@login_not_required
def product(request, number):
    """What is stopped can still be read by whoever has asked for it, with the word that it is stopped."""
    row = get_object_or_404(Product.objects.select_related("provider").exclude(state="draft"), number=number)
    day = request.actor.day
    context = {
        "product": row,
        "kind": law.kinds()[row.kind],
        "open": open_products(day).filter(pk=row.pk).exists(),
        "clauses": clauses_of(row, day),
        "rated": queries.rated([row.provider_id]).get(row.provider_id),
    }
    return render(request, "support/product.html", context)


@login_not_required
def providers(request):
    day, listing = request.actor.day, Listing(request, ("kind", "q"), size=20)
    admissions = Admission.objects.filter(standing_on(day))
    if listing["kind"] in law.kinds():
        admissions = admissions.filter(kinds__contains=[listing["kind"]])
    rows = Provider.objects.filter(pk__in=admissions.values("provider"))
    if listing["q"]:
        rows = rows.filter(Q(name__icontains=listing["q"]) | Q(intro__icontains=listing["q"]))
    found = listing.cut(drawn(rows, day))
    context = {
        "listing": listing,
        "kinds": [(key, kind.who) for key, kind in law.kinds().items()],
        "rows": [(row, kinds_of(row.pk, day)) for row in found],
        "rated": queries.rated([row.pk for row in found]),
        "day": day,
    }
    return render(request, "support/providers.html", context)


def kinds_of(provider, day):
    rows = Admission.objects.filter(standing_on(day), provider=provider).values_list("kinds", flat=True)
    held = {kind for kinds in rows for kind in kinds}
    return [kind.who for key, kind in law.kinds().items() if key in held]


@login_not_required
def provider(request, number):
    row, day = get_object_or_404(Provider, number=number), request.actor.day
    admissions = [
        (one, law.standing(one.state, one.from_date, one.to_date, day), [law.kinds()[key].name for key in one.kinds])
        for one in row.admissions.exclude(state__in=("applied", "refused", "renewed"))
        .select_related("centre__park").order_by("centre__number", "-pk")
    ]  # fmt: skip
    ratings = row.ratings.exclude(text="").select_related("request").order_by("-at")[:10]
    context = {
        "provider": row,
        "admissions": admissions,
        "products": open_products(day).filter(provider=row).order_by("kind", "pk"),
        "rated": queries.rated([row.pk]).get(row.pk),
        "ratings": ratings,
        "results": queries.summed(row.requests.filter(state__in=("delivered", "closed"))),
        "KINDS": law.kinds(),
    }
    return render(request, "support/provider.html", context)
