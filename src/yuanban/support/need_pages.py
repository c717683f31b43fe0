"""/my/needs/: what a firm needs, said once, and every product it may have, may not have, or may have if one knew more."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.accounts.models import Enterprise
from yuanban.cases.applicant.door import applicants
from yuanban.cases.models import Case
from yuanban.catalogue.choice import chosen_park, open_parks
from yuanban.law import services as law
from yuanban.law.matching import ANSWERS, NO, UNKNOWN, YES
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.support import queries
from yuanban.support.actions.ask_service import ask_service
from yuanban.support.actions.state_need import close_need, give_facts, own_case, state_need
from yuanban.support.doors import problem_of, status_of, upload
from yuanban.support.matches import found_for
from yuanban.support.models import FirmFact, Product
from yuanban.support.permits import PENDING

SHOWS = {"fit": YES, "open": UNKNOWN, "no": NO}
FIELDS = ("enterprise", "park", "kind", "amount", "months", "purpose", "by_day", "waits_for")


@applicants
def mine(request):
    """Needs, joint connections and every request, the newest first."""
    actor = request.actor
    rows = queries.requests_for(actor).filter(enterprise__in=actor.enterprises).order_by("-asked_at", "-pk")
    going = request.GET.get("show") != "ended"
    page = Paginator(rows.filter(closed_on__isnull=going), 20).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row, queries.light(row, actor.day)) for row in page],
        "going": going,
        "needs": queries.needs_for(actor).filter(closed_on=None).prefetch_related("requests").order_by("-at")[:10],
        "connections": queries.connections_for(actor).filter(enterprise__in=actor.enterprises).order_by("-at")[:5],
        "firms": bool(actor.enterprises),
        "KINDS": law.kinds(),
    }
    return render(request, "support/mine.html", context)


@applicants
def new(request):
    typed = {name: (request.POST if request.method == "POST" else request.GET).get(name, "").strip() for name in FIELDS}
    if request.method != "POST":
        return ask(request, prefilled(request, typed))
    try:
        firm = firm_of(request.actor, typed["enterprise"])
        park = open_parks().filter(code=typed["park"]).first()
        case = own_case(firm, typed["waits_for"])
        row = state_need(
            request.actor, firm, park.centre if park else None, typed["kind"], typed["amount"], typed["purpose"],
            typed["months"], typed["by_day"], case,
        )  # fmt: skip
    except (Invalid, Refusal) as problem:
        return ask(request, typed, problem)
    return redirect("support:need", row.number)


def firm_of(actor, pk):
    rows = Enterprise.objects.filter(pk__in=actor.enterprises).select_related("park")
    found = rows.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 12 else None
    if found is None:
        raise Invalid({"enterprise": "请选择企业。"})
    return found


def prefilled(request, typed):
    """A case leads here with its number, a product with its kind."""
    actor, case = request.actor, None
    if typed["waits_for"]:
        case = get_object_or_404(Case, number=typed["waits_for"], enterprise__in=actor.enterprises)
    firm = case.enterprise_id if case else next(iter(actor.enterprises), "")
    known = chosen_park(request)
    return typed | {
        "enterprise": str(firm),
        "park": case.park.code if case else typed["park"] or (known.code if known else ""),
        "waits_for": case.number if case and case.state in PENDING else "",
        "kind": typed["kind"] if typed["kind"] in law.kinds() else "",
    }


def ask(request, typed, problem=None):
    actor = request.actor
    context = {
        "typed": typed,
        "firms": list(Enterprise.objects.filter(pk__in=actor.enterprises).values_list("pk", "name")),
        "parks": [(one.code, one.name) for one in open_parks()],
        "kinds": [(key, f"{kind.name}（按{kind.unit}）") for key, kind in law.kinds().items()],
        "cases": waiting_cases(actor),
        "today": actor.day.isoformat(),
        **problem_of(problem),
    }
    return render(request, "support/need_new.html", context, status=status_of(problem))


def waiting_cases(actor):
    """[(number, words)] of the firm's matters whose permit may be waited for."""
    rows = Case.objects.filter(enterprise__in=actor.enterprises, state__in=PENDING).select_related("item")
    return [(one.number, f"{one.item.name}（{one.number[-4:]}）") for one in rows.order_by("-applied_at")[:50]]


@applicants
def need(request, number):
    return show(request, number)


def show(request, number, problem=None, tried=""):
    actor = request.actor
    row = get_object_or_404(queries.needs_for(actor), number=number)
    quickest = request.GET.get("order") == "days"
    found = found_for(row, actor.day, quickest)
    counts = {name: found.count(answer) for name, answer in SHOWS.items()}
    wanted = request.GET.get("show") or next((name for name in SHOWS if counts[name]), "fit")
    if wanted not in SHOWS:
        raise Http404
    page = Paginator(found.order[SHOWS[wanted]], 20).get_page(request.GET.get("page"))
    asked = queries.requests_for(actor).filter(need=row).order_by("-asked_at")
    questions = found.matches.questions()
    context = {
        "need": row,
        "kind": law.kinds()[row.kind],
        "shows": [(name, ANSWERS[answer], counts[name]) for name, answer in SHOWS.items()],
        "show": wanted,
        "page": page,
        "answers": found.page(SHOWS[wanted], page.object_list),
        "quickest": quickest,
        "requests": [(one, queries.light(one, actor.day)) for one in asked],
        "going": {one.product_id for one in asked if one.closed_on is None},
        "questions": [(key, law.facts()[key], n) for key, n in questions if law.facts()[key].source == "firm"],
        "missing": [law.facts()[key].label for key, _ in questions if law.facts()[key].source != "firm"],
        "facts": law.facts(),
        "given": {one.key: one for one in facts_given(row.enterprise, found.matches.pool.facts)},
        "typed": request.POST if tried else {},
        "tried": tried,
        **problem_of(problem),
    }
    return render(request, "support/need.html", context, status=status_of(problem))


def facts_given(enterprise, names):
    """What the firm has answered of what these products ask."""
    return FirmFact.objects.filter(enterprise=enterprise, key__in=names).order_by("key")


@require_POST
@applicants
def answer(request, number):
    """The questions of the need's page; whatever is answered is kept for the next need too."""
    row = get_object_or_404(queries.needs_for(request.actor), number=number)
    typed = {key: request.POST.get(key, "").strip() for key in law.facts() if key in request.POST}
    try:
        kept = give_facts(request.actor, row.enterprise, typed)
    except (Invalid, Refusal) as problem:
        return show(request, number, problem, "answer")
    messages.success(request, f"记下了{len(kept)}项，下面的结果已经重新核对。" if kept else "没有新的回答。")
    return redirect("support:need", number)


@require_POST
@applicants
def request_one(request, number, product):
    """To one provider, with a word and the materials it wants."""
    row = get_object_or_404(queries.needs_for(request.actor), number=number)
    wanted = get_object_or_404(Product, number=product)
    try:
        files = {name: upload(request, f"file-{n}") for n, name in enumerate(wanted.materials)}
        given = {name: one for name, one in files.items() if one is not None}
        made = ask_service(request.actor, row, product, request.POST.get("note", ""), given)
    except (Invalid, Refusal) as problem:
        return show(request, number, problem, product)
    messages.success(request, f"已经提出，{made.provider.name}应当不迟于{made.due_on}给出方案。")
    return redirect("support:request", made.number)


@require_POST
@applicants
def close(request, number):
    get_object_or_404(queries.needs_for(request.actor), number=number)
    try:
        close_need(request.actor, number)
    except (Invalid, Refusal) as problem:
        return show(request, number, problem, "close")
    messages.success(request, "这份需求已经结束。")
    return redirect("support:mine")
