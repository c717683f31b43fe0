"""登记自然人: someone who stands at the counter and has no account. The record lets a case be theirs; it cannot sign in."""

import secrets

from django.db import transaction

from yuanban.accounts.models import Person
from yuanban.accounts.phones import PHONE
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@transaction.atomic
def add_applicant(actor, name, phone):
    """-> the Person with this name and telephone number, made if there is none."""
    if "receive" not in actor.powers:
        raise Refusal(
            "no-post", because=f"{actor.name}的岗位没有“收件”职责，不能登记申请人。", cure="请由窗口人员登记。"
        )
    name, phone = name.strip(), phone.strip()
    check(name, phone)
    known = Person.objects.filter(name=name, phone=phone, posts__isnull=True).first()
    return known or Person.objects.create_person(username=f"person-{secrets.token_hex(6)}", name=name, phone=phone)


def check(name, phone):
    errors = {}
    if not 2 <= len(name) <= 60:
        errors["name"] = "请填写姓名（2至60字）。"
    if not PHONE.match(phone):
        errors["phone"] = "请填写手机号码或者带区号的固定电话。"
    if errors:
        raise Invalid(errors)
