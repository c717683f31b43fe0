"""申请服务: a firm asks one provider for one product it qualifies for; what the conditions used goes along, and no more."""

from django.db import IntegrityError, transaction

from yuanban.law import services as law
from yuanban.law.matching import NO, UNKNOWN
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.support.known import known_of, shown
from yuanban.support.matches import answer_for, clauses_of, used_facts
from yuanban.support.models import Note, Product, ServiceRequest
from yuanban.support.permits import pending
from yuanban.support.step import admitted, clock, number, require_firm


@transaction.atomic
def ask_service(actor, need, code, note="", files=None, follows=None):
    """`code` is the product's number, `files` {material: cases.Upload}. -> the request."""
    require_firm(actor, need.enterprise)
    if need.closed_on:
        raise Refusal("wrong-state", "这份需求已经结束。", "请重新提出需求。")
    product = open_product(code)
    facts = known_of(need.enterprise, actor.day, need)
    require_fit(actor.day, product, need.centre, answer_for(product, need, actor.day, facts))
    return begin(actor, need, product, facts, follows, note, files or {}, need=need)


def open_product(code):
    row = Product.objects.select_related("provider").filter(number=code).first()
    if row is None or row.state != "open":
        raise Refusal("wrong-state", "这个产品已经停办。", "请另选一个产品。")
    return row


def require_fit(day, product, centre, answer):
    """Admitted here; every condition met; and what is not known yet is asked, never taken for a no."""
    if not admitted(product.provider, centre, product.kind, day):
        raise Refusal(
            "service-admission", f"{product.provider.name}目前没有入驻本园区，不能接新的申请。", "请另选一家。"
        )
    if answer.answer == NO:
        raise Refusal(
            "wrong-state", f"不符合这个产品的条件：{'；'.join(answer.why_not)}。", "请看其他产品，或者等条件具备。"
        )
    if answer.answer == UNKNOWN:
        asks = {name: f"还需要知道：{law.facts()[name].question}" for name in answer.unknown if name in law.facts()}
        raise Invalid(asks or {"amount": "还需要知道需要的数量。"})


def begin(actor, about, product, facts, follows, note, files, need=None, connection=None, amount=None):
    """One request for `about`, a need or a connection, with the product's terms as they are today."""
    used = used_facts(product, facts, actor.day)
    waits = about.waits_for if about.waits_for_id and pending(about.waits_for) else None
    row = ServiceRequest(
        number=number("FW", actor.day), need=need, connection=connection, product=product, provider=product.provider,
        enterprise=about.enterprise, centre=about.centre, kind=product.kind, amount=need.amount if need else amount,
        purpose=about.purpose, told=told_of(used, about.centre.park),
        terms=terms_of(product, actor.day), asked_by_id=actor.person, asked_at=actor.at, asked_on=actor.day,
        waits_for=waits, permit="waiting" if waits else "", follows=follows, **clock(actor.day, product.offer_days),
    )  # fmt: skip
    try:
        with transaction.atomic():
            create(row, "service.asked", actor)
    except IntegrityError as problem:
        raise Refusal("wrong-state", "已经向这家提出过，还没有办完。", "请到“我的服务需求”查看进展。") from problem
    hand_in(actor, row, note, files)
    return row


def told_of(used, park):
    """{fact: [label, value in words]}; a park goes by its name."""
    return {name: shown(name, park.short if name == "park" else value) for name, value in used.items()}


def hand_in(actor, row, note, files):
    if note.strip():
        create(
            Note(request=row, side="firm", by_id=actor.person, at=actor.at, text=note.strip()[:1000]),
            "service.said",
            actor,
        )
    for material, upload in files.items():
        kept = Note(request=row, side="firm", by_id=actor.person, at=actor.at, material=material[:120], upload=upload)
        create(kept, "service.said", actor)


def terms_of(product, day):
    return {
        "name": product.name,
        "rate": product.rate,
        "months": product.months,
        "offer_days": product.offer_days,
        "deliver_days": product.deliver_days,
        "clauses": [clause.words for clause in clauses_of(product, day)],
        "materials": product.materials,
    }
