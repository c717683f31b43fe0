"""/desk/seal-register/: seals kept at parks and desks, registered before they are used, retired with a reason."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.mandates.actions.register_seal import register_seal
from yuanban.mandates.actions.retire_seal import retire_seal
from yuanban.mandates.choosing import choice_of, chosen_items
from yuanban.mandates.drafting import MOVERS, status_of, typed_context
from yuanban.mandates.models import Seal
from yuanban.mandates.paper_form import check_code, maybe_day, required_body
from yuanban.mandates.reading import day_of, version_of
from yuanban.mandates.terms import last_day
from yuanban.places.models import Body, Centre

STANDINGS = {"use": "可以使用", "soon": "尚未启用", "ended": "已届满", "retired": "已停用"}
EVENTS = {"seal.registered": "备案", "seal.retired": "停用"}


def standing(seal, day):
    if seal.retired_on and seal.retired_on <= day:
        return "retired"
    if seal.from_date and seal.from_date > day:
        return "soon"
    last = last_day(seal)
    return "ended" if last and last < day else "use"


@officials()
def seals(request):
    listing, day = Listing(request, ("q",)), request.actor.day
    found = Seal.objects.select_related("of", "kept_by", "place").prefetch_related("items").order_by("of__name", "id")
    if words := listing["q"]:
        found = (
            found.filter(name__icontains=words)
            | found.filter(kept_by__name__icontains=words)
            | found.filter(of__name__icontains=words)
        )
    context = {
        "listing": listing,
        "seals": [(seal, standing(seal, day)) for seal in listing.cut(found)],
        "STANDINGS": STANDINGS,
        "may_move": request.actor.role in MOVERS,
    }
    return render(request, "mandates/seals.html", context)


@officials()
def seal(request, code):
    return show(request, code)


def show(request, code, problem=None):
    found = get_object_or_404(Seal.objects.select_related("of", "kept_by", "place"), code=code)
    events = Event.objects.filter(stream=found.stream).order_by("seq")
    context = {
        "seal": found,
        "standing": standing(found, request.actor.day),
        "STANDINGS": STANDINGS,
        "items": found.items.select_related("organ").order_by("name"),
        "events": [(event, EVENTS.get(event.kind, event.kind)) for event in events],
        "may_retire": request.actor.role in MOVERS and not found.retired_on,
        "day": request.actor.day,
        **typed_context(request.POST, problem),
    }
    return render(request, "mandates/seal.html", context, status=status_of(problem))


@require_POST
@officials(*MOVERS)
def retire(request, code):
    get_object_or_404(Seal, code=code)
    post = request.POST
    try:
        retire_seal(request.actor, code, day_of(post.get("day"), "day"), post.get("reason", ""), version_of(post))
    except (Refusal, Invalid) as problem:
        return show(request, code, problem)
    messages.success(request, "已停用。")
    return redirect("mandates:seal", code)


@officials(*MOVERS)
def new_seal(request):
    problem = None
    if request.method == "POST" and "find" not in request.POST:
        try:
            made = register(request.actor, request.POST)
        except (Refusal, Invalid) as found:
            problem = found
        else:
            messages.success(request, f"已备案：{made.name}。")
            return redirect("mandates:seals")
    typed = request.POST if request.method == "POST" else QueryDict()
    context = {
        "bodies": Body.objects.order_by("name"),
        "kinds": Seal.KINDS,
        "centres": Centre.objects.order_by("number"),
        "choice": choice_of(typed),
        **typed_context(typed, problem),
    }
    return render(request, "mandates/seal_new.html", context, status=status_of(problem))


def register(actor, post):
    code = check_code(post.get("code", ""))
    if not post.get("name", "").strip():
        raise Invalid({"name": "请填写印章名称。"})
    if post.get("kind") not in Seal.KINDS:
        raise Invalid({"kind": "请选择印章种类。"})
    return register_seal(
        actor,
        items=chosen_items(post),
        code=code,
        of=required_body(post, "of", "请选择印章属于哪个机关。"),
        kept_by=required_body(post, "kept_by", "请选择保管单位。"),
        name=post["name"].strip()[:120],
        kind=post["kind"],
        all_items="all_items" in post,
        place=Centre.objects.filter(code=post.get("place", "")).first(),
        from_date=maybe_day(post, "from_date"),
        to_date=maybe_day(post, "to_date"),
    )
