"""电话评价: somebody called; the supervisor writes down who and what. Bad, it opens the same loop."""

from django.db import transaction

from yuanban.cases.models import Case
from yuanban.law import procedure
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.voice import giving
from yuanban.voice.models import Rating
from yuanban.voice.step import served_on, tell_case


@transaction.atomic
def rate_phone(actor, number, said):
    """Only a supervisor who did not serve; the caller's name and telephone are kept, so that it can be checked."""
    if actor.role != "auditor":
        raise Refusal("no-post", because="电话评价只能由监督人员录入。", cure="请由监督人员录入。")
    case = Case.objects.select_related("centre", "item").filter(number=number.strip()).first()
    if case is None:
        raise Invalid({"number": "没有找到这个办件编号。"})
    if not (said.name and said.contact):
        raise Invalid({"name": "请写明来电人的姓名和电话。"})
    procedure.check(case.state, "rate")
    procedure.guard_rate_once(Rating.objects.filter(case=case).exists())
    of = {"case": case, "about": case, "item": case.item, "entered_by_id": actor.person}
    rating = giving.keep(actor, said, "phone", centre=case.centre, served=served_on(case), **of)
    tell_case(case.pk, "case.rated", actor, {**said.told, "channel": "phone"})
    return rating
