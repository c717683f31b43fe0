"""/desk/intermediaries/: qualifications to hold against the register; the table of what may be asked; and the proof that nobody ranks."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.catalogue.models import Item
from yuanban.intermediaries import queries
from yuanban.intermediaries.actions.check_offer import check_offer
from yuanban.intermediaries.actions.keep_services import KEEPERS, end_need, require_service
from yuanban.intermediaries.fairness import fairness
from yuanban.intermediaries.models import Offer, Service
from yuanban.law import intermediary as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.recruiting.answering import seen, status_of, told, whole


@officials(*queries.OFFICE)
def offers(request):
    listing, problem, tried = Listing(request, ("state", "q")), None, 0
    if request.method == "POST":
        post, tried = request.POST, whole(request.POST.get("offer", ""), 0)
        try:
            check_offer(
                request.actor,
                get_object_or_404(Offer, pk=tried).pk,
                post.get("result", ""),
                post.get("ground", ""),
                post.get("note", ""),
                seen(request),
            )
            messages.success(request, "已记录核对的结果。")
            return redirect(request.get_full_path())
        except (Refusal, Invalid) as wrong:
            problem = wrong
    rows = queries.offers_to_check()
    rows = rows.filter(state=listing["state"]) if listing["state"] in law.CLAIMS else rows
    rows = rows.filter(intermediary__enterprise__name__icontains=listing["q"]) if listing["q"] else rows
    context = {
        "listing": listing,
        "rows": listing.cut(rows),
        "states": [(key, name) for key, name in law.CLAIMS.items() if key != "left"],
        "grounds": list(law.GROUNDS.items()),
        "may": request.actor.role in ("manager", "provincial"),
        "tried": tried,
        "typed": request.POST,
        "day": request.actor.day,
        **told(problem),
    }
    return render(request, "intermediaries/desk/offers.html", context, status=status_of(problem))


@officials(*queries.OFFICE)
def needs(request):
    listing, problem = Listing(request, ("q",)), None
    if request.method == "POST":
        try:
            stated(request)
            return redirect("intermediaries:needs")
        except (Refusal, Invalid) as wrong:
            problem = wrong
    rows = queries.needs()
    rows = rows.filter(item__name__icontains=listing["q"]) if listing["q"] else rows
    context = {
        "listing": listing,
        "rows": listing.cut(rows),
        "may": request.actor.role in KEEPERS,
        "services": [(one.code, one.name) for one in Service.objects.order_by("name")],
        "typed": request.POST,
        **told(problem),
    }
    return render(request, "intermediaries/desk/needs.html", context, status=status_of(problem))


def stated(request):
    post = request.POST
    if ended := whole(post.get("end", "")):
        end_need(request.actor, ended)
        messages.success(request, "自今天起不再要求。")
        return
    service = Service.objects.filter(code=post.get("service", "")).first()
    item = Item.objects.filter(code=post.get("item", "").strip()).first()
    errors = {} if service else {"service": "请选择服务。"}
    if item is None:
        errors["item"] = "没有找到这个事项编码。"
    if errors:
        raise Invalid(errors)
    require_service(
        request.actor,
        service,
        item,
        post.get("law", ""),
        post.get("article", ""),
        bool(post.get("own")),
        post.get("note", ""),
    )
    messages.success(request, "已列入，办事的人看得到依据。")


@officials(*queries.OFFICE)
def draws(request):
    """Each list is worked out again from its seed; and over many of them, nobody stands in front more than chance has it."""
    listing = Listing(request, ("service",))
    chosen = Service.objects.filter(code=listing["service"]).first()
    rows = queries.draws()
    rows = rows.filter(service=chosen) if chosen else rows
    context = {
        "listing": listing,
        "rows": [(one, law.shuffled(one.seed, one.codes) == tuple(one.shown)) for one in listing.cut(rows)],
        "services": [(one.code, one.name) for one in Service.objects.order_by("name")],
        "chosen": chosen,
        "fair": fairness(chosen) if chosen else None,
    }
    return render(request, "intermediaries/desk/draws.html", context)
