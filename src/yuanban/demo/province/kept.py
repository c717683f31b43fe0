"""Rows of the world in bulk, each with the events that its action writes: drafted, signed, published, kept."""

import datetime as dt
from functools import cache

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import JSONField

from yuanban.accounts.acting import CHINA
from yuanban.catalogue.actions.publish_version import ADDED, HANDED, SAID, handed
from yuanban.catalogue.models import BasicItem, ItemVersion, Material
from yuanban.catalogue.search import fill
from yuanban.ledger.bulk import next_ids
from yuanban.ledger.hashing import GENESIS, canonical, sha256
from yuanban.ledger.models import Event
from yuanban.ledger.write import EVENT_COLUMNS as COLUMNS
from yuanban.ledger.write import KEPT, jsonable, plain
from yuanban.mandates.contents import told as told_of_paper
from yuanban.mandates.models import Instrument

__all__ = ["HANDED", "arrangements", "at", "items", "papers", "seals"]
BATCH = 2000
AS_IT_IS = (int, str, bool, type(None))
EVENT_TABLE, EVENT_COLUMNS = Event._meta.db_table, COLUMNS.split(", ")


def at(actor, day, hour=9):
    return actor.then(dt.datetime.combine(day, dt.time(hour), tzinfo=CHINA))


def names(model):
    return [f.name for f in model._meta.concrete_fields if f.name not in (*KEPT, *model.derived)]


def told(rows, steps):
    """New rows with all their first events. Each step is (kind, actor, what is said, {column: value} it changes).

    The last three may each be a list with one entry for every row; a step whose changes are None for a row did not happen to it.
    """
    if not rows:
        return
    number(rows)
    columns = [f for f in rows[0]._meta.concrete_fields if f.name not in (*KEPT, *rows[0].derived)]
    lines: list[str] = []
    for n, row in enumerate(rows):
        chain(relinked(row), [f.attname for f in columns], n, steps, lines)
    copy_in(type(rows[0]), rows)
    copy_lines(EVENT_TABLE, EVENT_COLUMNS, lines)


def chain(row, columns, n, steps, lines):
    """The row's events as lines for COPY, each hashed as `ledger.hashing.digest` hashes it; the row as they leave it."""
    stream, row.version, row.head, held = row.stream, 0, GENESIS, vars(row)
    for step in steps:
        kind, actor, data, changes = [part[n] if isinstance(part, list) else part for part in step]
        if changes is None:
            continue
        held.update(changes)
        said = {name: in_json(held[name]) for name in (changes if row.version else columns)}
        text = canonical({**data, "set": said}).decode()
        moment, row.version = jsonable(actor.at), row.version + 1
        person, post = actor.person or "null", actor.post or "null"
        body = f'["{stream}",{row.version},"{kind}","{moment}",{person},{post},{text},"{row.head}"]'
        prev, row.head = row.head, sha256(body.encode())
        cells = (stream, row.version, kind, moment, null(person), null(post), escaped(text), prev, row.head)
        lines.append("\t".join(map(str, cells)) + "\n")


def in_json(value):
    return value if type(value) in AS_IT_IS else jsonable(value)


def null(text):
    return "\\N" if text == "null" else text


def escaped(text):
    return text.replace("\\", "\\\\")


def number(rows):
    """Give them their primary keys, unless they have them."""
    if rows and rows[0].pk is None:
        for row, pk in zip(rows, next_ids(type(rows[0]), len(rows)), strict=True):
            row.pk = pk


def copy_in(model, rows):
    """As `bulk_create`, for many rows; those without a number get the next."""
    rows = list(rows)
    numbered = bool(rows) and rows[0].pk is not None
    fields = [f for f in model._meta.concrete_fields if f.column and (numbered or f.name != "id")]
    ready = [(f.attname, f.get_db_prep_save if isinstance(f, JSONField) else None) for f in fields]
    columns = ", ".join(f'"{f.column}"' for f in fields)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            held = vars(row)
            copy.write_row([prepare(held[name], connection) if prepare else held[name] for name, prepare in ready])


def copy_lines(table, columns, lines):
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        for start in range(0, len(lines), BATCH):
            copy.write("".join(lines[start : start + BATCH]))


def relinked(row):
    """Its foreign keys were drawn before what they point to had a number."""
    known = links(row._meta)
    for name, other in row._state.fields_cache.items():
        if other is not None and name in known:
            vars(row)[known[name]] = other.pk
    return row


@cache
def links(meta):
    """{name: column} of the foreign keys."""
    return {f.name: f.attname for f in meta.concrete_fields if f.is_relation}


def items(founder, drawn):
    """`drawn`: [(Item, ItemVersion without its item, [Material without its version])]: kept and published on the version's day."""
    rows = [item for item, _, _ in drawn]
    codes = {item.basic.code: item.basic for item in rows}
    BasicItem.objects.bulk_create(codes.values(), ignore_conflicts=True)
    saved = BasicItem.objects.in_bulk(list(codes), field_name="code")
    number(rows)
    for item, version, _ in drawn:
        item.basic, version.item = saved[item.basic.code], item
    said = [{"code": item.code, "name": item.name, "organ": item.organ.code} for item in rows]
    told(
        fill(rows),
        [
            ("item.kept", founder, said, {}),
            ("item.drafted", founder, [{"version": version.number} for _, version, _ in drawn], {}),
            ("item.published", founder, [published(version, hs) for _, version, hs in drawn], {}),
        ],
    )
    versions = [version for _, version, _ in drawn]
    number(versions)
    copy_in(ItemVersion, versions)
    for _, version, materials in drawn:
        for material in materials:
            material.version = version
    copy_in(Material, [one for _, _, materials in drawn for one in materials])


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
    rows, empty = [one for one, _, _ in drawn], [dict[str, object]() for _ in drawn]
    out = {"state": "published", "published_on": day, "published_at": "四川省人民政府网站（演示）"}
    told(
        rows,
        [
            ("instrument.drafted", founder, [told_of_paper(*one) for one in drawn], {}),
            ("instrument.signed", at(founder, day), empty, {"state": "signed", "signed_on": day}),
            ("instrument.published", at(founder, day, 10), empty, out),
        ],
    )
    through(Instrument.items, [(one.pk, item.pk) for one, items, _ in drawn for item in items])
    through(Instrument.staff, [(one.pk, person.pk) for one, _, staff in drawn for person in staff])


def through(field, pairs):
    model = field.through
    source, target = field.field.m2m_field_name(), field.field.m2m_reverse_field_name()
    copy_in(model, (model(**{f"{source}_id": one, f"{target}_id": other}) for one, other in pairs))


def seals(founder, rows):
    """Seals that serve every item of their organ."""
    said = [
        {
            "items": [], "code": one.code, "of": one.of.code, "kept_by": one.kept_by.code, "all_items": one.all_items,
            "from_date": one.from_date, "to_date": one.to_date,
        }
        for one in rows
    ]  # fmt: skip
    told(rows, [("seal.registered", founder, said, {})])


def arrangements(founder, rows):
    said = [
        {
            "park": one.park.code, "item": one.item.code, "mode": one.mode, "from": one.from_date,
            "cadre": one.cadre and one.cadre.pk,
        }
        for one in rows
    ]  # fmt: skip
    told(rows, [("arrangement.made", founder, said, {})])
