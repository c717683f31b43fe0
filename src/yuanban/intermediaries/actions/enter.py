"""入驻、报服务、退出: free entry by the firm itself; a service that takes no qualification is listed at once."""

import datetime as dt

from django.db import IntegrityError, transaction

from yuanban.accounts.phones import PHONE
from yuanban.intermediaries.models import Intermediary, Offer, Service
from yuanban.intermediaries.step import own_firm, own_intermediary, same
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.places.models import Body


@transaction.atomic
def enter(actor, enterprise, about, phone, attached=()):
    """`attached`: codes of organs that the firm belongs to or is run by; it may not serve their approvals."""
    firm = own_firm(actor, enterprise)
    errors = {}
    if not 5 <= len(about.strip()) <= 1000:
        errors["about"] = "请介绍机构的业务（5至1000字）。"
    if not PHONE.match(phone.strip()):
        errors["phone"] = "请填写手机号码或者带区号的固定电话。"
    if errors:
        raise Invalid(errors)
    row = Intermediary(enterprise=firm, about=about.strip(), phone=phone.strip(), joined_on=actor.day)
    bodies = list(Body.objects.filter(code__in=attached))
    try:
        with transaction.atomic():
            create(row, "intermediary.entered", actor, {"attached": [one.code for one in bodies]})
    except IntegrityError:
        raise Refusal("wrong-state", "这家企业已经入驻。", "请直接报服务项目。") from None
    row.attached.set(bodies)
    return row


@transaction.atomic
def offer_service(actor, code, said):
    """`said`: price, days, terms, licence, issuer, licence_until. All of it is public (条例43)."""
    mine = own_intermediary(actor)
    if mine is None:
        raise Refusal("no-post", because="这家企业还没有入驻。", cure="请先入驻，再报服务项目。")
    service = Service.objects.filter(code=code).first()
    if service is None:
        raise Invalid({"service": "请选择服务项目。"})
    columns = checked(service, said, actor.day)
    state = "claimed" if service.licence else "listed"
    try:
        with transaction.atomic():
            made = Offer(intermediary=mine, service=service, state=state, **columns)
            create(made, "listing.made", actor)
    except IntegrityError:
        raise Refusal("wrong-state", "这项服务已经报过。", "资质有变的，请先退出这一项再报。") from None
    return made


def checked(service, said, day):
    columns = {key: str(said.get(key, "")).strip() for key in ("price", "terms", "licence", "issuer")}
    errors = {
        key: text
        for key, text in (("price", "请写明收费标准，向社会公开。"), ("terms", "请写明条件和流程，向社会公开。"))
        if not columns[key]
    }
    days = str(said.get("days", "")).strip()
    if not (days.isascii() and days.isdigit() and 0 < int(days) <= 365):
        errors["days"] = "请用整数填写要几个工作日（1至365）。"
    if service.licence and not (columns["licence"] and columns["issuer"]):
        errors["licence"] = f"这项服务需要{service.licence}，请填写证书编号和发证机关。"
    until, late = last_day(said.get("licence_until"), day)
    if errors | late:
        raise Invalid(errors | late)
    limits = {"price": 200, "terms": 500, "licence": 100, "issuer": 100}
    return {key: text[: limits[key]] for key, text in columns.items()} | {"days": int(days), "licence_until": until}


def last_day(value, day):
    if not value:
        return None, {}
    try:
        until = value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    except ValueError:
        return None, {"licence_until": "请选择资质有效期的最后一日，长期的不填。"}
    return until, {} if until >= day else {"licence_until": "资质已经过期。"}


@transaction.atomic
def leave(actor, pk, version=None):
    offer = Offer.objects.select_for_update(of=("self",)).select_related("intermediary").get(pk=pk)
    own_firm(actor, offer.intermediary.enterprise_id)
    same(offer, version)
    if offer.state == "left":
        raise Refusal("wrong-state", "已经退出这一项。", "不用再办。")
    write(offer, "listing.left", actor, state="left", ground="")
    return offer
