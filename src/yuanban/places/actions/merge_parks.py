"""园区合并: a park goes into another on a day. New matters are told where to go; running ones stay as they were planned."""

from django.db import IntegrityError, transaction

from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.places import epoch
from yuanban.places.models import Park, ParkMerger, ParkRegion

KEEPERS = ("provincial", "admin")


@transaction.atomic
def merge_parks(actor, park, into, day, source):
    """`park` and `into` are parks. The counties of the one become counties of the other too."""
    if actor.role not in KEEPERS:
        because = f"{actor.name}的岗位不能登记园区合并。"
        raise Refusal("no-post", because=because, cure="请由省级中心或者系统管理员办理。")
    check(actor, park, into, day, source)
    list(Park.objects.select_for_update().filter(pk__in=[park.pk, into.pk]).order_by("pk"))
    row = ParkMerger(park=park, into=into, day=day, source=source.strip()[:300])
    try:
        with transaction.atomic():
            create(row, "merger.registered", actor, {"park": park.code, "into": into.code})
    except IntegrityError:
        raise Invalid({"park": f"{park.name}已经并入其他园区。"}) from None
    widen(park, into)
    epoch.bump()
    return row


def check(actor, park, into, day, source):
    errors = {}
    if park.pk == into.pk:
        errors["into"] = "请选择另一个园区。"
    elif ParkMerger.objects.filter(park=into).exists():
        errors["into"] = f"{into.name}自己已经并入其他园区，请选择现在的园区。"
    elif ParkMerger.objects.filter(into=park).exists():
        errors["park"] = f"其他园区并入了{park.name}，请先登记它们现在归哪个园区。"
    if day is None or day > actor.day:
        errors["day"] = "请填写合并的日期，不能晚于今天；合并生效以后再登记。"
    if not source.strip():
        errors["source"] = "请写明批准合并的文件名称、文号。"
    if errors:
        raise Invalid(errors)


def widen(park, into):
    """What lay in the one lies in the other."""
    lies = ParkRegion.objects.filter(park=into)
    there, order = set(lies.values_list("region", flat=True)), lies.count()
    new = [one for one in ParkRegion.objects.filter(park=park) if one.region_id not in there]
    ParkRegion.objects.bulk_create(
        ParkRegion(park=into, region_id=one.region_id, order=order + n) for n, one in enumerate(new)
    )
