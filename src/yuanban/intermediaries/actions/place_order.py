"""发布需求、选定、撤回: by the applicant alone."""

import secrets

from django.db import transaction

from yuanban.cases.queries import visible_to
from yuanban.intermediaries.drawing import offers
from yuanban.intermediaries.models import Draw, Need, Order, Service
from yuanban.intermediaries.step import is_own, lock, own_firm, require_own, turn
from yuanban.law import intermediary as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write


@transaction.atomic
def place_order(actor, code, text, enterprise=None, case=""):
    """`code` of the service; `case` a number. What a law asks for in that case is noted with it."""
    if actor.official or actor.person is None:
        raise Refusal("intermediary-choice", "只有申请人自己可以发布中介服务需求。")
    service = Service.objects.filter(code=code).first()
    matter = visible_to(actor).filter(number=case.strip()).select_related("item").first() if case.strip() else None
    errors = {} if service else {"service": "请选择服务项目。"}
    if not 5 <= len(text.strip()) <= 1000:
        errors["text"] = "请写明要做什么（5至1000字）。"
    if case.strip() and matter is None:
        errors["case"] = "没有找到您的这个办件编号。"
    if errors:
        raise Invalid(errors)
    firm = own_firm(actor, enterprise) if enterprise else None
    need = Need.objects.filter(service=service, item=matter.item, ended_on=None).first() if matter else None
    order = Order(
        number=f"ZJ{actor.day:%Y%m%d}{secrets.randbelow(10**6):06d}", service=service, need=need, case=matter,
        enterprise=firm, by_id=actor.person, text=text.strip(), at=actor.at,
    )  # fmt: skip
    create(order, "commission.published", actor)
    return order


@transaction.atomic
def choose(actor, number, code, draw, version=None):
    """`code` of the firm chosen, out of the list of `draw`, which was shown for this order."""
    order = lock(number, version)
    law.guard_chooser(actor.official, is_own(actor, order))
    found = turn(order, "choose")
    row = Draw.objects.filter(pk=draw, order=order).first()
    if row is None or code not in row.shown:
        raise Invalid({"code": "请从显示的名单中选一家。"})
    item = order.case.item if order.case else None
    offer = offers(order.service, actor.day, item).filter(intermediary__enterprise__code=code).first()
    if offer is None:
        raise Refusal("wrong-state", "这家机构刚刚退出或者资质已经到期。", "请换一家。")
    if offer.intermediary.enterprise_id in (order.enterprise_id,):
        raise Invalid({"code": "不能选自己的企业。"})
    write(
        order, "commission.chosen", actor, state=found.target, chosen=offer.intermediary, draw=row,
        place=row.shown.index(code) + 1, chosen_on=actor.day, price=None, due_on=None, terms="",
    )  # fmt: skip
    return order


@transaction.atomic
def withdraw(actor, number, version=None):
    order = lock(number, version)
    require_own(actor, order)
    found = turn(order, "withdraw")
    write(order, "commission.withdrawn", actor, state=found.target, closed_on=actor.day)
    return order
