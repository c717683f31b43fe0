"""/desk/residents/: the workplace of an institution's staff; the manager's register; numbers for the office."""

import datetime as dt

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.accounts.models import Post
from yuanban.law import disputes as law
from yuanban.law.calendar import is_workday
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.places.models import Body, Centre
from yuanban.recruiting.answering import seen, status_of, told, whole
from yuanban.residents import queries
from yuanban.residents.actions import handle_dispute as handle
from yuanban.residents.actions import keep_institution as keep
from yuanban.residents.actions.open_dispute import REFERRERS, refer
from yuanban.residents.actions.roster import put_on_duty, take_off_duty
from yuanban.residents.models import Duty, Institution
from yuanban.residents.pages import groups
from yuanban.residents.pages import said as said_of
from yuanban.residents.step import disputes_for, own_institution

FIELDS = ("body", "kind", "window", "place", "phone", "hours", "about", "matters")


@officials("resident")
def workplace(request):
    actor, mine = request.actor, own_institution(request.actor)
    listing = Listing(request, ("show",))
    found = queries.waiting_for(actor)
    shown = listing["show"] if listing["show"] in found else "asked" if found["asked"].exists() else "taken"
    context = {
        "mine": mine,
        "listing": listing,
        "shown": shown,
        "tabs": [(name, listing.url(show=key), key == shown, found[key].count()) for key, name in SHOWS.items()],
        "rows": listing.cut(found[shown]),
        "today": list(queries.duties(mine, actor.day, 0)) if mine else [],
        "day": actor.day,
    }
    return render(request, "residents/desk/workplace.html", context)


SHOWS = {"asked": "待签收", "taken": "办理中", "over": "办过的"}


@officials("resident")
def dispute(request, number):
    return show(request, get_object_or_404(disputes_for(request.actor), number=number))


def show(request, found, problem=None, tried=""):
    mine = own_institution(request.actor)
    context = {
        "d": found,
        "thread": queries.thread(found),
        "holds": found.holder_id == mine.pk,
        "mine": mine,
        "verbs": [verb for verb, turn in law.TURNS.items() if found.state in turn.sources],
        "names": {verb: turn.name_zh for verb, turn in law.TURNS.items()},
        "groups": [one for one in groups() if one[0] != mine.pk],
        "confirm_by": law.confirm_by(found.agreed_on) if found.agreed_on else None,
        "tried": tried,
        "typed": request.POST if tried else {},
        **told(problem),
    }
    return render(request, "residents/desk/dispute.html", context, status=status_of(problem))


@require_POST
@officials("resident")
def act(request, number, verb):
    found = get_object_or_404(disputes_for(request.actor), number=number)
    if verb not in DO:
        raise Http404
    try:
        DO[verb](request.actor, number, request.POST, seen(request))
    except (Refusal, Invalid) as problem:
        return show(request, found, problem, verb)
    messages.success(request, "已记录。")
    return redirect("residents:dispute", number)


DO = {
    "take": lambda actor, number, post, seen: handle.take(actor, number, seen),
    "decline": lambda actor, number, post, seen: handle.decline(actor, number, post.get("why", ""), seen),
    "send": lambda actor, number, post, seen: handle.send(
        actor, number, whole(post.get("institution", "")), said_of(post) | {"note": post.get("note", "")}, seen
    ),
    "settle": lambda actor, number, post, seen: handle.settle(
        actor, number, post.get("agreed_on", ""), post.get("note", ""), seen
    ),
    "end": lambda actor, number, post, seen: handle.end(actor, number, post.get("note", ""), seen),
    "confirm": lambda actor, number, post, seen: handle.confirm(
        actor, number, post.get("result", ""), post.get("asked_on", ""), bool(post.get("together")), seen
    ),
    "say": lambda actor, number, post, seen: handle.say(actor, number, post.get("text", "")),
}


# -- rosters --------------------------------------------------------------------------------------------------------


@officials("resident", "manager")
def roster(request, pk):
    found, problem = own(request.actor, pk), None
    if request.method == "POST":
        try:
            if off := whole(request.POST.get("off", "")):
                take_off_duty(request.actor, get_object_or_404(Duty, pk=off, institution=found).pk)
            else:
                fresh = put_on_duty(request.actor, pk, request.POST.get("name", ""), *spans(request.POST))
                messages.success(request, f"已排{fresh}班，公开页面看得到。")
            return redirect("residents:roster", pk)
        except (Refusal, Invalid) as wrong:
            problem = wrong
    here = Post.objects.filter(body=found.body, centre=found.centre).select_related("person")
    context = {
        "one": found,
        "rows": list(queries.duties(found, request.actor.day, 60)),
        "people": sorted({post.person.name for post in here}),
        "today": request.actor.day,
        "typed": request.POST,
        **told(problem),
    }
    return render(request, "residents/desk/roster.html", context, status=status_of(problem))


def own(actor, pk):
    found = get_object_or_404(Institution.objects.select_related("body", "centre__park"), pk=pk, left_on=None)
    mine = own_institution(actor)
    if (mine and mine.pk == found.pk) or (actor.role == "manager" and actor.centre == found.centre_id):
        return found
    raise Http404


def spans(post):
    first = day_of(post.get("first", ""))
    last = day_of(post.get("last", "")) or first
    return first, last, time_of(post.get("from_time", "")), time_of(post.get("to_time", "")), is_workday


def day_of(text):
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def time_of(text):
    try:
        return dt.time.fromisoformat(text)
    except ValueError:
        return None


# -- the office -----------------------------------------------------------------------------------------------------


@officials(*queries.OFFICE)
def institutions(request):
    listing = Listing(request, ("state",))
    rows = queries.bare(request.actor)
    counted = queries.states(rows)
    chosen = rows.filter(state=listing["state"]) if listing["state"] in law.STATES else rows
    context = {
        "rows": list(queries.institutions_for(request.actor, request.actor.day)),
        "listing": listing,
        "cells": [(name, n, listing.url(state=key), listing["state"] == key, None) for key, name, n in counted],
        "disputes": listing.cut(chosen.order_by("-at")),
        "day": request.actor.day,
    }
    return render(request, "residents/desk/institutions.html", context)


@officials("manager")
def new_institution(request):
    problem = None
    if request.method == "POST":
        try:
            keep.settle(request.actor, said(request))
            messages.success(request, "已登记。")
            return redirect("residents:institutions")
        except (Refusal, Invalid) as wrong:
            problem = wrong
    return form(request, problem, None, request.POST)


@officials("manager")
def edit_institution(request, pk):
    found, problem = own(request.actor, pk), None
    if request.method == "POST":
        try:
            if "leave" in request.POST:
                keep.leave(request.actor, pk, seen(request))
            else:
                keep.change(request.actor, pk, said(request), seen(request))
            messages.success(request, "已记录。")
            return redirect("residents:institutions")
        except (Refusal, Invalid) as wrong:
            problem = wrong
    plain = {key: getattr(found, key) for key in ("place", "phone", "hours", "about")}
    typed = (
        request.POST
        if problem
        else plain | {"matters": "\n".join(found.matters), "window": found.window.code if found.window else ""}
    )
    return form(request, problem, found, typed)


def said(request):
    return {key: request.POST.get(key, "") for key in FIELDS}


def form(request, problem, found, typed):
    centre = Centre.objects.get(pk=request.actor.centre)
    context = {
        "one": found,
        "typed": typed,
        "bodies": [(body.code, body.name) for body in Body.objects.filter(role="institution").order_by("name")],
        "kinds": list(law.KINDS.items()),
        "windows": [(window.code, window.name) for window in centre.windows.order_by("name")],
        **told(problem),
    }
    return render(request, "residents/desk/institution_form.html", context, status=status_of(problem))


@officials(*REFERRERS)
def referral(request):
    """A case or a complaint brought to an institution, when those it concerns agree."""
    problem = None
    if request.method == "POST":
        post = request.POST
        try:
            said = said_of(post) | {"agreed": post.get("agreed", "")}
            made = refer(
                request.actor, whole(post.get("institution", "")), said, post.get("case", ""), post.get("concern", "")
            )
            messages.success(request, f"已转介，编号{made.number}。以后的内容只有当事人和机构看得到。")
            return redirect("residents:referral")
        except (Refusal, Invalid) as wrong:
            problem = wrong
    typed = request.POST if request.method == "POST" else request.GET
    context = {"typed": typed, "groups": groups(), "matters": list(law.MATTERS.items()), **told(problem)}
    return render(request, "residents/desk/referral.html", context, status=status_of(problem))
