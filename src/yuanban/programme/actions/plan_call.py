"""年度创建计划: drawn up, opened for applications, closed for scoring."""

from django.db import IntegrityError, transaction

from yuanban.law import programme as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.programme.models import Call, Quota
from yuanban.programme.step import call_of, require
from yuanban.voice.step import same

FIELDS = ("title", "document", "text", "total", "full", "criteria", "opens_on", "closes_on", "review_by", "notice_days", "build_by")  # fmt: skip


@transaction.atomic
def plan_call(actor, year, quotas, **fields):
    """`quotas`: {prefecture code: places}; fields as in FIELDS. A draft; it is checked when it is opened."""
    require(actor, "provincial")
    check(year, fields)
    row = Call(year=year, **fields)
    try:
        with transaction.atomic():
            create(row, "call.planned", actor, {"quotas": quotas})
    except IntegrityError:
        raise Invalid({"year": f"{year}年的计划已经有了。"}) from None
    set_quotas(row, quotas)
    return row


@transaction.atomic
def change_call(actor, pk, quotas, version=None, **fields):
    require(actor, "provincial")
    row = call_of(pk)
    same(row, version)
    law.guard_call(row.state, ("draft",), "修改年度计划")
    check(row.year, fields)
    before = dict(row.quotas.values_list("city", "number"))
    write(row, "call.changed", actor, {"quotas": quotas, "before": before}, **fields)
    set_quotas(row, quotas)
    return row


@transaction.atomic
def open_call(actor, pk, version=None):
    require(actor, "provincial")
    row = call_of(pk)
    same(row, version)
    law.guard_call(row.state, ("draft",), "发布年度计划")
    quotas = dict(row.quotas.values_list("city", "number"))
    law.guard_quotas(quotas, row.total, row.full)
    write(row, "call.opened", actor, {"quotas": quotas}, state="open")
    return row


@transaction.atomic
def start_scoring(actor, pk, version=None):
    """No more applications; every one that was handed in has been looked at by its city."""
    require(actor, "provincial")
    row = call_of(pk)
    same(row, version)
    law.guard_call(row.state, ("open",), "开始评审")
    if actor.day <= row.closes_on:
        raise Refusal("programme-window", f"申报到{row.closes_on}为止，期满以后才能开始评审。", "请等申报期满。")
    waiting = row.applications.filter(state="submitted").select_related("park")
    if waiting:
        names = "、".join(one.park.name for one in waiting)
        raise Refusal("wrong-state", f"{names}的申报还没有市级审核意见。", "请催办市级审核。")
    write(row, "call.scoring", actor, state="scoring")
    return row


def set_quotas(call, quotas):
    call.quotas.all().delete()
    Quota.objects.bulk_create(
        Quota(call=call, city_id=city, number=number, central=law.central(city))
        for city, number in quotas.items()
        if number
    )


def check(year, fields):
    errors = {}
    if not 2020 <= year <= 2100:
        errors["year"] = "请填写年度。"
    if not fields["title"].strip():
        errors["title"] = "请填写名称。"
    if not 1 <= fields["total"] <= 999:
        errors["total"] = "请填写全省名额。"
    if fields["criteria"] is None:
        errors["criteria"] = "请选择评分标准。"
    if not 1 <= fields["notice_days"] <= 30:
        errors["notice_days"] = "公示为1至30个工作日。"
    days = [fields[key] for key in ("opens_on", "closes_on", "review_by", "build_by")]
    if None in days:
        errors["closes_on"] = "请填写申报、审核、建成的日期。"
    elif days != sorted(days):
        errors["closes_on"] = "日期应当依次为：申报开始、申报截止、市级审核截止、建成。"
    if errors:
        raise Invalid(errors)
