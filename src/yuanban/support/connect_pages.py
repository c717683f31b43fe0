"""水电气网联合报装: one form for all four, and the page on which the visit is agreed and its findings are signed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.models import Enterprise
from yuanban.cases.applicant.door import applicants
from yuanban.catalogue.choice import open_parks
from yuanban.law import services as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.support import need_pages, queries, words
from yuanban.support.actions import visit_site as visiting
from yuanban.support.actions.ask_connection import ask_connection
from yuanban.support.actions.state_need import own_case
from yuanban.support.doors import problem_of, seen, status_of
from yuanban.support.matches import open_products
from yuanban.support.public_pages import drawn, here

FIELDS = ("enterprise", "park", "site", "purpose", "by_day", "waits_for")


@applicants
def new(request):
    source = request.POST if request.method == "POST" else request.GET
    typed = {name: source.get(name, "").strip() for name in FIELDS}
    for kind in law.utilities():
        typed |= {key: source.get(key, "").strip() for key in (f"product-{kind}", f"amount-{kind}")}
    if request.method != "POST":
        return ask(request, need_pages.prefilled(request, typed | {"kind": ""}))
    try:
        firm = need_pages.firm_of(request.actor, typed["enterprise"])
        park = open_parks().filter(code=typed["park"]).first()
        row = ask_connection(
            request.actor, firm, park.centre if park else None, typed["site"], typed["purpose"], legs_of(typed),
            typed["by_day"], own_case(firm, typed["waits_for"]),
        )  # fmt: skip
    except (Invalid, Refusal) as problem:
        return ask(request, typed, problem)
    messages.success(request, "已经分送各家。请约定一次联合踏勘的时间，各家一次到场。")
    return redirect("support:connection", row.number)


def legs_of(typed):
    """What was chosen or filled in; an empty line is not wanted."""
    pairs = {kind: (typed[f"product-{kind}"], typed[f"amount-{kind}"]) for kind in law.utilities()}
    return {kind: pair for kind, pair in pairs.items() if any(pair)}


def ask(request, typed, problem=None):
    day = request.actor.day
    products = open_products(day).filter(kind__in=law.utilities())
    if typed["park"]:
        products = products.filter(here(typed["park"], day))
    offered: dict[str, list[tuple[str, str]]] = {kind: [] for kind in law.utilities()}
    for one in drawn(products, day):
        offered[one.kind].append((one.number, f"{one.provider.name}：{one.name}"))
    context = {
        "typed": typed,
        "firms": list(Enterprise.objects.filter(pk__in=request.actor.enterprises).values_list("pk", "name")),
        "parks": [(one.code, one.name) for one in open_parks()],
        "legs": [(kind, law.kinds()[kind], offered[kind]) for kind in law.utilities()],
        "cases": need_pages.waiting_cases(request.actor),
        "today": day.isoformat(),
        **problem_of(problem),
    }
    return render(request, "support/connect.html", context, status=status_of(problem))


def connection(request, number):
    return show(request, number)


def show(request, number, problem=None, tried=""):
    actor = request.actor
    row = get_object_or_404(queries.connections_for(actor), number=number)
    legs = list(row.legs.select_related("provider", "product", "waits_for").order_by("kind", "-pk"))
    side = side_of(actor, row, legs)
    seen_by = set(queries.requests_for(actor).filter(connection=row).values_list("number", flat=True))
    found = {one["request"]: one for one in row.findings}
    context = {
        "row": row,
        "legs": [(leg, queries.light(leg, actor.day), leg.number in seen_by, found.get(leg.number)) for leg in legs],
        "parties": parties(row, legs),
        "side": side,
        "may_find": bool(side)
        and side != visiting.FIRM
        and row.visit == "fixed"
        and row.visit_on <= actor.day
        and side not in found,
        "FINDINGS": law.FINDINGS,
        "story": words.story(row),
        "today": actor.day.isoformat(),
        "tried": tried,
        "typed": request.POST if tried else {},
        **problem_of(problem),
    }
    return render(request, "support/connection.html", context, status=status_of(problem))


def side_of(actor, row, legs):
    try:
        return visiting.side_of(actor, row, [leg for leg in legs if leg.closed_on is None])
    except Refusal:
        return ""


def parties(row, legs):
    """[(name, whether it confirmed this time)] of everyone who has to."""
    sides = [
        (visiting.FIRM, row.enterprise.name),
        *((leg.number, leg.provider.name) for leg in legs if not leg.closed_on),
    ]
    return [(name, side in row.accepted) for side, name in sides]


@require_POST
def act(request, number, verb):
    get_object_or_404(queries.connections_for(request.actor), number=number)
    actor, post = request.actor, request.POST
    deeds = {
        "propose": (
            lambda: visiting.propose_visit(
                actor, number, post.get("on", ""), post.get("time", ""), post.get("note", ""), seen(request)
            ),
            "时间已经提出，等各方确认。",
        ),
        "accept": (lambda: visiting.accept_visit(actor, number, seen(request)), "已经确认。"),
        "find": (
            lambda: visiting.record_finding(
                actor, number, post.get("finding", ""), post.get("text", ""), seen(request)
            ),
            "结果已经写下，并已签名。",
        ),
    }
    if verb not in deeds:
        raise Http404
    do, said = deeds[verb]
    try:
        do()
    except (Refusal, Invalid) as problem:
        return show(request, number, problem, verb)
    messages.success(request, said)
    return redirect("support:connection", number)
