"""Inboxes and how one wants to be told; cards; what came in unsigned; the way out of the house."""

from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.cases import clocking
from yuanban.cases.history import history
from yuanban.law.ladder import CARDS
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.notify.actions.contest_card import contest_card
from yuanban.notify.actions.judge_card import judge_card
from yuanban.notify.actions.keep_preference import keep_preference
from yuanban.notify.actions.read_message import read_message
from yuanban.notify.actions.send import send_again
from yuanban.notify.actions.sign_transfer import sign_transfer
from yuanban.notify.models import CHANNELS, Card, Preference, Sending, Transfer
from yuanban.notify.queries import cards_of, inbox, sendings, unread, unsigned
from yuanban.notify.senders import channels

KEEPERS = ("admin", "provincial")
SYSTEMS = ("case.lit", "case.reminded")  # nobody held the case in them
CHOICES = ("email", "sms", "wechat", "only_legal")


def messages(request):
    listing = Listing(request, ("q", "state"))
    found = inbox(request.actor)
    if listing["state"] == "unread":
        found = found.filter(read_at__isnull=True)
    if listing["q"]:
        found = found.filter(text__icontains=listing["q"])
    context = {"listing": listing, "rows": listing.cut(found), "unread": unread(request.actor)}
    frame = "site/desk.html" if request.actor.official else "site/base.html"
    return render(request, "notify/messages.html", context | {"frame": frame})


@require_GET
def count(request):
    """The number beside the word in the head of every page; nothing when there is none."""
    number = unread(request.actor)
    return HttpResponse(
        f'<b class="count">{min(number, 99)}<span class="visually-hidden">条未读</span></b>' if number else ""
    )


@require_POST
def open_message(request, pk):
    found = inbox(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    read_message(request.actor, pk)
    return redirect(found.link or "notify:messages")


@require_POST
def read_all(request):
    number = read_message(request.actor)
    flash.success(request, f"已把{number}条消息标为已读。" if number else "没有未读的消息。")
    return redirect("notify:messages")


def preference(request):
    now = Preference.objects.filter(person=request.actor.person).first() or Preference(person=request.user)
    errors = {}
    if request.method == "POST":
        given = {name: request.POST.get(name) == "on" for name in CHOICES}
        try:
            keep_preference(request.actor, request.POST.get("address", ""), request.POST.get("wechat_id", ""), **given)
            flash.success(request, "通知方式已保存。")
            return redirect("notify:preference")
        except Invalid as problem:
            errors = problem.errors
            now = Preference(
                address=request.POST.get("address", ""), wechat_id=request.POST.get("wechat_id", ""), **given
            )
    context = {"now": now, "errors": errors, "set": channels(), "CHANNELS": CHANNELS, "phone": request.user.phone}
    return render(request, "notify/preference.html", context, status=422 if errors else 200)


@officials()
def cards(request):
    listing = Listing(request, ("state", "colour", "q"))
    found = cards_of(request.actor)
    for name in ("state", "colour"):
        if listing[name]:
            found = found.filter(**{name: listing[name]})
    if listing["q"]:
        found = found.filter(case__number__icontains=listing["q"]) | found.filter(body__name__icontains=listing["q"])
    context = {
        "listing": listing,
        "rows": listing.cut(found),
        "STATES": Card.STATES,
        "CARDS": CARDS,
        "standing": cards_of(request.actor).exclude(state="withdrawn").count(),
    }
    return render(request, "notify/cards.html", context)


@officials()
def card(request, pk, problem=None):
    found = cards_of(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    case, actor = found.case, request.actor
    context = {
        "card": found,
        "case": case,
        "days": clocking.explained(case, min(actor.day, case.decided_on or actor.day))["brief"],
        "history": [one for one in history(case) if one.event.kind not in SYSTEMS],
        "may_contest": found.state == "standing" and not found.judged_on and actor.body == found.body.code,
        "may_judge": found.state == "contested"
        and actor.role in ("auditor", "provincial")
        and actor.body != found.body.code,
        "paper": case.papers.filter(kind="card", day=found.day).first(),
        "errors": problem.errors if isinstance(problem, Invalid) else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
        "typed": request.POST,
        "CARDS": CARDS,
    }
    return render(request, "notify/card.html", context, status=409 if context["refusal"] else 422 if problem else 200)


@officials()
@require_POST
def card_act(request, pk, verb):
    post, version = request.POST, request.POST.get("version", "0")
    if not version.isdecimal() or not cards_of(request.actor).filter(pk=pk).exists():
        raise Http404
    try:
        if verb == "contest":
            contest_card(request.actor, pk, post.get("grounds", ""), version)
        else:
            judge_card(request.actor, pk, post.get("outcome", ""), post.get("judgement", ""), version)
    except (Invalid, Refusal) as problem:
        return card(request, pk, problem)
    flash.success(request, "申诉已经提出，等候复核。" if verb == "contest" else "复核结果已经写明。")
    return redirect("notify:card", pk)


@officials()
def transfers(request):
    listing = Listing(request, ())
    return render(request, "notify/transfers.html", {"listing": listing, "rows": listing.cut(unsigned(request.actor))})


@officials()
@require_POST
def sign(request, pk):
    try:
        sign_transfer(request.actor, pk)
        flash.success(request, "已签收。")
    except Transfer.DoesNotExist:
        raise Http404 from None
    except Refusal as refusal:
        flash.error(request, str(refusal))
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, None) else "notify:transfers")


@officials(*KEEPERS)
def outbox(request):
    listing = Listing(request, ("state", "channel"))
    found = sendings()
    for name in ("state", "channel"):
        if listing[name]:
            found = found.filter(**{name: listing[name]})
    context = {
        "listing": listing,
        "rows": listing.cut(found),
        "STATES": Sending.STATES,
        "CHANNELS": CHANNELS,
        "set": channels(),
    }
    return render(request, "notify/outbox.html", context)


@officials(*KEEPERS)
@require_POST
def again(request, pk):
    try:
        send_again(request.actor, pk)
        flash.success(request, "已重新排队，一分钟内再发一次。")
    except Sending.DoesNotExist:
        raise Http404 from None
    except Refusal as refusal:
        flash.error(request, str(refusal))
    return redirect("notify:outbox")
