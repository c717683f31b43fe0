"""修改清单草稿: lines are put in (or put anew, by key) and dropped; what is published never changes."""

from django.db import transaction

from yuanban.catalogue.lists import ReferenceEntry
from yuanban.catalogue.lists_step import FIELDS, lock, read_entries, require_provincial, said
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write


@transaction.atomic
def edit_reference(actor, reference, put=(), drop=(), note=None, seen=None):
    """`put`: dicts of key, list, stage, name, summary, supplier; `drop`: keys. Raises Refusal or Invalid."""
    require_provincial(actor)
    draft = lock(reference, seen)
    if note is not None and len(note) > 300:
        raise Invalid({"note": f"本版说明最多300字，现有{len(note)}字。"})
    lines = read_entries(put)
    missing = set(drop) - set(draft.entries.values_list("key", flat=True))
    if missing:
        raise Invalid({"key": f"草稿中没有：{'、'.join(sorted(missing))}。请刷新后再试。"})
    draft.entries.filter(key__in=drop).delete()
    ReferenceEntry.objects.bulk_create(
        [ReferenceEntry(reference=draft, **line) for line in lines],
        update_conflicts=True,
        unique_fields=["reference", "key"],
        update_fields=[name for name in FIELDS if name != "key"],
    )
    changes = {} if note is None else {"note": note}
    write(draft, "reference.edited", actor, {"put": [said(one) for one in lines], "drop": sorted(drop)}, **changes)
    return draft
