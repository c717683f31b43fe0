"""公布: an item's version binds from its first day on. It needs a legal basis, and its promise may not exceed the law's limit."""

import hashlib

import orjson
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from yuanban.catalogue import commitment
from yuanban.catalogue.form_step import guard_form
from yuanban.catalogue.models import ItemVersion, Material
from yuanban.catalogue.step import lock, require_draft, require_manager
from yuanban.law import duties, procedure
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import plain, write
from yuanban.places import epoch


@transaction.atomic
def draft_version(actor, item, from_date, materials=(), **fields):
    """A new draft, numbered after the last. `materials` are dicts of Material's fields, in order."""
    require_manager(actor, item)
    number = (item.versions.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    version = ItemVersion.objects.create(item=item, number=number, validity=DateRange(from_date, None), **fields)
    Material.objects.bulk_create(Material(version=version, order=order, **m) for order, m in enumerate(materials))
    write(item, "item.drafted", actor, {"version": number})
    return version


@transaction.atomic
def publish_version(actor, version, seen=None):
    """Ends the version before it on the day this one begins. Raises Refusal or Invalid; the database refuses overlaps."""
    require_manager(actor, lock(version.item_id, seen))
    check(version)
    begin = version.validity.lower
    if begin < actor.day:
        raise Invalid(
            {"validity": f"起始日期不能早于公布之日（{actor.day}）：未经公布的规定不能作为依据（许可法第五条第二款）。"}
        )
    before = version.item.versions.filter(state="published", validity__contains=begin).exclude(pk=version.pk).first()
    if before:
        end(before, begin)
    version.form_steps.all().delete()  # what is published is not taken back
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
        {
            "version": version.number,
            "from": begin,
            "statutory": version.statutory,
            "promised": version.promised,
            "sha256": version_digest(version),
        },
    )
    epoch.bump()
    return version


SAID = [f.attname for f in ItemVersion._meta.concrete_fields if f.name not in ("id", "state", "validity")]
# Columns younger than some digests: at this value they say nothing.
ADDED: dict[str, object] = {"first_reviewer_id": None, "guidance": {}, "commitment": {}}
HANDED = [f.attname for f in Material._meta.concrete_fields if f.name not in ("id", "version")]


def version_digest(version):
    """SHA-256 of all that a version says: its columns, its first day and its materials. State and last day may change."""
    told = {name: getattr(version, name) for name in SAID}
    said = {name: value for name, value in told.items() if name not in ADDED or value != ADDED[name]}
    said |= {"from": version.validity.lower}
    materials = [handed(m) for m in version.materials.order_by("order", "id")]
    body = orjson.dumps(plain([said, materials]), option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(body).hexdigest()


def handed(material):
    said = {name: getattr(material, name) for name in HANDED}
    return {name: value for name, value in said.items() if name != "shelf_kind" or value}  # younger than some digests


def end(version, day):
    """A version replaced on its own first day never bound anyone: it is withdrawn, for no day is left to it."""
    if version.validity.lower == day:
        version.state = "withdrawn"
    else:
        version.validity = DateRange(version.validity.lower, day)
    version.save(update_fields=["state", "validity"])


def check(version):
    require_draft(version)
    if not version.basis or not all(b.get("law") and b.get("article") for b in version.basis):
        raise Invalid({"basis": "公布前须写明设定依据的法律名称和条款。"})
    if version.statutory is None or version.promised is None:
        raise Invalid({"statutory": "公布前须填写法定时限和承诺时限（工作日）。"})
    procedure.guard_promise(version.promised, version.statutory)
    guard_form(version, version.form, version.guidance)
    commitment.check(version, version.materials.values("code"))
    if version.fee:
        duties.guard_fee_basis(version.fee.get("name", ""), version.fee.get("basis", ""))
