"""Drafts of what an item says, from a list. Published versions are never touched: a difference becomes a new draft."""

from copy import copy

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max

from yuanban.catalogue.models import Item, ItemVersion, Material
from yuanban.ledger.bulk import write_many

COMPARED = ("code", "name", "originals", "copies", "need", "source", "note")


def keep_drafts(actor, pairs, fresh):
    """`pairs` of item and entry; -> the codes of the items whose draft is new or changed. `fresh` items have told already."""
    standing = versions_of([item for item, _ in pairs])
    for item, entry in pairs:
        stay_within_law(entry.draft, standing.get(item.pk))
    news = [(item, entry, standing.get(item.pk)) for item, entry in pairs if differs(standing.get(item.pk), entry)]
    drafts = [draft_of(item, entry, version, actor) for item, entry, version in news]
    materials = [(draft, materials_of(entry, version)) for draft, (_, entry, version) in zip(drafts, news, strict=True)]
    number(drafts)
    old = [draft for draft in drafts if draft.pk]
    said = sorted({name for _, entry, _ in news for name in entry.draft})
    if said:
        ItemVersion.objects.bulk_update(old, said, batch_size=250)
    ItemVersion.objects.bulk_create([draft for draft in drafts if not draft.pk], batch_size=1000)
    keep_materials([(draft, said) for draft, said in materials if said is not None])
    tell(actor, [(item, entry) for item, entry, _ in news if item.code not in fresh])
    return {item.code for item, _, _ in news}


def stay_within_law(draft, version):
    """A promise longer than the law's limit that is known already does not become a draft (条例 36)."""
    promised = draft.get("promised", version.promised if version else None)
    statutory = draft.get("statutory", version.statutory if version else None)
    if promised is not None and statutory is not None and promised > statutory:
        draft.pop("promised" if "promised" in draft else "statutory")


def versions_of(items):
    """{item: its draft, or else the published version that began last}"""
    found = ItemVersion.objects.filter(item__in=items, state__in=["draft", "published"]).prefetch_related("materials")
    return {version.item_id: version for version in found.order_by("-state", "number")}


def differs(version, entry):
    if version is None or any(getattr(version, name) != value for name, value in entry.draft.items()):
        return True
    return entry.materials is not None and [as_dict(m) for m in version.materials.all()] != [
        {**BLANK, **material} for material in entry.materials
    ]


def as_dict(material):
    return {name: getattr(material, name) for name in COMPARED}


BLANK = as_dict(Material())


def draft_of(item, entry, version, actor):
    """The draft there is, or a new one that begins as a copy of what is published."""
    draft = copy(version) if version else ItemVersion(item=item)
    if draft.state != "draft" or not draft.pk:
        draft.pk, draft.state, draft.validity = None, "draft", DateRange(actor.day, None)
        draft._state.adding = True
    for name, value in entry.draft.items():
        setattr(draft, name, value)
    return draft


def materials_of(entry, version):
    """What the list says; a copy of a published version takes its materials along."""
    if entry.materials is None and version and version.state != "draft":
        return [as_dict(material) for material in version.materials.all()]
    return entry.materials


def number(drafts):
    fresh = [draft for draft in drafts if not draft.pk]
    last = dict(
        Item.objects.filter(pk__in=[d.item_id for d in fresh]).values_list("pk").annotate(last=Max("versions__number"))
    )
    for draft in fresh:
        draft.number = (last.get(draft.item_id) or 0) + 1


def keep_materials(pairs):
    Material.objects.filter(version__in=[draft for draft, _ in pairs]).delete()
    rows = [
        Material(version=draft, order=order, **material)
        for draft, materials in pairs
        for order, material in enumerate(materials)
    ]
    Material.objects.bulk_create(rows, batch_size=1000)


def tell(actor, pairs):
    data = [{"draft": entry.draft, "materials": entry.materials or [], "source": entry.source} for _, entry in pairs]
    write_many([item for item, _ in pairs], [[] for _ in pairs], (), "item.drafted", actor, data)
