"""/desk/site-visits/: joint visits, from the plan to the record that every case gets."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.cases.desk.file import status_of
from yuanban.cases.queries import visible_to
from yuanban.joint import queries, together
from yuanban.joint import together_pages as shared
from yuanban.joint.actions.cancel_visit import cancel_visit
from yuanban.joint.actions.plan_visit import plan_visit
from yuanban.joint.actions.record_visit import note_finding, record_visit
from yuanban.joint.meeting_pages import What
from yuanban.joint.pages import problem_of, seen
from yuanban.law import consulting
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.serving import answer

WHAT = What(
    name="visit",
    title="联合踏勘",
    call="安排联合踏勘",
    lead="几个机关一次到现场，申请人只陪同一次；结果各件共用。期限照常计算，依法可以扣除的，另用“中止计时”。",
    agenda="查看哪些内容",
    held="踏勘",
)


@officials(*shared.ROLES)
def visits(request):
    return shared.listed(request, queries.visits_of(request.actor), WHAT)


@officials(*shared.CALLERS)
def new(request):
    return shared.new(request, WHAT, plan_visit)


@officials(*shared.ROLES)
def one(request, pk):
    return page(request, pk)


def page(request, pk, problem=None, verb=""):
    actor, row = request.actor, get_object_or_404(queries.visits_of(request.actor), pk=pk)
    host, begun = together.hosts(actor, row), row.state == "planned" and row.on <= actor.day
    mine = next((seat for seat in row.seats if seat["body"] == together.seat_of(actor, row)), None)
    context = {
        "row": row,
        "seats": row.seats,
        "typing": shared.typed_seats(request, row.seats, "finding", problem if verb == "record" else None),
        "cases": list(row.cases.select_related("item").order_by("pk")),
        "seen": set(visible_to(actor).filter(sitevisit_set=row).values_list("number", flat=True)),
        "photos": list({one.upload_id: one for one in row.photos.select_related("upload")}.values()),
        "recording": host and begun,
        "noting": mine if mine and begun and not host and actor.role in ("approver", "seconded") else None,
        "cancelling": host and row.state == "planned",
        "FINDINGS": consulting.FINDINGS,
        "today": actor.day,
        "tried": verb,
        **problem_of(request, problem),
    }
    return render(request, "joint/visit.html", context, status=status_of(problem))


@require_POST
@officials(*shared.CALLERS)
def act(request, pk, verb):
    row, actor, post = get_object_or_404(queries.visits_of(request.actor), pk=pk), request.actor, request.POST
    photos = [(one.name, one.read()) for one in request.FILES.getlist("photos")]
    words = {key: post.get(f"{key}-{together.seat_of(actor, row)}", "") for key in ("people", "finding", "said")}
    deeds = {
        "record": (
            lambda: record_visit(
                actor, pk, shared.seats_of(post, row.seats, "finding"), post.get("conclusion", ""), photos, seen(post)
            ),
            "踏勘结果已经记下，各件都能看到。",
        ),
        "note": (lambda: note_finding(actor, pk, **words, version=seen(post)), "本单位的查看结果已经记下。"),
        "cancel": (
            lambda: cancel_visit(actor, pk, post.get("note", ""), seen(post)),
            "踏勘已经取消，申请人会收到消息。",
        ),
    }
    if verb not in deeds:
        raise Http404
    do, said = deeds[verb]
    try:
        do()
    except (Refusal, Invalid) as problem:
        return page(request, pk, problem, verb)
    messages.success(request, said)
    return redirect("joint:visit", pk)


@officials(*shared.ROLES)
def photo(request, pk, photo):
    """To whoever may see one of the cases, or was there."""
    row = get_object_or_404(queries.visits_of(request.actor), pk=pk)
    found = get_object_or_404(row.photos.select_related("upload"), pk=photo)
    return answer(found.upload)
