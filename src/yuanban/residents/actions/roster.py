"""排班: who is on duty on which day; by the institution itself, or by the manager for it."""

import datetime as dt

from django.db import transaction

from yuanban.accounts.models import Person
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.residents.models import Duty, Institution
from yuanban.residents.step import own_institution, require_manager, same

FARTHEST = 120  # days ahead


def require_keeper(actor, institution):
    mine = own_institution(actor)
    if mine is None or mine.pk != institution.pk:
        require_manager(actor, institution.centre_id)


@transaction.atomic
def put_on_duty(actor, pk, name, first, last, from_time, to_time, workdays=lambda day: True):
    """One duty for each day from first to last for which `workdays` says yes. -> how many new ones."""
    institution = Institution.objects.select_for_update(of=("self",)).get(pk=pk)
    require_keeper(actor, institution)
    check(actor, name, first, last, from_time, to_time)
    person = Person.objects.filter(
        name=name.strip(), posts__body=institution.body, posts__centre=institution.centre
    ).first()
    days = [day for n in range((last - first).days + 1) if workdays(day := first + dt.timedelta(days=n))]
    there = set(
        Duty.objects.filter(institution=institution, name=name.strip(), cancelled=False, day__in=days).values_list(
            "day", flat=True
        )
    )
    for day in days:
        if day not in there:
            duty = Duty(
                institution=institution, day=day, person=person, name=name.strip(), from_time=from_time, to_time=to_time
            )
            create(duty, "duty.set", actor)
    return len(days) - len(there)


def check(actor, name, first, last, from_time, to_time):
    errors = {}
    if not 2 <= len(name.strip()) <= 60:
        errors["name"] = "请填写值班人员的姓名。"
    if first is None or last is None or not actor.day <= first <= last <= actor.day + dt.timedelta(days=FARTHEST):
        errors["first"] = f"请选择起止日期：从今天起，最远{FARTHEST}天。"
    if from_time is None or to_time is None or from_time >= to_time:
        errors["from_time"] = "请填写起止时间，结束晚于开始。"
    if errors:
        raise Invalid(errors)


@transaction.atomic
def take_off_duty(actor, pk, version=None):
    duty = Duty.objects.select_for_update(of=("self",)).select_related("institution").get(pk=pk)
    require_keeper(actor, duty.institution)
    same(duty, version)
    if duty.cancelled or duty.day < actor.day:
        raise Refusal("wrong-state", "这一班已经取消或者已经过去。", "不用再办。")
    write(duty, "duty.cancelled", actor, cancelled=True)
    return duty
