"""/desk/bundles/: the 一件事, version by version; drafts are made from another, edited, looked through and published here."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.catalogue.actions.edit_bundle import discard_bundle, edit_bundle, start_bundle
from yuanban.catalogue.actions.publish_bundle import publish_bundle, withdraw_bundle
from yuanban.catalogue.bundle_form import WORDS, changed, day_of, options, told, typed_of
from yuanban.catalogue.bundle_step import KEEPERS, keeps, order_strictly
from yuanban.catalogue.bundling import choose
from yuanban.catalogue.form_showing import drawn
from yuanban.catalogue.models import Bundle
from yuanban.catalogue.problems import said, status
from yuanban.catalogue.queries import not_handled
from yuanban.law import bundle as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.places.models import Park

EDITORS = ("manager", "provincial", "admin", "auditor")


@officials(*EDITORS)
def listed(request, problem=None):
    listing = Listing(request, ("q", "state", "park"))
    found = (
        Bundle.objects.select_related("lead")
        .prefetch_related("parks", "members__item")
        .order_by("name", "code", "-number")
    )
    found = (
        found.filter(state=listing["state"]) if listing["state"] in Bundle.STATES else found.exclude(state="discarded")
    )
    if listing["q"]:
        found = found.filter(name__icontains=listing["q"]) | found.filter(code__icontains=listing["q"])
    if listing["park"]:
        found = found.filter(parks__code=listing["park"])
    context = {
        "listing": listing,
        "rows": listing.cut(found),
        "STATES": Bundle.STATES,
        "parks": [(park.code, park.short) for park in Park.objects.filter(centre__isnull=False).order_by("name")],
        "may_edit": request.actor.role in KEEPERS,
        "every": Bundle.objects.filter(state="published").order_by("name", "code"),
        "typed": request.POST if problem else {},
        **said(problem),
    }
    return render(request, "catalogue/bundles/list.html", context, status=status(problem))


@require_POST
@officials(*EDITORS)
def start(request):
    """From another (its pk in `from`), under a code of its own or as its next version; or empty."""
    post = request.POST
    source = Bundle.objects.filter(pk=post["from"]).first() if post.get("from", "").isdigit() else None
    try:
        draft = start_bundle(request.actor, post.get("code", "").strip(), post.get("name", "").strip(), source)
    except (Refusal, Invalid) as problem:
        return listed(request, problem)
    messages.success(request, f"已建立“{draft.name}”第{draft.number}版草稿。")
    return redirect("catalogue:bundle", draft.pk)


def the_bundle(pk):
    return get_object_or_404(
        Bundle.objects.select_related("lead").prefetch_related("parks", "members__item__organ"), pk=pk
    )


@officials(*EDITORS)
def bundle(request, pk):
    return show(request, the_bundle(pk))


def show(request, one, problem=None, verb=""):
    post, may_edit = request.POST, request.actor.role in KEEPERS and keeps(request.actor, one)
    day = max(request.actor.day, one.from_date or request.actor.day)
    chosen = choose(one, day)
    merged = chosen.merged()
    context = {
        "bundle": one,
        "members": told(one, post if verb == "member" else None),
        "sent": verb,
        "sent_key": post.get("key", ""),
        "may_edit": may_edit and one.state == "draft",
        "may_withdraw": may_edit and one.state == "published",
        "versions": Bundle.objects.filter(code=one.code).order_by("-number"),
        "chosen": chosen,
        "merged": merged,
        "gone": [left.member for left in chosen.left if left.kind == "gone"],
        "not_handled": not_handled(one, day),
        "course": course(one, chosen),
        "stretches": {stretch.key: stretch for stretch in (course(one, chosen) or law.Course((), 0, ())).stretches},
        "asked_apart": sum(len(version.form) for version in chosen.versions),
        "handed_apart": sum(len(version.materials.all()) for version in chosen.versions),
        **{f"typed_{form}": typed for form, typed in typed_of(one, verb, post).items()},
        "day": request.actor.day,
        "chosen_day": day,
        "WORDS": WORDS,
        **options(request.actor, one),
        **said(problem),
    }
    return render(request, "catalogue/bundles/version.html", context, status=status(problem))


def course(one, chosen):
    """None while the draft is in a circle."""
    return None if law.circle(order_strictly(chosen.members)) else chosen.course


@officials(*EDITORS)
def preview(request, pk):
    """The one form and the one list, as an applicant of these circumstances gets them."""
    one = the_bundle(pk)
    raw = {
        key: request.GET.getlist(key) if len(request.GET.getlist(key)) > 1 else request.GET[key] for key in request.GET
    }
    chosen = choose(one, request.actor.day, raw)
    merged = chosen.merged()
    context = {
        "bundle": one,
        "chosen": chosen,
        "merged": merged,
        "asked": drawn([{**q, "section": "", "required": False} for q in one.situations], raw),
        "form": drawn(merged.fields, {}),
        "course": course(one, chosen),
    }
    return render(request, "catalogue/bundles/preview.html", context)


@require_POST
@officials(*EDITORS)
def act(request, pk, verb):
    one, post = the_bundle(pk), request.POST
    seen = post.get("version", "") if post.get("version", "").isdigit() else -1
    try:
        words = do(request, one, verb, post, seen)
    except (Refusal, Invalid) as problem:
        return show(request, one, problem, verb)
    messages.success(request, words)
    return redirect("catalogue:bundles") if verb == "discard" else redirect("catalogue:bundle", pk)


def do(request, one, verb, post, seen):
    if verb == "publish":
        day, last = day_of(post.get("from_date")), day_of(post.get("to_date"))
        publish_bundle(request.actor, one, day, seen, last)
        return f"第{one.number}版已公布，自{day}起适用。"
    if verb == "withdraw":
        withdraw_bundle(request.actor, one, post.get("reason", ""), seen)
        return f"第{one.number}版已停用；已经申请的照常办完。"
    if verb == "discard":
        discard_bundle(request.actor, one, seen)
        return f"第{one.number}版草稿已作废。"
    edit_bundle(request.actor, one, seen, **changed(request.actor, one, verb, post))
    return "已保存。"
