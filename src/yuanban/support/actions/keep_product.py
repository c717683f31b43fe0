"""服务产品: written by its provider, open to firms when its conditions can be read; every change is an event."""

from django.db import transaction

from yuanban.law import services as law
from yuanban.law.conditions import ConditionError, compile_condition
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.places.models import Park
from yuanban.support.models import Admission, Product
from yuanban.support.step import amount_of, collect, number, require_hand, said, standing_on, whole_of

LIFE = {"open": ("draft", "stopped"), "stopped": ("open",)}


@transaction.atomic
def keep_product(actor, provider, fields, product=None, version=None):
    """`fields` as typed: kind, name, summary, least, most, rate, months, clauses [{expr, words}], materials, parks, days."""
    require_hand(actor, provider, lead=True)
    told = read(provider, fields, kind=product.kind if product else None)
    if product is None:
        row = Product(provider=provider, number=number("CP", actor.day), **told)
        create(row, "product.written", actor)
        return row
    row = locked(provider, product.number, version)
    changed = {name: value for name, value in told.items() if value != getattr(row, name)}
    if changed:
        write(row, "product.changed", actor, **changed)
    return row


@transaction.atomic
def set_product(actor, provider, code, state, version=None):
    """公布 or 停办. What has been asked for goes on by the terms of its day."""
    require_hand(actor, provider, lead=True)
    row = locked(provider, code, version)
    if row.state not in LIFE[state]:
        raise Refusal("wrong-state", f"这个产品现在“{row.get_state_display()}”，不用再办理这一步。")
    if state == "open":
        require_admission(actor, row)
    write(row, "product.opened" if state == "open" else "product.stopped", actor, state=state)
    return row


def locked(provider, code, version):
    row = Product.objects.select_for_update(of=("self",)).select_related("provider").get(provider=provider, number=code)
    if version is not None and version != row.version:
        raise Refusal("changed-meanwhile")
    return row


def require_admission(actor, row):
    here = Admission.objects.filter(standing_on(actor.day), provider=row.provider, kinds__contains=[row.kind])
    if not here.exists():
        raise Refusal(
            "service-admission",
            f"{row.provider.name}还没有以“{row.get_kind_display()}”入驻任何园区，产品不能公布。",
            "请先申请入驻；核准以后再公布。",
        )


def read(provider, fields, kind=None):
    """-> the columns. Raises Invalid with everything that is wrong."""
    kind = kind or fields.get("kind", "")
    clauses, wrong = read_clauses(fields.get("clauses", []))
    errors = {"kind": "请选择服务的种类。"} if kind not in law.kinds() else {}
    errors |= wrong
    try:
        name, least, most, months, offer, deliver = collect(
            lambda: said(fields.get("name"), "name", "请填写产品名称。", 120, 2),
            lambda: amount_of(fields.get("least"), "least", required=False),
            lambda: amount_of(fields.get("most"), "most", required=False),
            lambda: whole_of(fields.get("months"), "months", 600, required=False),
            lambda: whole_of(fields.get("offer_days"), "offer_days", 250),
            lambda: whole_of(fields.get("deliver_days"), "deliver_days", 250),
        )
    except Invalid as problem:
        raise Invalid(errors | problem.errors) from None
    if least and most and least > most:
        errors["most"] = "最多不能小于最少。"
    parks = sorted(set(fields.get("parks", ())))
    if Park.objects.filter(code__in=parks).count() != len(parks):
        errors["parks"] = "请从列出的园区中选择。"
    if errors:
        raise Invalid(errors)
    return {
        "kind": kind, "name": name, "summary": (fields.get("summary") or "").strip()[:500], "least": least, "most": most,
        "rate": (fields.get("rate") or "").strip()[:60], "months": months, "clauses": clauses,
        "materials": [one.strip()[:120] for one in fields.get("materials", ()) if one.strip()][:20],
        "parks": parks, "offer_days": offer, "deliver_days": deliver,
    }  # fmt: skip


def read_clauses(rows):
    """-> (clauses, {clause-n: what is wrong with it}); an empty line is no clause."""
    found, errors = [], {}
    for n, row in enumerate(rows):
        expr, words = str(row.get("expr", "")).strip(), str(row.get("words", "")).strip()
        if not (expr or words):
            continue
        if problem := fault_of(expr, words):
            errors[f"clause-{n}"] = problem
        found.append({"expr": expr, "words": words[:120]})
    return found[:20], errors


def fault_of(expr, words):
    """What is wrong with one condition, or empty."""
    if not words:
        return "请用一句话写明这个条件，企业看到的是这句话。"
    if not expr or len(expr) > 300:
        return "请写明条件的表达式（不超过300个字符）。"
    try:
        names = compile_condition(expr).facts
    except ConditionError as problem:
        return str(problem)
    strange = [name for name in names if name not in law.facts()]
    if strange:
        return f"不认识“{strange[0]}”。可以用的情况见右边的列表。"
    return "" if names else "条件要说到企业的某一项情况。"
