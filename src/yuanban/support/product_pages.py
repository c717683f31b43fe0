"""/provider/products/: a provider writes its products and sees, before anyone else, whom the conditions let through."""

from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yuanban.catalogue.choice import open_parks
from yuanban.law import services as law
from yuanban.law.conditions import ConditionError
from yuanban.law.matching import Clause, Pool
from yuanban.law.matching import Product as Offered
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.support.actions.keep_product import fault_of, keep_product, set_product
from yuanban.support.actions.state_need import value_of
from yuanban.support.doors import problem_of, providers_only, seen, status_of
from yuanban.support.known import plain
from yuanban.support.models import Product

ROOM = 8
TEXTS = ("kind", "name", "summary", "least", "most", "rate", "months", "offer_days", "deliver_days")


@providers_only
def products(request):
    rows = Product.objects.filter(provider=request.provider).order_by("kind", "pk")
    return render(request, "support/provider/products.html", {"products": rows, "KINDS": law.kinds()})


@providers_only
def edit(request, number=""):
    """A new product without `number`. `try` answers with what the conditions say of a firm made up on the page."""
    row = get_object_or_404(Product, provider=request.provider, number=number) if number else None
    if request.method != "POST":
        return show(request, row, typed_of(row))
    typed = read(request)
    if "try" in request.POST:
        return show(request, row, typed, trial=tried(request, typed))
    try:
        kept = keep_product(request.actor, request.provider, typed, row, seen(request) if row else None)
    except (Invalid, Refusal) as problem:
        return show(request, row, typed, problem)
    messages.success(request, "产品已经保存。" + ("" if kept.state == "open" else "公布以后，企业才看得到。"))
    return redirect("support:product-edit", kept.number)


def read(request):
    post = request.POST
    exprs, words = post.getlist("expr"), post.getlist("words")
    return {name: post.get(name, "") for name in TEXTS} | {
        "clauses": [{"expr": e, "words": w} for e, w in zip(exprs, words, strict=False)],
        "materials": post.get("materials", "").splitlines(),
        "parks": post.getlist("parks"),
    }


def typed_of(row):
    if row is None:
        return dict.fromkeys(TEXTS, "") | {"clauses": [], "materials": [], "parks": []}
    told = {name: getattr(row, name) for name in (*TEXTS, "clauses", "materials", "parks")}
    return told | {name: plain(told[name]) for name in ("least", "most")}


def show(request, row, typed, problem=None, trial=None):
    spare = max(3, ROOM - len(typed["clauses"]))
    context = {
        "product": row,
        "typed": typed,
        "clauses": [*typed["clauses"], *({"expr": "", "words": ""} for _ in range(spare))],
        "kinds": [(key, f"{kind.name}（按{kind.unit}）") for key, kind in law.kinds().items()],
        "unit": law.kinds()[typed["kind"]].unit if typed["kind"] in law.kinds() else "",
        "parks": [(one.code, one.name) for one in open_parks()],
        "facts": law.facts(),
        "trial": trial,
        "given": {key: request.POST.get(f"fact-{key}", "") for key in law.facts()},
        **problem_of(problem),
    }
    return render(request, "support/provider/product.html", context, status=status_of(problem))


def tried(request, typed):
    """-> (whether the facts of the page meet the conditions of the page, clause by clause)."""
    clauses = [
        Clause(c["expr"].strip(), c["words"].strip() or c["expr"]) for c in typed["clauses"] if c["expr"].strip()
    ]
    faults = [fault for c in clauses if (fault := fault_of(c.expr, c.words))]
    if faults:
        return {"faults": faults}
    try:
        found = Pool([Offered(n, (clause,)) for n, clause in enumerate(clauses)]).match(given(request))
    except ConditionError as problem:
        return {"faults": [str(problem)]}
    rows = [(c.words, found.answers[n], [law.facts()[key] for key in found.unknown(n)]) for n, c in enumerate(clauses)]
    return {"rows": rows, "answer": min(found.answers, default=2)}


def given(request):
    """Facts as typed on the page; what cannot be read counts as not given."""
    found: dict[str, Any] = {}
    for key, fact in law.facts().items():
        text = request.POST.get(f"fact-{key}", "").strip()
        if text:
            found |= read_fact(key, fact, text)
    return found


def read_fact(key, fact, text):
    if fact.type == "list":
        return {key: [one.strip() for one in text.replace("，", "、").split("、") if one.strip()]}
    try:
        return {key: value_of(fact, text, key)}
    except Invalid:
        return {}


@require_POST
@providers_only
def life(request, number, state):
    row = get_object_or_404(Product, provider=request.provider, number=number)
    if state not in ("open", "stopped"):
        return redirect("support:product-edit", number)
    try:
        set_product(request.actor, request.provider, number, state, seen(request))
    except (Invalid, Refusal) as problem:
        return show(request, row, typed_of(row), problem)
    messages.success(
        request, "已经公布，符合条件的企业看得到。" if state == "open" else "已经停办；办理中的照原来的条件办完。"
    )
    return redirect("support:product-edit", number)
