"""/services/requests/…: one request as both sides see it; the centre reads where it stands, not what they write each other."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.law import services as law
from yuanban.law.refusal import Refusal
from yuanban.law.voice import LEVELS
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.serving import answer
from yuanban.support import queries, words
from yuanban.support.actions import answer_request as firm
from yuanban.support.actions import handle_request as provider
from yuanban.support.actions.say import say
from yuanban.support.actions.say import side_of as speaking
from yuanban.support.doors import problem_of, seen, status_of, upload
from yuanban.support.matches import found_for, open_products
from yuanban.support.models import Note
from yuanban.support.public_pages import drawn, here
from yuanban.support.step import admitted

OTHERS = 30


def one(request, number):
    return show(request, number)


def show(request, number, problem=None, tried=""):
    actor = request.actor
    row = get_object_or_404(queries.requests_for(actor).select_related("rating", "follows"), number=number)
    side, kind = side_of(actor, row), law.kinds()[row.kind]
    stands = admitted(row.provider, row.centre, row.kind, actor.day)
    context = {
        "row": row,
        "kind": kind,
        "side": side,
        "light": queries.light(row, actor.day),
        "late": law.overdue(row.due_on, actor.day) if row.due_on else 0,
        "stands": stands,
        "deeds": deeds_of(row, side, stands),
        "others": others(row, actor.day) if side == "firm" and "hand-over" in deeds_of(row, side, stands) else [],
        "notes": row.notes.select_related("by", "upload") if side else [],
        "rating": getattr(row, "rating", None),
        "levels": LEVELS.items(),
        "followed": row.followed_by.first(),
        "story": words.story(row, told=bool(side)),
        "today": actor.day.isoformat(),
        "tried": tried,
        "typed": request.POST if tried else {},
        **problem_of(problem),
    }
    return render(request, "support/request.html", context, status=status_of(problem))


def side_of(actor, row):
    """`firm`, `provider`, or empty for whoever only watches."""
    try:
        return speaking(actor, row)
    except Refusal:
        return ""


def deeds_of(row, side, stands):
    """{verb: its name} that this side may take now; without a standing admission nothing new is undertaken."""
    mine = {"firm": law.BY_FIRM, "provider": law.BY_PROVIDER}.get(side, ())
    able = [verb for verb in mine if row.state in law.TURNS[verb].sources]
    return {verb: law.TURNS[verb].name_zh for verb in able if stands or verb not in law.UNDERTAKING}


def others(row, day):
    """[(number, words)] of products the same need could go to instead, in drawn order."""
    if row.need_id:
        found = found_for(row.need, day)
        answers = found.page(2, found.order[2][:OTHERS])
        rows = [one.product for one in answers]
    else:
        rows = drawn(open_products(day).filter(here(row.centre.park.code, day), kind=row.kind), row.connection.number)
    return [(one.number, f"{one.provider.name}：{one.name}") for one in rows if one.pk != row.product_id]


@require_POST
def act(request, number, verb):
    row = get_object_or_404(queries.requests_for(request.actor), number=number)
    deeds = FIRM if side_of(request.actor, row) == "firm" else PROVIDER
    if verb not in deeds:
        raise Http404
    do, said = deeds[verb]
    try:
        made = do(request, number)
    except (Refusal, Invalid) as problem:
        return show(request, number, problem, verb)
    messages.success(request, said)
    return redirect("support:request", made.number if verb == "hand-over" else number)


def typed(request, *names):
    """What was typed, and the version of the page, by the names of the arguments."""
    return {name: request.POST.get(name, "") for name in names} | {"version": seen(request)}


def speak(request, number):
    return say(request.actor, number, request.POST.get("said", ""), upload(request, "file"))


FIRM = {
    "agree": (lambda r, n: firm.agree(r.actor, n, seen(r)), "已经接受方案。"),
    "confirm": (lambda r, n: firm.confirm(r.actor, n, **typed(r, "level", "text")), "已经确认完成。"),
    "again": (lambda r, n: firm.again(r.actor, n, **typed(r, "reason")), "已经告诉对方没有办好。"),
    "unfit": (lambda r, n: firm.unfit(r.actor, n, **typed(r, "reason")), "已经写明不合适，这一件结束。"),
    "withdraw": (lambda r, n: firm.withdraw(r.actor, n, **typed(r, "reason")), "已经撤回。"),
    "hand-over": (
        lambda r, n: firm.hand_over(r.actor, n, r.POST.get("product", ""), seen(r)),
        "已经转给另一家，原来的一件结束。",
    ),
    "rate": (
        lambda r, n: firm.rate_service(r.actor, n, r.POST.get("level", ""), r.POST.get("text", "")),
        "谢谢您的评价。",
    ),
    "stop-waiting": (lambda r, n: firm.stop_waiting(r.actor, n, seen(r)), "不再等许可，期限开始计算。"),
    "say": (speak, "已经发给对方。"),
}
PROVIDER = {
    "take": (lambda r, n: provider.take(r.actor, n, seen(r)), "已经接单。"),
    "offer": (
        lambda r, n: provider.offer(r.actor, n, **typed(r, "amount", "rate", "text", "valid_to", "months")),
        "方案已经发给企业。",
    ),
    "deliver": (
        lambda r, n: provider.deliver(r.actor, n, **typed(r, "result", "text")),
        "已经登记交付，等企业确认。",
    ),
    "unfit": (lambda r, n: provider.decline(r.actor, n, **typed(r, "reason")), "已经写明不合适，这一件结束。"),
    "say": (speak, "已经发给对方。"),
}


def file(request, number, pk):
    """To the two sides alone."""
    row = get_object_or_404(queries.requests_for(request.actor), number=number)
    note = get_object_or_404(Note.objects.select_related("upload"), pk=pk, request=row, upload__isnull=False)
    if not side_of(request.actor, row):
        raise Http404
    return answer(note.upload)
