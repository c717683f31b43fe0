"""/desk/runs/: the 一件事 under way; one page with every part, who is late, and what may be done for all parts at once."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.cases import runs
from yuanban.cases.actions import run_together as together
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.deliver import WAYS
from yuanban.cases.desk.file import status_of
from yuanban.cases.models import Case
from yuanban.cases.queries import visible_to
from yuanban.cases.run_view import shown, story
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.world import world

SHOWS = {"": "办理中", "late": "超期或者临近", "closed": "已办结", "all": "全部"}


@officials()
def listed(request):
    listing = Listing(request, ("show", "q"))
    found = runs.visible_to(request.actor, visible_to(request.actor)).select_related("bundle", "park")
    found = of_show(found, listing["show"])
    if listing["q"]:
        found = found.filter(number__icontains=listing["q"]) | found.filter(applicant_name__icontains=listing["q"])
    rows = listing.cut(found.order_by("promised_due", "-applied_at"))
    context = {
        "listing": listing,
        "rows": [(run, parts(run)) for run in rows],
        "waits": runs.waits,
        "shows": SHOWS.items(),
        "LIGHTS": Case.LIGHTS,
    }
    return render(request, "cases/desk/runs.html", context)


def of_show(found, show):
    if show == "late":
        return found.filter(light__in=("yellow", "red", "breach"), decided_on=None)
    if show == "closed":
        return found.filter(closed_on__isnull=False)
    return found if show == "all" else found.filter(closed_on=None)


def parts(run):
    return run.cases.select_related("item").order_by("pk")


def the_run(request, number):
    found = runs.visible_to(request.actor, visible_to(request.actor)).select_related("bundle__lead", "park__centre")
    return get_object_or_404(found, number=number)


@officials()
def run(request, number):
    return page(request, the_run(request, number))


def page(request, found, problem=None):
    actor = request.actor
    seen = set(visible_to(actor).filter(bundle_case=found).values_list("pk", flat=True))
    window = actor.role in ("clerk", "helper", "seconded", "manager") and found.park.centre.pk == actor.centre
    standing = shown(found, actor.day)
    context = standing | {
        "receiving": window and any(row.case.state == "applied" and row.case.holder for row in standing["rows"]),
        "seen": seen,
        "window": window,
        "acceptances": together.acceptances(actor, found) if "accept" in actor.powers else [],
        "timeline": story(found),
        "WAYS": WAYS.items(),
        "typed": request.POST if problem else {},
        "holder_of": lambda case: world(actor.day).name(case.holder) if case.holder else "",
        "refusal": problem if isinstance(problem, Refusal) else None,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
    }
    return render(request, "cases/desk/run.html", context, status=status_of(problem))


@require_POST
@officials()
def act(request, number, verb):
    found, post = the_run(request, number), request.POST
    deeds = {
        "receive": (lambda: together.receive_run(request.actor, number, seen(post)), "各件都已收件。"),
        "accept": (lambda: together.accept_run(request.actor, number, seen(post)), "各件都已受理。"),
        "accept-mine": (lambda: accept_mine(request.actor, found), "您可以受理的各件都已受理。"),
        "deliver": (lambda: deliver(request.actor, number, post), "已经一并送达。"),
        "early": (lambda: together.wish_early(request.actor, number), "已登记申请人先领的要求。"),
    }
    if verb not in deeds:
        return redirect("cases:desk-run", number)
    do, said = deeds[verb]
    try:
        do()
    except (Refusal, Invalid) as problem:
        return page(request, found, problem)
    messages.success(request, said)
    return redirect("cases:desk-run", number)


def seen(post):
    text = post.get("version", "")
    return int(text) if text.isdigit() and len(text) < 9 else -1


def accept_mine(actor, found):
    for part in together.acceptances(actor, found):
        if part.refusal is None:
            accept(actor, part.case.number)


def deliver(actor, number, post):
    together.deliver_run(actor, number, post.get("way", ""), post.get("receiver", ""), post.get("late", ""), seen(post))
