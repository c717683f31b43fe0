"""/desk/consults/: what other organs want to know; asking them, answering, and saying how the answers were taken."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.cases.desk.file import load, status_of
from yuanban.cases.desk.rows import days_left
from yuanban.cases.models import Case
from yuanban.catalogue.form_telling import told
from yuanban.joint import panels, queries, step, weighing
from yuanban.joint.actions.consult import consult, silence_of
from yuanban.joint.actions.give_opinion import give_opinion
from yuanban.joint.actions.weigh_opinions import weigh_opinions
from yuanban.joint.asking import organs, own
from yuanban.joint.waiting import waits
from yuanban.law import consulting
from yuanban.law.calendar import workdays_between
from yuanban.law.practices import practice
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.places.practices import settled

READERS = ("approver", "seconded", "manager", "auditor", "provincial")
OFFICERS = ("approver", "seconded")


@officials(*READERS)
def consults(request):
    actor, listing = request.actor, Listing(request, ("show", "q"))
    everything, lists = queries.consultations_of(actor), queries.shows(actor)
    show = listing["show"] if listing["show"] in lists else ""
    found = everything.filter(lists[show][1])
    if words := listing["q"]:
        found = found.filter(case__number__icontains=words) | found.filter(case__applicant_name__icontains=words)
    found = found.order_by("-answered_at", "-asked_at") if show == "closed" else found.order_by("due_on", "pk")
    context = {
        "listing": listing,
        "rows": [row_of(one, actor.day) for one in listing.cut(found)],
        "tabs": [
            (f"{name}（{everything.filter(q).count()}）", listing.url(show=key, q=""), key == show)
            for key, (name, q) in lists.items()
        ],
    }
    return render(request, "joint/consults.html", context)


def row_of(one, day):
    waiting = one.state == "asked" and one.case.state in step.UNDER_WAY
    late = consulting.late_by(one.due_on, day) if waiting else 0
    return {"one": one, "waiting": waiting, "late": late, "left": days_left(one.due_on, day) if waiting else ""}


@officials(*READERS)
def consult_one(request, pk):
    found = get_object_or_404(queries.consultations_of(request.actor), pk=pk)
    if request.method != "POST":
        return opinion_page(request, found)
    post = request.POST
    try:
        give_opinion(
            request.actor, pk, post.get("kind", ""), post.get("reasons", ""), post.get("basis", ""), seen(post)
        )
    except (Refusal, Invalid) as problem:
        return opinion_page(request, get_object_or_404(queries.consultations_of(request.actor), pk=pk), problem)
    messages.success(request, "意见已经提出，决定以前可以再次更正。")
    return redirect("joint:consult", pk)


def opinion_page(request, found, problem=None):
    actor, case = request.actor, load(request.actor, found.case.number)
    shown = [m for m in case.materials.select_related("upload") if not found.materials or m.code in found.materials]
    context = {
        "one": found,
        "case": case,
        "row": row_of(found, actor.day),
        "materials": shown,
        "told": told(case.item_version.form, case.form),
        "mine": panels.may_answer(actor, case, found),
        "OPINIONS": consulting.OPINIONS,
        "silence": practice("consult-silence").say(found.silence),
        **problem_of(request, problem),
    }
    return render(request, "joint/consult.html", context, status=status_of(problem))


@officials(*OFFICERS)
def ask(request, number):
    case = load(request.actor, number)
    if request.method != "POST":
        return ask_page(request, case)
    post = request.POST
    try:
        rows = consult(
            request.actor, number, post.getlist("to"), post.get("question", ""), whole(post.get("days", "")),
            post.getlist("materials"), seen(post),
        )  # fmt: skip
    except Case.DoesNotExist:
        raise Http404 from None
    except (Refusal, Invalid) as problem:
        return ask_page(request, case, problem)
    messages.success(request, f"已向{'、'.join(row.to.name for row in rows)}征求意见。")
    return redirect(f"{reverse('cases:file', args=[number])}#joint")


def whole(text):
    if not (text.strip().isascii() and text.strip().isdigit() and len(text) < 5):
        raise Invalid({"days": "请填写整数。"})
    return int(text)


def ask_page(request, case, problem=None):
    actor = request.actor
    closed = None
    try:
        step.require_handler(actor, case, "征求意见")
    except Refusal as refusal:
        closed = refusal
    most, last = (
        settled("consult-days", case.place, actor.day),
        step.last_day(case, actor.day) if case.promised_due else None,
    )
    waiting = {row.to.code for row in weighing.consultations(case) if row.state == "asked"}
    context = {
        "case": case,
        "organs": [body for body in organs(case.place, actor.day, own(case)).values() if body.code not in waiting],
        "materials": list(case.materials.all()),
        "most": most,
        "last": last,
        "usual": min(most, workdays_between(actor.day, last)) if last else most,
        "silence": practice("consult-silence").say(silence_of(case.place, actor.day)[0]),
        "closed": closed,
        **problem_of(request, problem),
    }
    return render(request, "joint/ask.html", context, status=status_of(problem))


@officials(*OFFICERS)
def weigh(request, number):
    case = load(request.actor, number)
    if request.method != "POST":
        return weigh_page(request, case)
    try:
        weigh_opinions(request.actor, number, taken(request.POST), seen(request.POST))
    except Case.DoesNotExist:
        raise Http404 from None
    except (Refusal, Invalid) as problem:
        return weigh_page(request, case, problem)
    messages.success(request, "意见的采纳情况已经写明，可以作出决定。")
    return redirect("cases:file", number)


ADOPTED = {"yes": True, "no": False}


def taken(post):
    """{number of the consultation: (adopted, reason)}"""
    numbers = {int(name.removeprefix("reason-")) for name in post if name.removeprefix("reason-").isdecimal()}
    return {n: (ADOPTED.get(post.get(f"adopted-{n}", "")), post.get(f"reason-{n}", "")) for n in numbers}


def weigh_page(request, case, problem=None):
    closed = None
    try:
        step.require_decider(request.actor, case)
    except Refusal as refusal:
        closed = refusal
    context = {
        "case": case,
        "rows": weighing.to_weigh(case),
        "others": [row for row in weighing.consultations(case) if not weighing.voice_of(row).to_weigh],
        "waits": {wait.organ: wait for wait in waits(case, request.actor.day) if not wait.own},
        "closed": closed,
        **problem_of(request, problem),
    }
    return render(request, "joint/weigh.html", context, status=status_of(problem))


def problem_of(request, problem):
    return {
        "refusal": problem if isinstance(problem, Refusal) else None,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
        "typed": request.POST if problem else {},
    }


def seen(post):
    text = post.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
