"""New papers: a form for an instrument, a form for a seal."""

from django.contrib import messages
from django.shortcuts import redirect, render

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.accounts.models import Person
from yuanban.catalogue.models import Item
from yuanban.law.refusal import Refusal
from yuanban.law.world import POWERS
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.actions.draft_instrument import draft_instrument
from yuanban.mandates.actions.register_seal import register_seal
from yuanban.mandates.models import Instrument, Seal
from yuanban.mandates.pages import MOVERS, day_of
from yuanban.places.models import Body, Centre, Region

CODE = "编号由小写字母、数字和横线组成，例如 weituo-2026-08。"


@officials(*MOVERS)
def new_instrument(request):
    problem = None
    if request.method == "POST":
        try:
            made = draft(request.actor, request.POST)
        except (Refusal, Invalid) as found:
            problem = found
        else:
            messages.success(request, "已起草。核对无误后签署。")
            return redirect("mandates:instrument", made.code)
    kinds = {key: name for key, name in Instrument.KINDS.items() if key != "agency"}
    return form(
        request,
        "mandates/instrument_new.html",
        problem,
        kinds=kinds,
        POWERS=POWERS,
        people=Person.objects.filter(posts__isnull=False).distinct().order_by("name"),
    )


def form(request, template, problem, **more):
    context = {
        "bodies": Body.objects.order_by("name"),
        "items": Item.objects.filter(organ__isnull=False).select_related("organ").order_by("organ__name", "name"),
        "typed": request.POST,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
        **more,
    }
    return render(
        request, template, context, status=200 if problem is None else 422 if isinstance(problem, Invalid) else 409
    )


def draft(actor, post):
    check_code(post.get("code", ""))
    return draft_instrument(
        actor,
        items=Item.objects.filter(pk__in=numbers(post, "items")),
        staff=Person.objects.filter(pk__in=numbers(post, "staff")),
        code=post["code"].strip(),
        kind=post.get("kind", ""),
        title=post.get("title", ""),
        number=post.get("number", "").strip(),
        grantor=Body.objects.filter(code=post.get("grantor", "")).first(),
        to=body_of(post, "to", "请选择承接主体。"),
        powers=[power for power in POWERS if power in post.getlist("powers")],
        territory=territory(post.get("territory", "")),
        condition=post.get("condition", "").strip() or None,
        basis=post.get("basis", "").strip() or None,
        from_date=maybe_day(post, "from_date"),
        to_date=maybe_day(post, "to_date"),
        seal_on_sight=sight(post.get("seal_on_sight", "").strip()),
        duties=post.get("duties", "").strip(),
    )


def check_code(code):
    code = code.strip()
    if not code or not code.isascii() or not code.replace("-", "").isalnum() or code != code.lower():
        raise Invalid({"code": CODE})


def body_of(post, name, sentence):
    found = Body.objects.filter(code=post.get(name, "")).first()
    if found is None:
        raise Invalid({name: sentence})
    return found


def territory(text):
    """Region codes or names, parted by spaces or commas, as codes."""
    words = text.replace("，", " ").replace("、", " ").replace(",", " ").split()
    known = {
        key: region.code
        for region in Region.objects.filter(code__in=words) | Region.objects.filter(name__in=words)
        for key in (region.code, region.name)
    }
    unknown = [word for word in words if word not in known]
    if unknown:
        raise Invalid({"territory": f"没有这个行政区划：{'、'.join(unknown)}。请填写代码或者全称。"})
    return [known[word] for word in words]


def sight(text):
    if text and not (text.isascii() and text.isdigit() and int(text) <= 20):
        raise Invalid({"seal_on_sight": "见章盖章的时限为0至20个工作日。"})
    return int(text) if text else None


def maybe_day(post, name):
    return day_of(post[name], name) if post.get(name) else None


def numbers(post, name):
    return [int(text) for text in post.getlist(name) if text.isascii() and text.isdigit() and len(text) < 15]


@officials()
def seals(request):
    listing = Listing(request, ("q",))
    found = Seal.objects.select_related("of", "kept_by", "place").prefetch_related("items").order_by("of__name", "id")
    if listing["q"]:
        found = found.filter(name__icontains=listing["q"]) | found.filter(kept_by__name__icontains=listing["q"])
    return render(
        request,
        "mandates/seals.html",
        {
            "listing": listing,
            "seals": listing.cut(found),
            "day": request.actor.day,
            "may_move": request.actor.role in MOVERS,
        },
    )


@officials(*MOVERS)
def new_seal(request):
    problem = None
    if request.method == "POST":
        try:
            made = register(request.actor, request.POST)
        except (Refusal, Invalid) as found:
            problem = found
        else:
            messages.success(request, f"已备案：{made.name}。")
            return redirect("mandates:seals")
    return form(request, "mandates/seal_new.html", problem, kinds=Seal.KINDS, centres=Centre.objects.order_by("number"))


def register(actor, post):
    check_code(post.get("code", ""))
    if not post.get("name", "").strip():
        raise Invalid({"name": "请填写印章名称。"})
    if post.get("kind") not in Seal.KINDS:
        raise Invalid({"kind": "请选择印章种类。"})
    return register_seal(
        actor,
        items=Item.objects.filter(pk__in=numbers(post, "items")),
        code=post["code"].strip(),
        of=body_of(post, "of", "请选择印章属于哪个机关。"),
        kept_by=body_of(post, "kept_by", "请选择保管单位。"),
        name=post["name"].strip(),
        kind=post["kind"],
        all_items="all_items" in post,
        place=Centre.objects.filter(code=post.get("place", "")).first(),
        from_date=maybe_day(post, "from_date"),
        to_date=maybe_day(post, "to_date"),
    )
