"""/desk/items/: what every item says, version by version; drafts are edited and published here."""

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.catalogue import draft_form as form
from yuanban.catalogue.actions.assign_organ import assign_organ
from yuanban.catalogue.actions.edit_draft import edit_draft
from yuanban.catalogue.actions.publish_version import publish_version
from yuanban.catalogue.actions.start_draft import start_draft
from yuanban.catalogue.comparing import CHANNELS, charged, cited, differences
from yuanban.catalogue.material_kinds import choices
from yuanban.catalogue.models import Item, ItemVersion, Material
from yuanban.catalogue.problems import said, status
from yuanban.catalogue.search import matching
from yuanban.catalogue.step import MANAGERS, offered_elsewhere
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.places.models import Body

UNKNOWN = "unknown"
KEPT = {"start": "已从现行版本复制出一份草稿。", "publish": "已公布。", "organ": "主管机关已确定。"}


def having(state):
    return Exists(ItemVersion.objects.filter(item=OuterRef("pk"), state=state))


STANDS = {
    "draft": ("有草稿", Q(drafted=True)),
    "unpublished": ("没有已公布的版本", Q(published=False)),
    "organless": ("主管机关未定", Q(organ=None)),
    "warned": ("编码有疑问", ~Q(warnings=[])),
}


@officials(*MANAGERS)
def items(request):
    listing = Listing(request, ("q", "organ", "list", "stand"))
    base = chosen(listing)
    found = base.filter(STANDS[listing["stand"]][1]) if listing["stand"] in STANDS else base
    context = {
        "listing": listing,
        "items": listing.cut(found.select_related("organ", "region")),
        "total": base.count(),
        "stands": [(key, name, base.filter(test).count()) for key, (name, test) in STANDS.items()],
        "organs": Body.objects.filter(items__isnull=False).distinct().order_by("name"),
        "lists": Item.LISTS,
    }
    return render(request, "catalogue/desk/items.html", context)


def chosen(listing):
    found = matching(listing["q"]) if listing["q"] else Item.objects.order_by("name", "organ_name", "code")
    found = found.annotate(drafted=having("draft"), published=having("published"))
    if listing["list"] in Item.LISTS:
        found = found.filter(list=listing["list"])
    if listing["organ"] == UNKNOWN:
        return found.filter(organ=None)
    return found.filter(organ__code=listing["organ"]) if listing["organ"] else found


@officials(*MANAGERS)
def item(request, pk):
    return show(request, pk)


def show(request, pk, tried="", problem=None):
    found = get_object_or_404(Item.objects.select_related("organ", "region", "basic"), pk=pk)
    versions = list(
        found.versions.select_related("supervisor", "first_reviewer").prefetch_related("materials").order_by("-number")
    )
    context = {
        "item": found,
        "versions": [(one, against(one, versions)) for one in versions],
        "draft": draft_of(versions),
        "in_force": in_force(versions, request.actor.day),
        "may_move": may_move(request.actor, found),
        "bodies": Body.objects.filter(kind__in=("organ", "organisation")).order_by("name") if not found.organ else [],
        "cited": cited,
        "charged": charged,
        "CHANNELS": CHANNELS,
        "day": request.actor.day,
        "tried": tried,
        "typed": request.POST if tried else {},
        **said(problem),
    }
    return render(request, "catalogue/desk/item.html", context, status=status(problem))


def against(version, versions):
    """A draft is held against what it would replace, a published version against the one before it."""
    before = [one for one in versions if one.number < version.number and one.state != "draft"]
    return (before[0].number, differences(before[0], version)) if before else None


def draft_of(versions):
    return next((one for one in versions if one.state == "draft"), None)


def in_force(versions, day):
    return next((v for v in versions if v.state == "published" and binds(v.validity, day)), None)


def binds(validity, day):
    return validity.lower <= day and (validity.upper is None or day < validity.upper)


def may_move(actor, found):
    return actor.role != "manager" or not offered_elsewhere(found, actor)


@require_POST
@officials(*MANAGERS)
def move(request, pk, verb):
    found = get_object_or_404(Item, pk=pk)
    if verb not in DO:
        raise Http404
    try:
        DO[verb](request, found)
    except (Refusal, Invalid) as problem:
        return show(request, pk, verb, problem)
    messages.success(request, KEPT[verb])
    return redirect("catalogue:item-draft" if verb == "start" else "catalogue:item-versions", pk)


def start(request, found):
    start_draft(request.actor, found, seen(request))


def publish(request, found):
    publish_version(request.actor, the_draft(found), seen(request))


def organ(request, found):
    body = Body.objects.filter(code=request.POST.get("organ", "")).first()
    assign_organ(request.actor, found, body, seen(request))


DO = {"start": start, "publish": publish, "organ": organ}


def seen(request):
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def the_draft(found):
    draft = found.versions.filter(state="draft").order_by("-number").first()
    if draft is None:
        raise Refusal("wrong-state", because="这个事项没有草稿。", cure="请先新建草稿。")
    return draft


@officials(*MANAGERS)
def draft(request, pk):
    """The buttons of rows only redraw the form; nothing is kept until it is saved."""
    found = get_object_or_404(Item.objects.select_related("organ"), pk=pk)
    version = get_object_or_404(found.versions.filter(state="draft").order_by("-number")[:1])
    if request.method != "POST":
        return editor(request, found, version, form.of_version(version))
    typed, do = form.of_post(request.POST), request.POST.get("do", "save")
    if do != "save":
        return editor(request, found, version, form.moved(typed, do))
    try:
        day, materials, fields = form.read(typed)
        edit_draft(request.actor, version, day, materials, seen(request), **fields)
    except (Refusal, Invalid) as problem:
        return editor(request, found, version, typed, problem)
    messages.success(request, "草稿已保存。核对无误后公布。")
    return redirect("catalogue:item-versions", pk)


def lower_organs(found):
    """Who may be named to review first: organs and authorised organisations other than the one that decides."""
    bodies = Body.objects.filter(
        kind__in=("organ", "organisation"), role__in=("department", "committee", "institution")
    )
    return bodies.exclude(pk=found.organ_id).order_by("name")


def editor(request, found, version, typed, problem=None):
    context = {
        "item": found,
        "draft": version,
        "typed": typed,
        "seen": request.POST.get("version", found.version),
        "KINDS": ItemVersion.KINDS,
        "RESULTS": ItemVersion.RESULTS,
        "NEEDS": Material.NEEDS,
        "shelf_kinds": choices(),
        "SOURCES": Material.SOURCES,
        "CHANNELS": CHANNELS,
        "lower": [(body.code, body.name) for body in lower_organs(found)],
        **said(problem),
    }
    return render(request, "catalogue/desk/draft.html", context, status=status(problem))
