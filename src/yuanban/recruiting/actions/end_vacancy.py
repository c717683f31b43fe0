"""招满、关闭、下架: by the firm; taken down by the centre only with a reason, which the firm reads."""

from django.db import transaction

from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.recruiting.actions.post_vacancy import require_open
from yuanban.recruiting.models import Vacancy
from yuanban.recruiting.step import own_firm, same

ENDS = {"filled": "vacancy.filled", "closed": "vacancy.closed"}


def lock(pk, version=None):
    found = Vacancy.objects.select_for_update(of=("self",)).select_related("enterprise", "centre").get(pk=pk)
    same(found, version)
    return found


@transaction.atomic
def end_vacancy(actor, pk, end, why="", version=None):
    vacancy = lock(pk, version)
    own_firm(actor, vacancy.enterprise_id)
    require_open(vacancy)
    if end not in ENDS:
        raise Invalid({"end": "请选择招满还是关闭。"})
    write(vacancy, ENDS[end], actor, state=end, closed_on=actor.day, why=why.strip()[:300])
    return vacancy


@transaction.atomic
def bar_vacancy(actor, pk, why, version=None):
    vacancy = lock(pk, version)
    if actor.role != "manager" or actor.centre != vacancy.centre_id:
        raise Refusal("no-post", because="岗位由本园区的中心管理员下架。", cure="请由中心管理员办理。")
    require_open(vacancy)
    if len(why.strip()) < 5:
        raise Invalid({"why": "请写明不合法或者不真实在哪里，企业看得到。"})
    write(vacancy, "vacancy.barred", actor, state="barred", closed_on=actor.day, why=why.strip()[:300])
    return vacancy
