"""支持事项清单: open to all; the department that owns an item says when a milestone is reached."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, F, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.law.refusal import Refusal
from yuanban.law.voice import light
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.serving import answer
from yuanban.programme.actions import support as acts
from yuanban.programme.answering import done, problem_in, seen, status_of, uploaded
from yuanban.programme.models import Milestone, SupportItem
from yuanban.programme.support_xlsx import book

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAMES = {"red": "已超期", "yellow": "临近节点", "green": "正常"}


@login_not_required
def items(request):
    return listed(request, SupportItem.objects.all(), ("number",))


@officials()
def own_items(request):
    """Those of one's own department, what is due next first."""
    order = (F("due_on").asc(nulls_last=True), "number")
    return listed(request, acts.owned(request.actor), order, request.actor.body_name)


def listed(request, every, order, own=""):
    """`own`: the department whose items these are, when they are one's own."""
    listing, day = Listing(request, ("owner", "state", "light", "q")), request.actor.day
    rows = chosen(every, listing, day)
    if request.GET.get("xlsx"):
        made = HttpResponse(book(rows.prefetch_related("milestones"), day), content_type=XLSX)
        made["Content-Disposition"] = 'attachment; filename="support-items.xlsx"'
        return made
    page = listing.cut(rows.order_by(*order).annotate(steps=Count("milestones"), reached=Count("milestones", filter=Q(milestones__done_on__isnull=False))))  # fmt: skip
    context = {
        "listing": listing,
        "rows": [(row, light(row.due_on, row.warn_on, day)) for row in page],
        "owners": [
            (name, f"{name}（{n}）")
            for name, n in every.order_by("owner_name").values_list("owner_name").annotate(n=Count("pk"))
        ],
        "STATES": SupportItem.STATES,
        "counts": counts(every, day),
        "NAMES": NAMES,
        "own": own,
        "template": every.filter(template=True).exists(),
    }
    return render(request, "programme/support.html", context)


def chosen(rows, listing, day):
    if listing["owner"]:
        rows = rows.filter(owner_name=listing["owner"])
    if listing["state"] in SupportItem.STATES:
        rows = rows.filter(state=listing["state"])
    if listing["light"] in NAMES:
        rows = rows.filter(lights(day)[listing["light"]])
    if words := listing["q"]:
        rows = rows.filter(Q(title__icontains=words) | Q(text__icontains=words) | Q(owner_name__icontains=words))
    return rows


def lights(day):
    return {
        "red": Q(due_on__lt=day),
        "yellow": Q(due_on__gte=day, warn_on__lte=day),
        "green": Q(warn_on__gt=day),
    }


def counts(rows, day):
    found = {name: Count("pk", filter=test) for name, test in lights(day).items()}
    return rows.order_by().aggregate(all=Count("pk"), done=Count("pk", filter=Q(state="done")), **found)


@login_not_required
def item(request, number):
    return show(request, get_object_or_404(SupportItem.objects.select_related("owner"), number=number))


def show(request, row, tried=None, problem=None):
    day = request.actor.day
    context = {
        "item": row,
        "light": light(row.due_on, row.warn_on, day),
        "NAMES": NAMES,
        "steps": [
            (one, one.done_on is None and one.due_on < day) for one in row.milestones.select_related("upload", "by")
        ],
        "may": acts.owns(request.actor, row),
        "tried": tried,
        "typed": request.POST,
        **problem_in(problem),
    }
    return render(request, "programme/support_item.html", context, status=status_of(problem))


@require_POST
@officials()
def reached(request, number, pk):
    row = get_object_or_404(SupportItem.objects.select_related("owner"), number=number)
    step = get_object_or_404(Milestone, pk=pk, item=row)
    try:
        acts.require_owner(request.actor, row)
        files = uploaded(request)
        acts.reach(request.actor, step.pk, request.POST.get("said", ""), files[0] if files else None, seen(request))
    except (Refusal, Invalid) as problem:
        return show(request, row, step.pk, problem)
    return done(request, f"“{step.title}”已完成。", "programme:support-item", number)


@login_not_required
def evidence(request, pk):
    """What shows that a milestone was reached is public with the list."""
    step = get_object_or_404(Milestone.objects.select_related("upload"), pk=pk)
    if step.upload is None:
        raise Http404
    return answer(step.upload)
