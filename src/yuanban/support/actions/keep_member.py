"""机构人员: the lead lets people of the firm in and out. Nobody on a public post works for a provider."""

from django.db import IntegrityError, transaction

from yuanban.accounts.acting import live_posts
from yuanban.accounts.models import Person
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.support.models import Member
from yuanban.support.step import members_on, require_hand


@transaction.atomic
def add_member(actor, provider, username, lead=False):
    require_hand(actor, provider, lead=True)
    person = Person.objects.filter(username=username.strip(), is_active=True).first()
    if person is None:
        raise Invalid({"username": f"没有“{username.strip()[:60]}”这个账号。请先到综合窗口开通。"})
    if live_posts(person, actor.day).exists():
        raise Invalid({"username": "这个账号在政务服务岗位上，不能兼任服务机构人员。"})
    row = Member(provider=provider, person=person, lead=lead, from_date=actor.day)
    try:
        with transaction.atomic():
            create(row, "provider.joined", actor)
    except IntegrityError as problem:
        raise Invalid({"username": f"{person.name}已经是本机构人员。"}) from problem
    return row


@transaction.atomic
def end_member(actor, provider, pk):
    """From today on. The last lead stays."""
    require_hand(actor, provider, lead=True)
    leads = list(members_on(actor.day).select_for_update().filter(provider=provider, lead=True).order_by("pk"))
    row = Member.objects.select_for_update().get(pk=pk, provider=provider, ended_on=None)
    if row.lead and len(leads) < 2:
        raise Refusal("wrong-state", "机构至少要有一名负责人。", "请先增加另一名负责人。")
    write(row, "provider.parted", actor, ended_on=actor.day)
    return row
