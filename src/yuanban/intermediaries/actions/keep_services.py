"""中介服务事项和依据: what services there are, and which item may ask for one by which law."""

from django.db import IntegrityError, transaction

from yuanban.intermediaries.models import Need, Service
from yuanban.law import intermediary as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write

KEEPERS = ("admin", "provincial")


def require_keeper(actor):
    if actor.role not in KEEPERS:
        raise Refusal("no-post", because="中介服务事项清单由省级中心或者系统管理员维护。", cure="请报省级中心。")


@transaction.atomic
def add_service(actor, code, name, about, licence=""):
    require_keeper(actor)
    if not (code and name.strip() and about.strip()):
        raise Invalid({"name": "请填写编码、名称和内容。"})
    service = Service(code=code, name=name.strip(), about=about.strip(), licence=licence.strip())
    create(service, "servicekind.added", actor)
    return service


@transaction.atomic
def require_service(actor, service, item, basis, article, own=False, note=""):
    """The item may ask for the result of this service: only by a law, an administrative regulation or a State Council decision."""
    require_keeper(actor)
    law.guard_basis(basis, article)
    need = Need(
        service=service,
        item=item,
        law=basis.strip()[:120],
        article=article.strip()[:60],
        own=own,
        note=note.strip()[:300],
    )
    try:
        with transaction.atomic():
            create(need, "requirement.stated", actor)
    except IntegrityError:
        raise Invalid({"item": "这个事项已经列明需要这项服务。"}) from None
    return need


@transaction.atomic
def end_need(actor, pk):
    require_keeper(actor)
    need = Need.objects.select_for_update(of=("self",)).get(pk=pk)
    if need.ended_on:
        raise Refusal("wrong-state", "这一条已经不再要求。", "不用再办。")
    write(need, "requirement.ended", actor, ended_on=actor.day)
    return need
