"""Applying: fill in and hand over, look it through with how it will be handled, hand in once."""

import hashlib
from dataclasses import replace

import orjson
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from yuanban.cases import bundled
from yuanban.cases.about import guard_asked
from yuanban.cases.actions.apply import apply, prepare
from yuanban.cases.actions.drafts import discard_draft
from yuanban.cases.applicant import asking, chosen_ways, offers
from yuanban.cases.applicant import filled as fill
from yuanban.cases.applicant.door import applicants
from yuanban.cases.applicant.matter import helpers_of, matter_for
from yuanban.cases.models import Draft
from yuanban.catalogue.form_telling import told
from yuanban.catalogue.forms import check_form
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.mandates import guide as how
from yuanban.shelf.holders import holder_of


@applicants
def form(request, park, pk=None, code=None, **about):
    matter = matter_for(request.actor, park, pk, code, **about)
    if matter.open:
        return redirect("cases:situations", park, code)
    draft = fill.draft_of(request.actor, matter)
    guided = asking.guided_in(request, matter, fill.from_draft(draft).guided if draft else None)
    matter = asking.suited(matter, guided)
    if request.method == "POST":
        return answer(request, matter, draft, guided)
    filled = fill.from_draft(draft) if draft else fill.blank(request.actor, request.user, matter, guided)
    if draft and asking.GUIDED in request.GET:
        filled.answers |= asking.from_guidance(matter, guided)
    filled.guided = guided
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


def answer(request, matter, draft, guided):
    filled = fill.from_post(request.actor, matter, request.POST, request.FILES, draft)
    filled.guided, filled.began = guided, fill.from_draft(draft).began if draft else {}
    do, _, key = request.POST.get("do", "check").partition(":")
    filled.answers = asking.done(matter, filled.answers, do, key)
    if do == "drop":
        filled.files.pop(key, None)
    if do in offers.DOINGS:
        offers.take(request.actor, request.user, matter, filled, do, key)
        key = key.partition(":")[0]
    draft = fill.keep(request.actor, matter, filled, draft)
    if request.htmx:
        return drawn_anew(request, matter, filled, do, key)
    if filled.errors:
        return page(request, matter, filled, draft, filled.errors)
    if do == "check":
        return redirect(matter.check_url)
    if do in asking.DOINGS:
        return redirect(f"{matter.url}{asking.place(do, key)}")
    messages.success(request, "草稿已保存，可以随时回来接着填。")
    return redirect(f"{matter.url}#field-material-{key}" if key else matter.url)


def drawn_anew(request, matter, filled, do, key):
    """What of the page changes, for a browser with script."""
    if do in asking.DOINGS:
        return asking.answered(request, matter, filled, do, key)
    return saved(request, matter, filled) if do == "save" else row(request, matter, filled, key)


def saved(request, matter, filled):
    context = {"text": f"{timezone.localtime():%H:%M} 已自动保存", "form": asking.form_of(matter, filled)}
    return render(request, "catalogue/form/saved.html", context)


def row(request, matter, filled, key):
    """One material, drawn anew after its file was taken or removed."""
    material = next((m for m in matter.materials if m.key == key), None)
    if material is None:
        return HttpResponse(status=404)
    context = {
        "m": material,
        "upload": fill.uploads_of(request.actor, filled).get(key),
        "filled": filled,
        "error": filled.errors.get(f"material-{key}"),
        **there(request, matter, filled),
    }
    return render(request, "cases/applicant/material_row.html", context)


def there(request, matter, filled):
    """What need not be handed in, what the shelf has, and what a commitment may stand for."""
    holder = holder_of(filled.enterprise, request.user)
    return {
        "offers": offers.offers(request.actor, holder, matter),
        "promisable": chosen_ways.spared(matter.versions, {"_way": "commitment"}),
    }


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
    """What `apply` would write, without writing it: a Layout. Everything missing is said at once."""
    missing = fill.problems(request.actor, request.user, matter, filled)
    if missing:
        raise Invalid(missing)
    whole = fill.application(request.user, matter, filled)
    if matter.bundle is None:
        return bundled.Layout(None, [prepare(request.actor, whole, matter.item)], {})
    layout = bundled.lay_out(request.actor, whole, prepare)
    bundled.agreed(replace(whole, without=frozenset(layout.unlawful)), layout)
    return layout


def page(request, matter, filled, draft=None, errors=None, refusal=None):
    helpers = helpers_of(matter.park, request.actor.day)
    offered = there(request, matter, filled)
    context = {
        **offered,
        "takable": offers.takable(offered["offers"], filled),
        "matter": matter,
        "filled": filled,
        "form": asking.form_of(matter, filled, errors),
        "news": asking.news(matter, filled.began),
        "guided": asking.guided(matter, filled.guided),
        "uploads": fill.uploads_of(request.actor, filled),
        "draft": draft,
        "errors": errors or {},
        "refusal": refusal,
        "firms": firms_of(request.user, matter),
        "ways": chosen_ways.shown(matter, request.actor.day),
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
    if matter.open:
        return redirect("cases:situations", park, code)
    if request.method == "POST":
        return hand_in(request, matter)
    draft = fill.draft_of(request.actor, matter)
    if draft is None:
        return redirect(matter.url)
    filled = fill.from_draft(draft)
    matter = asking.suited(matter, filled.guided)
    if asking.news(matter, filled.began):
        return redirect(f"{matter.url}?check")
    try:
        ready = prepared(request, matter, filled)
    except (Refusal, Invalid):
        return redirect(f"{matter.url}?check")
    context = checked(request, matter, filled, ready)
    return render(request, "cases/applicant/check.html", context | {"saved": stamp(draft)})


def checked(request, matter, filled, layout):
    day, rest = request.actor.day, layout.kept() if layout.unlawful else layout
    agent = next((post for post in helpers_of(matter.park, day) if str(post.person_id) == filled.agent), None)
    return {
        "matter": matter,
        "filled": filled,
        "told": told(matter.fields, check_form(matter.fields, filled.answers)[0]),
        "uploads": fill.uploads_of(request.actor, filled),
        "spared": chosen_ways.spared(matter.versions, filled.ways),
        "whys": offers.spared(request.actor, request.user, matter, filled),
        "committed": chosen_ways.committed(filled.ways),
        "promise_by": next((one.promise_by for one in rest.ready if one.promise_by), None),
        "agent": agent,
        "plans": [(one, how.legs(one.plan, day), deciding(one, day)) for one in rest.ready],
        "unlawful": [left for left in rest.chosen.left if left.kind in ("unlawful", "follows")]
        if layout.unlawful
        else [],
        "chosen": rest.chosen,
    }


def deciding(one, day):
    """The questions whose answers decided how it is handled."""
    return [(f, one.facts[f["key"]]) for f in how.fact_fields(one.version, day) if f["key"] in one.facts]


def hand_in(request, matter):
    """Once, however often the button is pressed: the draft is taken away in the same transaction."""
    try:
        with transaction.atomic():
            draft = Draft.objects.select_for_update().filter(person=request.actor.person, **matter.draft_key).first()
            if draft is None:
                return already(request)
            if request.POST.get("saved") != stamp(draft):
                messages.warning(request, "您核对以后，这份申请又有改动，请再核对一次。")
                return redirect(matter.check_url)
            filled = fill.from_draft(draft)
            matter = asking.suited(matter, filled.guided)
            if asking.news(matter, filled.began):
                return redirect(f"{matter.url}?check")
            prepared(request, matter, filled)
            told = frozenset(request.POST.getlist("without"))
            cases = apply(request.actor, replace(fill.application(request.user, matter, filled), without=told))
            Draft.objects.filter(person=request.actor.person, **matter.draft_key).delete()
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
