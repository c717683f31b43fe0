"""/desk/meetings/: joint review meetings, from the call to the minutes that everyone confirmed."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.cases.desk.file import status_of
from yuanban.cases.queries import visible_to
from yuanban.joint import queries, together
from yuanban.joint import together_pages as shared
from yuanban.joint.actions.call_meeting import call_meeting
from yuanban.joint.actions.cancel_meeting import cancel_meeting
from yuanban.joint.actions.confirm_minutes import ROLES, close_minutes, confirm_minutes
from yuanban.joint.actions.take_minutes import take_minutes
from yuanban.joint.pages import problem_of, seen
from yuanban.law import consulting
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@dataclass(frozen=True)
class What:
    """How a meeting differs from a visit on the pages that both share."""

    name: str = "meeting"
    title: str = "联审会"
    call: str = "召开联审会"
    lead: str = "几个机关一起研究一件或者同一申请人的几件；期限照常计算，结论写成纪要，由到会的机关确认。"
    agenda: str = "议题"
    held: str = "召开"


WHAT = What()


@officials(*shared.ROLES)
def meetings(request):
    return shared.listed(request, queries.meetings_of(request.actor), WHAT)


@officials(*shared.CALLERS)
def new(request):
    return shared.new(request, WHAT, call_meeting)


@officials(*shared.ROLES)
def one(request, pk):
    return page(request, pk)


def page(request, pk, problem=None, verb=""):
    actor, row = request.actor, get_object_or_404(queries.meetings_of(request.actor), pk=pk)
    host = together.hosts(actor, row)
    mine = next((seat for seat in row.seats if seat["body"] == together.seat_of(actor, row)), None)
    context = {
        "row": row,
        "seats": row.seats,
        "typing": shared.typed_seats(request, row.seats, "position", problem if verb == "minutes" else None),
        "cases": list(row.cases.select_related("item").order_by("pk")),
        "seen": set(visible_to(actor).filter(meeting_set=row).values_list("number", flat=True)),
        "minuting": host and row.state in ("called", "minuted") and row.on <= actor.day,
        "cancelling": host and row.state == "called",
        "closing": host and row.state == "minuted",
        "confirming": bool(
            mine and mine["came"] and not mine["signed"] and row.state == "minuted" and actor.role in ROLES
        ),
        "POSITIONS": consulting.POSITIONS,
        "today": actor.day,
        "tried": verb,
        **problem_of(request, problem),
    }
    return render(request, "joint/meeting.html", context, status=status_of(problem))


@require_POST
@officials(*shared.CALLERS)
def act(request, pk, verb):
    row, actor, post = get_object_or_404(queries.meetings_of(request.actor), pk=pk), request.actor, request.POST
    deeds = {
        "minutes": (
            lambda: take_minutes(
                actor, pk, shared.seats_of(post, row.seats, "position"), post.get("conclusion", ""), seen(post)
            ),
            "纪要已经记下，等到会的机关确认。",
        ),
        "confirm": (lambda: confirm_minutes(actor, pk, "", seen(post)), "已经确认。"),
        "object": (lambda: object_to(actor, pk, post), "意见已经记下，由召集的单位修改纪要。"),
        "close": (lambda: close_minutes(actor, pk, post.get("note", ""), seen(post)), "纪要已经形成。"),
        "cancel": (lambda: cancel_meeting(actor, pk, post.get("note", ""), seen(post)), "会议已经取消。"),
    }
    if verb not in deeds:
        raise Http404
    do, said = deeds[verb]
    try:
        do()
    except (Refusal, Invalid) as problem:
        return page(request, pk, problem, verb)
    messages.success(request, said)
    return redirect("joint:meeting", pk)


def object_to(actor, pk, post):
    if not post.get("objection", "").strip():
        raise Invalid({"objection": "请写明纪要哪里不对。"})
    return confirm_minutes(actor, pk, post["objection"], seen(post))
