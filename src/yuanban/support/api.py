"""JSON for services: what is offered, a need with its answers, and the request. The same actions as the pages."""

import datetime as dt

from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from yuanban.accounts.models import Enterprise
from yuanban.catalogue.choice import open_parks
from yuanban.law.matching import NO, UNKNOWN, YES
from yuanban.support import queries
from yuanban.support.actions.ask_service import ask_service
from yuanban.support.actions.state_need import give_facts, own_case, state_need
from yuanban.support.matches import found_for

router = Router(tags=["要素服务"])
WORDS = {YES: "yes", UNKNOWN: "unknown", NO: "no"}
MOST = 200


class NeedIn(Schema):
    enterprise: str
    park: str
    kind: str
    amount: float
    purpose: str
    months: int | None = None
    by_day: dt.date | None = None
    waits_for: str | None = None
    facts: dict[str, bool | int | float | str] = {}


class AskIn(Schema):
    product: str
    note: str = ""


@router.post("/needs", response={201: dict})
def post_need(request, body: NeedIn):
    firm = get_object_or_404(Enterprise, code=body.enterprise, pk__in=request.actor.enterprises)
    park = open_parks().filter(code=body.park).first()
    if body.facts:
        give_facts(request.actor, firm, body.facts)
    need = state_need(
        request.actor, firm, park.centre if park else None, body.kind, body.amount, body.purpose, body.months,
        body.by_day, own_case(firm, body.waits_for),
    )  # fmt: skip
    return Status(201, told(need, request.actor.day))


@router.get("/needs/{number}", response=dict)
def get_need(request, number: str):
    return told(get_object_or_404(queries.needs_for(request.actor), number=number), request.actor.day)


@router.post("/needs/{number}/requests", response={201: dict})
def post_request(request, number: str, body: AskIn):
    need = get_object_or_404(queries.needs_for(request.actor), number=number)
    return Status(201, as_json(ask_service(request.actor, need, body.product, body.note)))


@router.get("/requests/{number}", response=dict)
def get_request(request, number: str):
    return as_json(get_object_or_404(queries.requests_for(request.actor), number=number))


def told(need, day):
    """The need with every product of its kind: yes, unknown with the facts asked, no with the reasons."""
    found = found_for(need, day)
    places = [(answer, found.order[answer][:MOST]) for answer in (YES, UNKNOWN, NO)]
    products = [one for answer, some in places for one in found.page(answer, some)]
    return {
        "number": need.number,
        "kind": need.kind,
        "amount": float(need.amount),
        "counts": {WORDS[answer]: found.count(answer) for answer in (YES, UNKNOWN, NO)},
        "questions": [{"fact": key, "products": n} for key, n in found.matches.questions()],
        "products": [
            {
                "number": one.product.number,
                "name": one.product.name,
                "provider": one.product.provider.name,
                "answer": WORDS[one.answer],
                "why_not": list(one.why_not),
                "unknown": list(one.unknown),
            }
            for one in products
        ],
    }


def as_json(row):
    return {
        "number": row.number,
        "version": row.version,
        "state": row.state,
        "kind": row.kind,
        "provider": row.provider.name,
        "product": row.product.number,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "permit": row.permit,
        "result": float(row.result) if row.result is not None else None,
        "unit": row.unit,
    }
