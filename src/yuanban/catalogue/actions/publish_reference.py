"""公布清单: from its first day on the version holds for every park of its kind, each with what it added and left out."""

import hashlib

import orjson
from django.db import transaction

from yuanban.catalogue.lists_step import lock, require_provincial
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.places import epoch

SAID = ("key", "list", "stage", "basic_id", "name", "summary", "supplier")


@transaction.atomic
def publish_reference(actor, reference, from_date, seen=None):
    require_provincial(actor)
    draft = lock(reference, seen)
    check(draft, from_date, actor.day)
    said = {"entries": draft.entries.count(), "sha256": reference_digest(draft)}
    write(draft, "reference.published", actor, said, state="published", from_date=from_date, published_on=actor.day)
    epoch.bump()
    return draft


def check(draft, from_date, day):
    if from_date is None:
        raise Invalid({"from_date": "请填写自哪一日起适用。"})
    if from_date < day:
        raise Invalid({"from_date": f"起始日期不能早于公布之日（{day}）：各园区要在适用之前看得到。"})
    if not draft.entries.filter(list="approval").exists():
        raise Invalid({"entries": "草稿中还没有审批事项，请先增加再公布。"})


def reference_digest(reference):
    """SHA-256 of all that a version says, line by line in the order of their keys."""
    lines = [list(line) for line in reference.entries.order_by("key").values_list(*SAID)]
    body = orjson.dumps([reference.kind, reference.number, lines])
    return hashlib.sha256(body).hexdigest()
