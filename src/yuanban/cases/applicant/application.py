"""Applying: fill in and hand over, look it through with how it will be handled, hand in once."""

import hashlib

import orjson
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from yuanban.cases.about import guard_asked
from yuanban.cases.actions.apply import apply, part_of, prepare
from yuanban.cases.actions.drafts import discard_draft
from yuanban.cases.applicant import filled as fill
from yuanban.cases.applicant.door import applicants
from yuanban.cases.applicant.matter import helpers_of, matter_for
from yuanban.cases.models import Draft
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.mandates import guide as how


@applicants
def form(request, park, pk=None, code=None, **about):
    matter = matter_for(request.actor, park, pk, code, **about)
    draft = fill.draft_of(request.actor, matter)
    if request.method == "POST":
        return answer(request, matter, draft)
    filled = fill.from_draft(draft) if draft else fill.blank(request.actor, request.user, matter)
    if draft and "check" in request.GET:
        return page(request, matter, filled, draft, *objections(request, matter, filled))
    return page(request, matter, filled, draft, refusal=in_the_way(request, matter))


def in_the_way(request, matter):
    """What cannot be asked of this certificate is said before anybody fills in a form."""
    if matter.certificate is None:
        return None
    try:
        guard_asked(
            fill.application(request.user, matter, fill.blank(request.actor, request.user, matter)), request.actor.day
        )
    except Refusal as refusal:
        return refusal
    return None


def answer(request, matter, draft):
    filled = fill.from_post(request.actor, matter, request.POST, request.FILES)
    do, _, key = request.POST.get("do", "check").partition(":")
    if do == "drop":
        filled.files.pop(key, None)
    draft = fill.keep(request.actor, matter, filled, draft)
    if request.htmx:
        return saved(request) if do == "save" else row(request, matter, filled, key)
    if filled.errors:
        return page(request, matter, filled, draft, filled.errors)
    if do == "check":
        return redirect(matter.check_url)
    messages.success(request, "草稿已保存，可以随时回来接着填。")
    return redirect(f"{matter.url}#field-material-{key}" if key else matter.url)


def saved(request):
    return HttpResponse(f"{timezone.localtime():%H:%M} 已自动保存")


def row(request, matter, filled, key):
    """One material, drawn anew after its file was taken or removed."""
    material = next((m for m in matter.materials if m.key == key), None)
    if material is None:
        return HttpResponse(status=404)
    handed = fill.uploads_of(request.actor, filled).get(key)
    context = {"m": material, "upload": handed, "filled": filled, "error": filled.errors.get(f"material-{key}")}
    return render(request, "cases/applicant/material_row.html", context)


def objections(request, matter, filled):
    """(errors, refusal): what still stands in the way of handing in."""
    try:
        prepared(request, matter, filled)
    except Invalid as problem:
        return problem.errors, None
    except Refusal as refusal:
        return {}, refusal
    return {}, None


def prepared(request, matter, filled):
    """What `apply` would write, without writing it. Everything missing is said at once."""
    missing = fill.problems(request.actor, matter, filled)
    if missing:
        raise Invalid(missing)
    whole = fill.application(request.user, matter, filled)
    return [prepare(request.actor, part_of(whole, item), item) for item in matter.items]


def page(request, matter, filled, draft=None, errors=None, refusal=None):
    helpers = helpers_of(matter.park, request.actor.day)
    context = {
        "matter": matter,
        "filled": filled,
        "uploads": fill.uploads_of(request.actor, filled),
        "draft": draft,
        "errors": errors or {},
        "refusal": refusal,
        "firms": firms_of(request.user, matter),
        "helper_options": [(post.person_id, f"{post.person.name}（{post.body.name}）") for post in helpers],
    }
    return render(request, "cases/applicant/form.html", context, status=422 if errors else 409 if refusal else 200)


def firms_of(user, matter):
    """In whose name; of a certificate only its holder may ask."""
    firms = user.enterprises.order_by("pk")
    return list(firms.filter(pk=matter.certificate.enterprise_id) if matter.certificate else firms)


@applicants
def look_through(request, park, pk=None, code=None, **about):
    matter = matter_for(request.actor, park, pk, code, **about)
    if request.method == "POST":
        return hand_in(request, matter)
    draft = fill.draft_of(request.actor, matter)
    if draft is None:
        return redirect(matter.url)
    filled = fill.from_draft(draft)
    try:
        ready = prepared(request, matter, filled)
    except (Refusal, Invalid):
        return redirect(f"{matter.url}?check")
    context = checked(request, matter, filled, ready)
    return render(request, "cases/applicant/check.html", context | {"saved": stamp(draft)})


def checked(request, matter, filled, ready):
    day = request.actor.day
    agent = next((post for post in helpers_of(matter.park, day) if str(post.person_id) == filled.agent), None)
    return {
        "matter": matter,
        "filled": filled,
        "uploads": fill.uploads_of(request.actor, filled),
        "agent": agent,
        "plans": [(one, how.legs(one.plan, day), deciding(one, day)) for one in ready],
    }


def deciding(one, day):
    """The questions whose answers decided how it is handled."""
    return [(f, one.facts[f["key"]]) for f in how.fact_fields(one.version, day) if f["key"] in one.facts]


def hand_in(request, matter):
    """Once, however often the button is pressed: the draft is taken away in the same transaction."""
    try:
        with transaction.atomic():
            draft = Draft.objects.select_for_update().filter(person=request.actor.person, **matter.key).first()
            if draft is None:
                return already(request)
            if request.POST.get("saved") != stamp(draft):
                messages.warning(request, "您核对以后，这份申请又有改动，请再核对一次。")
                return redirect(matter.check_url)
            filled = fill.from_draft(draft)
            prepared(request, matter, filled)
            cases = apply(request.actor, fill.application(request.user, matter, filled))
            Draft.objects.filter(person=request.actor.person, **matter.key).delete()
    except (Invalid, Refusal):
        return redirect(f"{matter.url}?check")
    return redirect("cases:applied", cases[0].number)


def stamp(draft):
    """Says what of the draft was looked through: what it says, not when it was saved, for an autosave may change nothing."""
    said = {f.attname: getattr(draft, f.attname) for f in draft._meta.concrete_fields if f.name != "saved_at"}
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()


def already(request):
    messages.info(request, "这份申请已经提交过了，没有重复提交。")
    return redirect("cases:my")


@applicants
def discard(request, draft):
    if request.method == "POST":
        discard_draft(request.actor, draft)
        messages.success(request, "草稿已删除。")
    return redirect("cases:my")
