"""/intermediaries/: services, by which law they are asked for, who offers them; /my/services/: one's own orders."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from yuanban.accounts.listing import Listing
from yuanban.accounts.models import Enterprise
from yuanban.cases.applicant.door import applicants
from yuanban.cases.queries import visible_to
from yuanban.intermediaries import drawing, queries
from yuanban.intermediaries.actions import fulfil
from yuanban.intermediaries.actions.place_order import choose, place_order, withdraw
from yuanban.intermediaries.actions.shelve_result import shelve_result
from yuanban.intermediaries.models import Draw, Service
from yuanban.intermediaries.step import is_chosen, is_own, orders_for
from yuanban.law import intermediary as law
from yuanban.law.refusal import Refusal
from yuanban.law.voice import LEVELS
from yuanban.ledger import serving
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.recruiting.answering import seen, status_of, told, whole

STORY = {
    "commission.published": "发布需求",
    "commission.chosen": "选定机构",
    "commission.declined": "机构婉拒",
    "commission.offered": "机构报出条件",
    "commission.signed": "签约",
    "commission.delivered": "交付",
    "commission.shelved": "放入材料库",
    "commission.rated": "评价",
    "commission.disputed": "提出争议",
    "commission.resumed": "争议解决，继续履行",
    "commission.failed": "终止",
    "commission.withdrawn": "撤回",
}


@login_not_required
def services(request):
    words = request.GET.get("q", "").strip()[:60]
    rows, needs = queries.services(request.actor.day), queries.needs()
    if words:
        rows, needs = (
            rows.filter(name__icontains=words),
            needs.filter(Q(item__name__icontains=words) | Q(service__name__icontains=words)),
        )
    context = {"rows": list(rows), "needs": list(needs), "words": words}
    return render(request, "intermediaries/services.html", context)


@login_not_required
def service(request, code):
    found = get_object_or_404(Service, code=code)
    row, offers = drawing.draw_of_the_day(request.actor, found)
    context = {
        "service": found,
        "draw": row,
        "offers": offers,
        "needs": list(queries.needs().filter(service=found)),
        "day": request.actor.day,
    }
    return render(request, "intermediaries/service.html", context)


@login_not_required
def draw(request, pk):
    """Anyone works out again in what order a list was shown."""
    found = get_object_or_404(Draw.objects.select_related("service"), pk=pk)
    names = dict(Enterprise.objects.filter(code__in=found.codes).values_list("code", "name"))
    again = law.shuffled(found.seed, found.codes)
    rows = [(n, names.get(code, code), code, again[n - 1] == code) for n, code in enumerate(found.shown, 1)]
    return render(
        request, "intermediaries/draw.html", {"draw": found, "rows": rows, "wrong": drawing.differences(found)}
    )


@applicants
def mine(request):
    listing = Listing(request, ("state",))
    rows = orders_for(request.actor)
    rows = rows.filter(state=listing["state"]) if listing["state"] in law.STATES else rows
    found = listing.cut(rows.order_by("-at"))
    context = {
        "listing": listing,
        "rows": [(one, is_own(request.actor, one)) for one in found],
        "states": law.STATES.items(),
    }
    return render(request, "intermediaries/mine.html", context)


@applicants
def new(request):
    problem, typed = None, request.POST if request.method == "POST" else request.GET
    if request.method == "POST":
        try:
            firm = whole(typed.get("enterprise", ""))
            made = place_order(
                request.actor, typed.get("service", ""), typed.get("text", ""), firm, typed.get("case", "")
            )
            return redirect("intermediaries:choose", made.number)
        except (Refusal, Invalid) as wrong:
            problem = wrong
    firms = Enterprise.objects.filter(pk__in=request.actor.enterprises).order_by("pk")
    cases = visible_to(request.actor).filter(closed_on=None).select_related("item").order_by("-applied_at")[:30]
    context = {
        "typed": typed,
        "services": [(one.code, one.name) for one in Service.objects.order_by("name")],
        "firms": [(one.pk, one.name) for one in firms],
        "cases": [(one.number, f"{one.item.name}（{one.number}）") for one in cases],
        **told(problem),
    }
    return render(request, "intermediaries/new.html", context, status=status_of(problem))


@applicants
@never_cache
def choosing(request, number):
    """The list is drawn anew for every look at it; a choice is made out of the list that was looked at."""
    found = get_object_or_404(orders_for(request.actor), number=number)
    if not is_own(request.actor, found):
        raise Http404
    problem = None
    if request.method == "POST":
        try:
            post = request.POST
            choose(request.actor, number, post.get("code", ""), whole(post.get("draw", ""), 0), seen(request))
            messages.success(request, "已选定，等机构报出价款和交付日。")
            return redirect("intermediaries:order", number)
        except (Refusal, Invalid) as wrong:
            problem = wrong
    if found.state != "published":
        return redirect("intermediaries:order", number)
    item = found.case.item if found.case else None
    row, offers = drawing.draw(request.actor, found.service, found, item)
    context = {"order": found, "draw": row, "offers": offers, **told(problem)}
    return render(request, "intermediaries/choose.html", context, status=status_of(problem))


@applicants
def order(request, number):
    return show(request, get_object_or_404(orders_for(request.actor), number=number))


def show(request, found, problem=None, tried=""):
    context = {
        "order": found,
        "own": is_own(request.actor, found),
        "theirs": is_chosen(request.actor, found),
        "verbs": [verb for verb, turn in law.TURNS.items() if found.state in turn.sources],
        "story": story(found),
        "levels": LEVELS,
        "tried": tried,
        "typed": request.POST if tried else {},
        **told(problem),
    }
    return render(request, "intermediaries/order.html", context, status=status_of(problem))


def story(found):
    events = Event.objects.filter(stream=found.stream).order_by("-seq")
    return [{"at": one.at, "title": STORY.get(one.kind, one.kind), "text": one.data.get("why", "")} for one in events]


@applicants
def act(request, number, verb):
    found = get_object_or_404(orders_for(request.actor), number=number)
    if verb not in DO or request.method != "POST":
        raise Http404
    try:
        DO[verb](request, number, request.POST, seen(request))
    except (Refusal, Invalid) as problem:
        return show(request, found, problem, verb)
    messages.success(request, "已记录。")
    return redirect("intermediaries:order", number)


def deliver(request, number, post, version):
    file = request.FILES.get("file")
    data = file.read() if file else b""
    fulfil.deliver(request.actor, number, post.get("result", ""), file.name if file else "", data, version)


DO = {
    "withdraw": lambda request, number, post, version: withdraw(request.actor, number, version),
    "decline": lambda request, number, post, version: fulfil.decline(
        request.actor, number, post.get("why", ""), version
    ),
    "offer": lambda request, number, post, version: fulfil.offer_terms(
        request.actor, number, post.get("price", ""), post.get("due_on", ""), post.get("terms", ""), version
    ),
    "sign": lambda request, number, post, version: fulfil.sign(request.actor, number, version),
    "deliver": deliver,
    "rate": lambda request, number, post, version: fulfil.rate(
        request.actor, number, whole(post.get("level", "")), post.get("said", ""), version
    ),
    "dispute": lambda request, number, post, version: fulfil.dispute(
        request.actor, number, post.get("why", ""), version
    ),
    "resume": lambda request, number, post, version: fulfil.resume(request.actor, number, post.get("why", ""), version),
    "fail": lambda request, number, post, version: fulfil.fail(request.actor, number, post.get("why", ""), version),
    "shelve": lambda request, number, post, version: shelve_result(request.actor, number),
}


@applicants
def file(request, number):
    found = get_object_or_404(orders_for(request.actor).exclude(file=None), number=number)
    return serving.answer(found.file)
