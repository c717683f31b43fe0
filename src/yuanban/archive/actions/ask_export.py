"""批量导出: asked for on a page, made by the worker, taken away as one file."""

from django.db import transaction

from yuanban.archive.models import Export
from yuanban.cases.queries import visible_to
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.places.models import Park

ASKERS = ("manager", "auditor", "provincial")


@transaction.atomic
def ask_export(actor, park="", year="", item=""):
    if actor.role not in ASKERS:
        because = f"{actor.name}的岗位不能批量导出档案。"
        raise Refusal("no-post", because=because, cure="请由中心管理员或者监督员导出。")
    if year and not (year.isdecimal() and 2000 <= int(year) <= 2100):
        raise Invalid({"year": "年份请写四位数字，例如 2026。"})
    found = Park.objects.filter(code=park).first() if park else None
    if park and found is None:
        raise Invalid({"park": "没有这个园区，请重新选择。"})
    export = Export(
        park=found, year=int(year) if year else None, item=item.strip()[:60], person=actor.person, post=actor.post,
        asked_at=actor.at,
    )  # fmt: skip
    export.total = matching(actor, export).count()
    if not export.total:
        raise Invalid({"park": "没有符合条件的已办结的件，请放宽条件。"})
    export.save()
    return export


def matching(actor, export):
    """The closed cases of this choice that this person may see."""
    cases = visible_to(actor).filter(closed_on__isnull=False)
    if export.park_id:
        cases = cases.filter(park=export.park_id)
    if export.year:
        cases = cases.filter(closed_on__year=export.year)
    if export.item:
        cases = cases.filter(item__name__icontains=export.item)
    return cases.order_by("closed_on", "id")
