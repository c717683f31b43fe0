"""Say what holds at a place where the law leaves room, from a day on, with the local paper that says so."""

from django.db import IntegrityError, transaction

from yuanban.law.practices import practices
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.places.models import LocalPractice


def settle_practice(actor, region, key, value, source, from_date):
    """`value` is a choice's id or a number of working days. What cases have already met stays as it was."""
    require_keeper(actor)
    check(actor, region, key, value, source, from_date)
    row = LocalPractice(region=region, key=key, value=value, source=source.strip(), from_date=from_date)
    try:
        with transaction.atomic():
            create(row, "practice.settled", actor)
    except IntegrityError:
        raise Invalid({"from_date": "这一天已经定过这一条，请改用别的日期，或者先停用原来的。"}) from None
    return row


@transaction.atomic
def end_practice(actor, pk, day):
    require_keeper(actor)
    row = LocalPractice.objects.get(pk=pk)
    if row.ended_on:
        raise Refusal("wrong-state", because="这一条已经停用。", cure="不必再办。")
    if day is None or day < actor.day:
        raise Invalid({"day": "请填写日期；停用不溯及既往，不能早于今天。"})
    write(row, "practice.ended", actor, ended_on=day)
    return row


def require_keeper(actor):
    if actor.role not in ("provincial", "admin", "system"):
        because = f"{actor.name}的岗位不能改地方规定。"
        raise Refusal("no-post", because=because, cure="请由省级中心或者系统管理员办理。")


def check(actor, region, key, value, source, from_date):
    errors = {}
    if region is None:
        errors["region"] = "请选择哪个地方。"
    known = practices().get(key)
    if known is None:
        errors["key"] = "请选择要定的一条。"
    elif problem := known.problem(value):
        errors["value"] = problem
    if len(source.strip()) > 300:
        errors["source"] = "依据最多300字。"
    elif not source.strip():
        errors["source"] = "请写明地方文件的名称、文号和条款。"
    if from_date is None or from_date < actor.day:
        errors["from_date"] = "适用日期不能早于今天。"
    if errors:
        raise Invalid(errors)
