"""增减园区清单: one park adds a line that its kind's list does not have, or leaves one out that it has; with the reason."""

from django.db import transaction

from yuanban.catalogue.lists import Overlay
from yuanban.catalogue.lists_queries import FIELDS, lists_of
from yuanban.catalogue.lists_step import read_entries, require_keeper
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.places import epoch
from yuanban.places.models import Park


@transaction.atomic
def add_to_park(actor, park, line, reason, from_date):
    """`line`: key, list, stage, name, summary, supplier."""
    check(actor, park, reason, from_date)
    entry = read_entries([line])[0]
    if entry["key"] in lists_of([park], from_date)[park.code]:
        raise Invalid({"key": f"“{entry['name']}”已在本园区的清单中，不用再增加。"})
    return keep(actor, park, "add", entry, reason, from_date)


@transaction.atomic
def leave_out(actor, park, key, reason, from_date):
    check(actor, park, reason, from_date)
    held = lists_of([park], from_date)[park.code].get(key)
    if held is None:
        raise Invalid({"key": "本园区的清单中没有这一项，不用减去。"})
    if held.own:
        raise Invalid({"key": f"“{held.name}”是本园区自己增加的，请撤销增加。"})
    return keep(actor, park, "remove", {name: getattr(held, name) for name in FIELDS}, reason, from_date)


def keep(actor, park, change, entry, reason, from_date):
    if Overlay.objects.filter(park=park, key=entry["key"], to_date__isnull=True).exists():
        raise Invalid({"key": f"“{entry['name']}”已有一条没有撤销的增减，请先撤销它。"})
    overlay = Overlay(park=park, change=change, reason=reason, from_date=from_date, **entry)
    create(overlay, "overlay.made", actor, {"park": park.code, "key": entry["key"], "change": change})
    epoch.bump()
    return overlay


def check(actor, park, reason, from_date):
    """The park is held, so that two writers do not both find a line missing."""
    Park.objects.select_for_update().get(pk=park.pk)
    require_keeper(actor, park)
    errors = dict(faults(actor, reason, from_date))
    if errors:
        raise Invalid(errors)


def faults(actor, reason, from_date):
    if not reason.strip():
        yield "reason", "请写明理由：增减清单要让企业和上级看得懂为什么。"
    if len(reason) > 300:
        yield "reason", f"理由最多300字，现有{len(reason)}字。"
    if from_date is None:
        yield "from_date", "请填写自哪一日起。"
    elif from_date < actor.day:
        yield "from_date", f"起始日期不能早于今天（{actor.day}）。"
