"""Rows of the world in bulk, each with the events that its action writes: drafted, signed, published, kept."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange

from yuanban.accounts.acting import CHINA
from yuanban.catalogue.actions.publish_version import ADDED, HANDED, SAID, handed
from yuanban.catalogue.models import BasicItem, Item, ItemVersion, Material
from yuanban.catalogue.search import fill
from yuanban.ledger.bulk import create_many, write_many
from yuanban.ledger.hashing import canonical, sha256
from yuanban.ledger.write import KEPT, plain
from yuanban.mandates.contents import told as told_of_paper
from yuanban.mandates.models import Arrangement, Instrument, Seal

__all__ = ["HANDED", "arrangements", "at", "items", "papers", "seals"]
BATCH = 2000


def at(actor, day, hour=9):
    return actor.then(dt.datetime.combine(day, dt.time(hour), tzinfo=CHINA))


def names(model):
    return [f.name for f in model._meta.concrete_fields if f.name not in (*KEPT, *model.derived)]


def items(founder, drawn):
    """`drawn`: [(Item, ItemVersion without its item, [Material without its version])]: kept and published on the version's day."""
    rows = [item for item, _, _ in drawn]
    codes = {item.basic.code: item.basic for item in rows}
    BasicItem.objects.bulk_create(codes.values(), ignore_conflicts=True)
    saved = BasicItem.objects.in_bulk(list(codes), field_name="code")
    for item in rows:
        item.basic = saved[item.basic.code]
    said = [{"code": item.code, "name": item.name, "organ": item.organ.code} for item in rows]
    create_many(fill(rows), names(Item), "item.kept", founder, said)
    for item, version, _ in drawn:
        version.item = item
    ItemVersion.objects.bulk_create([version for _, version, _ in drawn], batch_size=BATCH)
    for _, version, materials in drawn:
        for material in materials:
            material.version = version
    Material.objects.bulk_create([one for _, _, materials in drawn for one in materials], batch_size=BATCH)
    nothing: list = [[] for _ in drawn]
    write_many(rows, nothing, [], "item.drafted", founder, [{"version": version.number} for _, version, _ in drawn])
    write_many(rows, nothing, [], "item.published", founder, [published(version, hs) for _, version, hs in drawn])


def published(version, materials):
    """What `publish_version` says; its digest is counted from the rows in hand."""
    told = {name: getattr(version, name) for name in SAID}
    said = {name: value for name, value in told.items() if name not in ADDED or value != ADDED[name]}
    said |= {"from": version.validity.lower}
    return {
        "version": version.number,
        "from": version.validity.lower,
        "statutory": version.statutory,
        "promised": version.promised,
        "sha256": sha256(canonical(plain([said, [handed(one) for one in materials]]))),
    }


def version(number, first_day, **fields):
    return ItemVersion(number=number, state="published", validity=DateRange(first_day, None), **fields)


def papers(founder, drawn, day):
    """`drawn`: [(Instrument, items, staff)], drafted, signed and published on `day`."""
    rows = [one for one, _, _ in drawn]
    create_many(rows, names(Instrument), "instrument.drafted", founder, [told_of_paper(*one) for one in drawn])
    through(Instrument.items, [(one.pk, item.pk) for one, items, _ in drawn for item in items])
    through(Instrument.staff, [(one.pk, person.pk) for one, _, staff in drawn for person in staff])
    for one in rows:
        one.state, one.signed_on = "signed", day
    empty: list = [{} for _ in rows]
    write_many(rows, [["state", "signed_on"]] * len(rows), [], "instrument.signed", at(founder, day), empty)
    for one in rows:
        one.state, one.published_on, one.published_at = "published", day, "四川省人民政府网站（演示）"
    changed = [["state", "published_on", "published_at"]] * len(rows)
    write_many(rows, changed, [], "instrument.published", at(founder, day, 10), empty)


def through(field, pairs):
    model = field.through
    source, target = field.field.m2m_field_name(), field.field.m2m_reverse_field_name()
    model.objects.bulk_create(
        (model(**{f"{source}_id": one, f"{target}_id": other}) for one, other in pairs), batch_size=BATCH
    )


def seals(founder, rows):
    """Seals that serve every item of their organ."""
    said = [
        {
            "items": [], "code": one.code, "of": one.of.code, "kept_by": one.kept_by.code, "all_items": one.all_items,
            "from_date": one.from_date, "to_date": one.to_date,
        }
        for one in rows
    ]  # fmt: skip
    create_many(rows, names(Seal), "seal.registered", founder, said)


def arrangements(founder, rows):
    said = [
        {
            "park": one.park.code, "item": one.item.code, "mode": one.mode, "from": one.from_date,
            "cadre": one.cadre and one.cadre.pk,
        }
        for one in rows
    ]  # fmt: skip
    create_many(rows, names(Arrangement), "arrangement.made", founder, said)
