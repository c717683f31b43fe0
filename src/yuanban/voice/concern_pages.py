"""/desk/voice/concerns/: complaints, suggestions and what could not be done, for those who take up, assign and answer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.models import Person
from yuanban.law import voice as law
from yuanban.law.refusal import Refusal
from yuanban.law.rules import rules
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.voice import queries
from yuanban.voice.actions import handle_concern as handle
from yuanban.voice.answering import seen, status_of
from yuanban.voice.desk_pages import queue
from yuanban.voice.models import Concern

HANDLERS = ("clerk", "approver", "seconded", "auditor", "manager", "provincial")
STORY = {
    "concern.filed": "提出",
    "concern.taken": "受理",
    "concern.assigned": "交办",
    "concern.answered": "答复",
    "concern.content": "提出的人表示满意",
    "concern.again": "提出的人不满意，请求再办",
    "concern.closed": "办结",
    "concern.withdrawn": "提出的人撤回",
    "concern.recounted": "按新的工作日历重新计算期限",
}


@officials(*HANDLERS)
def concerns(request):
    base = queries.concerns_for(request.actor).exclude(kind="stuck")
    return queue(request, base, "voice/desk/concerns.html", Concern.STATES, title="投诉建议", stuck=False)


@officials(*HANDLERS)
def stuck(request):
    base = queries.concerns_for(request.actor).filter(kind="stuck")
    return queue(request, base, "voice/desk/concerns.html", Concern.STATES, title="办不成事", stuck=True)


@officials(*HANDLERS)
def concern(request, number):
    return show(request, number)


def show(request, number, tried="", problem=None):
    actor = request.actor
    found = get_object_or_404(queries.concerns_for(actor), number=number)
    context = {
        "concern": found,
        "light": queries.light(found, actor.day),
        "verbs": [(verb, law.CONCERN[verb].name_zh, why_not(actor, found, verb)) for verb in open_verbs(found)],
        "shows_filer": actor.person not in found.concerned,
        "concerned": Person.objects.filter(pk__in=found.concerned).order_by("name"),
        "holders": [(body.code, body.name) for body in handle.holders(found, actor.day)]
        if found.state in ("taken", "assigned")
        else [],
        "rule": rules().get(found.rule),
        "OUTCOMES": law.STUCK_ENDS,
        "story": story(found),
        "tried": tried,
        "typed": request.POST if tried else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
    }
    return render(request, "voice/desk/concern.html", context, status=status_of(problem))


def open_verbs(concern):
    return [verb for verb in ("take", "assign", "answer", "close") if concern.state in law.CONCERN[verb].sources]


def why_not(actor, concern, verb):
    try:
        handle.step(actor, concern, verb)
        (handle.require_holder if verb == "answer" else handle.require_triage)(actor, concern)
    except Refusal as refusal:
        return refusal
    return None


def story(concern):
    """What was done, newest first; who filed it is not named."""
    events = list(Event.objects.filter(stream=concern.stream).order_by("-seq"))
    people = Person.objects.in_bulk({event.person for event in events if event.person and event.post})
    return [
        {
            "at": event.at,
            "title": STORY.get(event.kind, event.kind),
            "who": people[event.person].name if event.person in people else "",
            "text": event.data.get("body", ""),
        }
        for event in events
    ]


@require_POST
@officials(*HANDLERS)
def act(request, number, verb):
    get_object_or_404(queries.concerns_for(request.actor), number=number)
    if verb not in DO:
        raise Http404
    try:
        DO[verb](request, number, request.POST)
    except (Refusal, Invalid) as problem:
        return show(request, number, verb, problem)
    messages.success(request, f"已{law.CONCERN[verb].name_zh}。")
    if not queries.concerns_for(request.actor).filter(number=number).exists():
        return redirect("voice:concerns")
    return redirect("voice:concern", number)


DO = {
    "take": lambda request, number, post: handle.take(request.actor, number, seen(request)),
    "assign": lambda request, number, post: handle.assign(request.actor, number, post.get("body", ""), seen(request)),
    "answer": lambda request, number, post: handle.answer(
        request.actor, number, post.get("answer", ""), post.get("outcome", ""), post.get("cited_rule", ""),
        post.get("cited_article", ""), seen(request),
    ),
    "close": lambda request, number, post: handle.close(request.actor, number, seen(request)),
}  # fmt: skip
