"""/desk/ratings/: what applicants said of the cases this person may see."""

from django.db.models import Count, Q
from django.shortcuts import render

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.cases.queries import visible_to
from yuanban.voice.models import Rating

GOOD = (1, 2, 3)


@officials("clerk", "approver", "seconded", "helper", "auditor", "manager", "provincial")
def ratings(request):
    listing = Listing(request, ("level", "q"))
    base = Rating.objects.filter(case__in=visible_to(request.actor))
    found = listing.cut(chosen(base, listing).select_related("case__item", "case__park").order_by("-at"))
    return render(request, "voice/ratings.html", {"listing": listing, "ratings": found, **totals(base)})


def chosen(base, listing):
    if listing["level"] in map(str, Rating.LEVELS):
        base = base.filter(level=int(listing["level"]))
    words = listing["q"]
    case = (
        Q(case__number__icontains=words)
        | Q(case__item__name__icontains=words)
        | Q(case__applicant_name__icontains=words)
    )
    return base.filter(case | Q(text__icontains=words)) if words else base


def totals(base):
    """好评率 counts the first three of the five levels (国办发〔2019〕51号)."""
    counts = dict(base.values_list("level").annotate(n=Count("pk")))
    total = sum(counts.values())
    good = sum(counts.get(level, 0) for level in GOOD)
    levels = [(level, name, counts.get(level, 0)) for level, name in Rating.LEVELS.items()]
    return {"levels": levels, "total": total, "good": round(100 * good / total, 1) if total else None}
