"""赋权事项清单: every power that was handed down to a park, item by item, by the papers that are published."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from yuanban.accounts.listing import Listing
from yuanban.law.world import POWERS
from yuanban.mandates.decided_here import public_papers
from yuanban.mandates.life import LIVES, life
from yuanban.mandates.models import Instrument
from yuanban.programme.support_pages import XLSX
from yuanban.programme.support_xlsx import powers_book

DOWN = ("devolution", "centralisation", "entrustment")


@login_not_required
def powers(request):
    listing, day = Listing(request, ("kind", "organ", "state", "q")), request.actor.day
    papers = public_papers(day).filter(kind__in=DOWN)
    every = Instrument.items.through.objects.filter(instrument__in=papers.values("pk"))
    rows = chosen(every, listing, day).select_related("instrument__grantor", "instrument__to", "item")
    rows = rows.order_by("item__name", "instrument__published_on", "pk")
    if request.GET.get("xlsx"):
        made = HttpResponse(powers_book([line(one) for one in rows], day), content_type=XLSX)
        made["Content-Disposition"] = 'attachment; filename="powers.xlsx"'
        return made
    grantors = papers.exclude(grantor=None).order_by("grantor__name")
    context = {
        "listing": listing,
        "rows": [(one, life(one.instrument, day), named(one.instrument)) for one in listing.cut(rows)],
        "organs": list(grantors.values_list("grantor__code", "grantor__name").distinct()),
        "kinds": [(kind, Instrument.KINDS[kind]) for kind in DOWN],
        "LIVES": LIVES,
        "counts": [(Instrument.KINDS[kind], every.filter(instrument__kind=kind).count()) for kind in DOWN],
    }
    return render(request, "programme/powers.html", context)


def chosen(rows, listing, day):
    if listing["kind"] in DOWN:
        rows = rows.filter(instrument__kind=listing["kind"])
    if listing["organ"]:
        rows = rows.filter(instrument__grantor__code=listing["organ"])
    over = Q(instrument__to_date__lt=day) | Q(instrument__revoked_on__lte=day)
    if listing["state"] == "live":
        rows = rows.exclude(over)
    elif listing["state"] == "over":
        rows = rows.filter(over)
    if words := listing["q"]:
        about = Q(item__name__icontains=words) | Q(instrument__to__name__icontains=words)
        rows = rows.filter(about | Q(instrument__title__icontains=words) | Q(instrument__number__icontains=words))
    return rows


def named(paper):
    return "、".join(POWERS[power] for power in paper.powers if power in POWERS)


def line(one):
    paper = one.instrument
    grantor = paper.grantor.name if paper.grantor else paper.grantor_name
    to = paper.to.name if paper.to else paper.to_name
    return (
        one.item.name, paper.get_kind_display(), grantor, to, named(paper), paper.title, paper.number,
        paper.published_on, paper.to_date,
    )  # fmt: skip
