"""提出需求: a firm says once what it needs; and answers, once, what conditions ask of it."""

from typing import Any

from django.db import transaction

from yuanban.accounts.models import Enterprise
from yuanban.cases.models import Case
from yuanban.law import services as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.support.models import FirmFact, Need
from yuanban.support.permits import pending
from yuanban.support.step import amount_of, collect, day_of, number, require_firm, said, whole_of

YES, NO = ("是", "true", "yes", True), ("否", "false", "no", False)


@transaction.atomic
def state_need(actor, enterprise, centre, kind, amount, purpose, months="", by_day="", waits_for=None):
    """`waits_for` is a case of this enterprise whose permit has to come first, or None."""
    require_firm(actor, enterprise)
    errors = {}
    if kind not in law.kinds():
        errors["kind"] = "请选择需要哪一种服务。"
    if centre is None:
        errors["centre"] = "请选择园区。"
    if waits_for is not None and waits_for.enterprise_id != enterprise.pk:
        errors["waits_for"] = "请选择本企业的办件。"
    try:
        much, why, long, day = collect(
            lambda: amount_of(amount, "amount"),
            lambda: said(purpose, "purpose", "请写明用在什么地方，至少四个字。", least=4),
            lambda: whole_of(months, "months", 600, required=False),
            lambda: later(by_day, actor.day),
        )
    except Invalid as problem:
        raise Invalid(errors | problem.errors) from None
    if errors:
        raise Invalid(errors)
    row = Need(
        number=number("XQ", actor.day), enterprise=enterprise, centre=centre, kind=kind, amount=much, months=long,
        purpose=why, by_day=day, waits_for=waits_for, stated_by_id=actor.person, at=actor.at,
    )  # fmt: skip
    create(row, "need.stated", actor)
    return row


def later(text, today):
    day = day_of(text, "by_day", required=False)
    if day and day < today:
        raise Invalid({"by_day": "请填写今天以后的日期。"})
    return day


@transaction.atomic
def close_need(actor, code):
    """不再需要. What is still open with a provider is ended first, so that nobody is left waiting."""
    row = Need.objects.select_for_update(of=("self",)).select_related("enterprise").get(number=code)
    require_firm(actor, row.enterprise)
    if row.closed_on:
        raise Refusal("wrong-state", "这份需求已经结束。", "需要时可以重新提出。")
    if row.requests.filter(closed_on=None).exists():
        raise Refusal("wrong-state", "这份需求还有没办完的服务申请。", "请先撤回，或者等对方办完。")
    write(row, "need.closed", actor, closed_on=actor.day)
    return row


@transaction.atomic
def give_facts(actor, enterprise, typed):
    """`typed` {fact: text}; what is left empty stays unknown. -> the facts that changed."""
    require_firm(actor, enterprise)
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for key, text in typed.items():
        fact = law.facts().get(key)
        if fact is None or fact.source != "firm" or text in ("", None):
            continue
        try:
            values[key] = value_of(fact, text, key)
        except Invalid as problem:
            errors |= problem.errors
    if errors:
        raise Invalid(errors)
    Enterprise.objects.select_for_update(no_key=True).get(pk=enterprise.pk)  # two at once answer one after the other
    return [key for key, value in sorted(values.items()) if keep(actor, enterprise, key, value)]


def value_of(fact, text, key):
    if fact.type == "number":
        return number_of(text, key)
    if fact.type == "yesno":
        if text in YES or text in NO:
            return text in YES
        raise Invalid({key: "请选择是或者否。"})
    if fact.type == "choice" and text not in fact.options:
        raise Invalid({key: f"请选择：{'、'.join(fact.options)}。"})
    return str(text).strip()[:60]


def number_of(text, key):
    """Zero is an answer here, other than with amounts."""
    if str(text).strip() in ("0", "0.0", "0.00"):
        return 0
    found = amount_of(text, key)
    return int(found) if found == int(found) else float(found)


def keep(actor, enterprise, key, value):
    row = FirmFact.objects.select_for_update().filter(enterprise=enterprise, key=key).first()
    if row is None:
        create(FirmFact(enterprise=enterprise, key=key, value=value, given_on=actor.day), "fact.given", actor)
        return True
    if row.value == value and type(row.value) is type(value):
        return False
    write(row, "fact.changed", actor, value=value, given_on=actor.day)
    return True


def own_case(enterprise, code):
    """The firm's case of this number, which may be waited for; None without one."""
    if not code:
        return None
    found = Case.objects.filter(enterprise=enterprise, number=code).first()
    if found is None or not pending(found):
        raise Invalid({"waits_for": "没有找到本企业正在办理的这一件。"})
    return found
