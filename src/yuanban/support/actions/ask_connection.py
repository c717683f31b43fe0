"""水电气网联合报装: one form becomes one request for each utility, and one visit to the site is agreed with all of them."""

from django.db import transaction

from yuanban.law import services as law
from yuanban.law.matching import NO
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.support.actions.ask_service import begin, open_product
from yuanban.support.actions.state_need import later
from yuanban.support.known import known_of, plain
from yuanban.support.matches import answer_for
from yuanban.support.models import Connection
from yuanban.support.step import admitted, amount_of, collect, number, require_firm, said


@transaction.atomic
def ask_connection(actor, enterprise, centre, site, purpose, legs, by_day="", waits_for=None):
    """`legs` {kind: (product number, amount)}, two or more of water, power, gas, telecom. -> the connection."""
    require_firm(actor, enterprise)
    wanted = check(centre, enterprise, legs, waits_for)
    where, why, day = collect(
        lambda: said(site, "site", "请写明接入的地点，例如地块、厂房和楼号。", 200, 4),
        lambda: said(purpose, "purpose", "请写明项目和用途，至少四个字。", least=4),
        lambda: later(by_day, actor.day),
    )
    row = Connection(
        number=number("LB", actor.day), enterprise=enterprise, centre=centre, site=where, purpose=why, by_day=day,
        waits_for=waits_for, stated_by_id=actor.person, at=actor.at,
    )  # fmt: skip
    create(row, "connection.asked", actor, {"legs": sorted(wanted)})
    for kind, (product, amount) in sorted(wanted.items()):
        ask_leg(actor, row, kind, product, amount)
    return row


def check(centre, enterprise, legs, waits_for):
    """-> {kind: (product, amount)}. Raises Invalid by kind."""
    errors, wanted = {}, {}
    if centre is None:
        errors["centre"] = "请选择园区。"
    if waits_for is not None and waits_for.enterprise_id != enterprise.pk:
        errors["waits_for"] = "请选择本企业的办件。"
    for kind, (code, text) in legs.items():
        try:
            wanted[kind] = (open_product(code), amount_of(text, f"amount-{kind}")) if code else missing(kind)
        except Invalid as problem:
            errors |= problem.errors
    if len(legs) < 2:
        errors["legs"] = "联合报装至少选两项；只要一项的，请单独提出需求。"
    if errors:
        raise Invalid(errors)
    return wanted


def missing(kind):
    raise Invalid({f"product-{kind}": f"请选择{law.kinds()[kind].who}。"})


def ask_leg(actor, row, kind, product, amount, follows=None):
    """What a utility still has to ask is settled on the spot; only what fails outright stops the leg here."""
    if product.kind != kind:
        raise Invalid({f"product-{kind}": f"请选择{law.kinds()[kind].who}的产品。"})
    if not admitted(product.provider, row.centre, kind, actor.day):
        raise Refusal(
            "service-admission", f"{product.provider.name}目前没有入驻本园区，不能接新的申请。", "请另选一家。"
        )
    facts = known_of(row.enterprise, actor.day) | {"amount": plain(amount), "park": row.centre.park.code}
    answer = answer_for(product, None, actor.day, facts)
    if answer.answer == NO:
        why = "；".join(answer.why_not)
        raise Invalid({f"amount-{kind}": f"{product.provider.short}不能办：{why}。"})
    return begin(actor, row, product, facts, follows, "", {}, connection=row, amount=amount)
