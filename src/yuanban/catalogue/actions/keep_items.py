"""
登记事项: what a list of items says is kept: new items are made, known ones brought up to date, the rest left alone.

What a list does not say never erases what is known. Limits, materials and basis become a draft, for someone to publish.
"""

from dataclasses import dataclass, field

from django.db import transaction

from yuanban.catalogue.actions.keep_drafts import keep_drafts
from yuanban.catalogue.models import BasicItem, Item
from yuanban.catalogue.search import fill
from yuanban.ledger.bulk import create_many, write_many
from yuanban.places import epoch

DERIVED = ("words", "pinyin", "initials")
TOLD = [f.name for f in Item._meta.concrete_fields if f.name not in ("id", "version", "head", "uses", *DERIVED)]
SEARCHED = {"name", "organ_name", "theme", "extra"}


@dataclass
class Entry:
    """One item of a list. `fields` are Item's columns by attname; `draft` are ItemVersion's, None if the list says none."""

    code: str
    fields: dict
    extra: dict = field(default_factory=dict)
    basic: tuple[str, str] = ("", "")
    draft: dict | None = None
    materials: list[dict] | None = None
    source: dict = field(default_factory=dict)


@transaction.atomic
def keep_items(actor, entries):
    """-> the codes of the items that are new or changed."""
    basics = keep_basics(entries)
    for entry in entries:
        if entry.basic[0]:
            entry.fields["basic_id"] = basics[entry.basic[0]]
    known = {
        item.code: item
        for item in Item.objects.select_for_update(of=("self",)).filter(code__in=[e.code for e in entries])
    }
    fresh = [entry for entry in entries if entry.code not in known]
    items = known | {item.code: item for item in create(actor, fresh)}
    changed = update(actor, [(known[e.code], e) for e in entries if e.code in known])
    drafted = keep_drafts(actor, [(items[e.code], e) for e in entries if e.draft is not None], {e.code for e in fresh})
    touched = {entry.code for entry in fresh} | changed | drafted
    if touched:
        epoch.bump()
    return touched


def keep_basics(entries):
    """{code of the basic catalogue: id}. The first name stands."""
    wanted = {code: name for code, name in reversed([entry.basic for entry in entries]) if code}
    types = {entry.basic[0]: entry.fields.get("type", "") for entry in entries}
    BasicItem.objects.bulk_create(
        [BasicItem(code=code, name=name, type=types[code]) for code, name in sorted(wanted.items())],
        ignore_conflicts=True,
        batch_size=1000,
    )
    return dict(BasicItem.objects.filter(code__in=wanted).values_list("code", "id"))


def create(actor, entries):
    items = fill([Item(code=entry.code, extra=entry.extra, **entry.fields) for entry in entries])
    create_many(items, TOLD, "item.imported", actor, [said(entry) for entry in entries])
    return items


def update(actor, pairs):
    """Write what differs: -> the codes of the items it did differ for."""
    changes = [(item, entry, differing(item, entry.fields, entry.extra)) for item, entry in pairs]
    changes = [(item, entry, names) for item, entry, names in changes if names]
    for item, entry, names in changes:
        for name in names:
            setattr(item, name, entry.fields[name] if name in entry.fields else item.extra | entry.extra)
    fill([item for item, _, names in changes if SEARCHED & set(names)])
    write_many(
        [item for item, _, _ in changes],
        [names for _, _, names in changes],
        DERIVED,
        "item.updated",
        actor,
        [{"source": entry.source} for _, entry, _ in changes],
    )
    return {item.code for item, _, _ in changes}


def differing(row, fields, extra):
    names = [name for name, value in fields.items() if getattr(row, name) != value]
    return names + (["extra"] if row.extra | extra != row.extra else [])


def said(entry):
    return {
        "source": entry.source,
        **({"draft": entry.draft, "materials": entry.materials or []} if entry.draft is not None else {}),
    }
