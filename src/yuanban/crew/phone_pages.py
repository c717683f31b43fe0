"""/crew/: the runner's own day on a phone. Steps come from the page as forms, or from its script as a list of deeds with their keys."""

import json
import uuid
from pathlib import Path

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.crew.actions.keep_shift import drop_out
from yuanban.crew.actions.replay import NAMES, replay, settle
from yuanban.crew.models import Deed, Shift
from yuanban.crew.queries import day_of
from yuanban.crew.step import DESK, leads, runner_of
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid

WORKER = Path(__file__).with_name("static") / "crew" / "worker.js"
MOST = 200


@officials(*DESK)
def day(request):
    actor, runner = request.actor, runner_of(request.actor)
    orders = list(day_of(runner, actor.day)) if runner else []
    context = {
        "runner": runner,
        "orders": orders,
        "left": [one for one in orders if not one.closed],
        "over": [one for one in orders if one.closed],
        "shift": Shift.objects.filter(runner=runner, day=actor.day).first() if runner else None,
        "refused": list(refused(actor)),
        "leads": leads(actor),
        "key": lambda: str(uuid.uuid4()),
        "NAMES": NAMES,
    }
    return render(request, "crew/phone.html", context)


def refused(actor):
    return (
        Deed.objects.filter(person=actor.person, state="refused", seen_at=None).select_related("order").order_by("id")
    )


def worker(request):
    """The service worker lies here, so that its reach is /crew/ and no other page."""
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")


@officials(*DESK)
def sync(request):
    """Who is signed in, and the token for what follows: asked before anything is sent."""
    return JsonResponse({"person": request.actor.person, "csrf": get_token(request)})


@require_POST
@officials(*DESK)
def deeds(request):
    """[{key, order, verb, said, at}] -> [{key, ok, because, cure, state, name}], each done once, in this order."""
    try:
        asked = json.loads(request.body)
        asked = [(uuid.UUID(str(one["key"])), one) for one in asked[:MOST]]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"because": "没有读懂手机发来的内容。"}, status=400)
    return JsonResponse([{"key": str(key)} | answer(request.actor, key, one) for key, one in asked], safe=False)


def answer(actor, key, one):
    said = one.get("said") if isinstance(one.get("said"), dict) else {}
    try:
        return replay(actor, key, str(one.get("order", "")), str(one.get("verb", "")), said, one.get("at"))
    except (Invalid, Refusal) as problem:
        because = problem.because if isinstance(problem, Refusal) else "；".join(problem.errors.values())
        return {
            "ok": False,
            "because": because,
            "cure": "请联系组长，说明已经办到哪一步。",
            "state": "",
            "name": "",
            "lost": True,
        }


@require_POST
@officials(*DESK)
def act(request, number, verb):
    """The same step from a browser without script."""
    post = request.POST
    try:
        key = uuid.UUID(post.get("key", ""))
    except ValueError:
        key = uuid.uuid4()
    said = {name: post.get(name, "") for name in ("note", "other", "where", "hands")}
    said |= {"signed": post.get("drawn") or post.get("signed", ""), "papers": post.getlist("papers")}
    told = answer(request.actor, key, {"order": number, "verb": verb, "said": said})
    (messages.success if told["ok"] else messages.error)(request, told["because"] + told["cure"])
    return redirect("crew:day")


@require_POST
@officials(*DESK)
def settled(request, key):
    settle(request.actor, key, request.POST.get("how", ""))
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"ok": True})
    return redirect(request.POST.get("back") if request.POST.get("back") == "/desk/crew/" else "crew:day")


@require_POST
@officials(*DESK)
def leave(request, shift):
    try:
        back, going = drop_out(request.actor, shift, request.POST.get("why", ""))
    except Invalid as problem:
        messages.error(request, "；".join(problem.errors.values()))
    else:
        more = f"还有{len(going)}单进行中，请与组长当面交代，原件照常登记交接。" if going else ""
        messages.success(request, f"已登记离岗，{len(back)}单交回重新排。{more}")
    return redirect(request.POST.get("back") if request.POST.get("back") == "/desk/crew/" else "crew:day")
