"""公布: an item's version binds from its first day on. It needs a legal basis, and its promise may not exceed the law's limit."""

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from yuanban.catalogue.models import ItemVersion, Material
from yuanban.law import procedure
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.places import epoch


@transaction.atomic
def draft_version(actor, item, from_date, materials=(), **fields):
    """A new draft, numbered after the last. `materials` are dicts of Material's fields, in order."""
    number = (item.versions.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    version = ItemVersion.objects.create(item=item, number=number, validity=DateRange(from_date, None), **fields)
    Material.objects.bulk_create(Material(version=version, order=order, **m) for order, m in enumerate(materials))
    write(item, "item.drafted", actor, {"version": number})
    return version


@transaction.atomic
def publish_version(actor, version):
    """Ends the version before it on the day this one begins. Raises Refusal or Invalid; the database refuses overlaps."""
    check(version)
    begin = version.validity.lower
    before = version.item.versions.filter(state="published", validity__contains=begin).exclude(pk=version.pk).first()
    if before:
        before.validity = DateRange(before.validity.lower, begin)
        before.save(update_fields=["validity"])
    version.state = "published"
    try:
        with transaction.atomic():
            version.save(update_fields=["state"])
    except IntegrityError:
        raise Invalid({"validity": "与另一个已公布版本的有效期重叠，请调整起始日期。"}) from None
    write(
        version.item,
        "item.published",
        actor,
        {"version": version.number, "from": begin, "statutory": version.statutory, "promised": version.promised},
    )
    epoch.bump()
    return version


def check(version):
    if version.state != "draft":
        raise Refusal("wrong-state", because="只有草稿可以公布。")
    if not version.basis or not all(b.get("law") and b.get("article") for b in version.basis):
        raise Invalid({"basis": "公布前须写明设定依据的法律名称和条款。"})
    if version.statutory is None or version.promised is None:
        raise Invalid({"statutory": "公布前须填写法定时限和承诺时限（工作日）。"})
    procedure.guard_promise(version.promised, version.statutory)
