"""支持事项清单: items with their milestones kept from a list; a milestone reached with what shows it; the item's result."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from yuanban.accounts.models import Person
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.ledger.bulk import create_many
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.places.models import Body
from yuanban.programme.models import Milestone, SupportItem
from yuanban.voice.step import same

WARN = 10  # working days before the day it is due
ITEM = ("number", "title", "text", "theme", "owner", "owner_name", "template", "state", "due_on", "warn_on")
STEP = ("item", "order", "title", "due_on")


@dataclass
class Entry:
    """One line of a list. `steps`: [(title, due day)], in order."""

    number: int
    title: str
    owner_name: str
    text: str = ""
    theme: str = ""
    steps: list[tuple[str, Any]] = field(default_factory=list)
    template: bool = True


@transaction.atomic
def keep_items(actor, entries):
    """-> the numbers that are new or changed. What is there already keeps its progress; only its words are brought up to date."""
    known = {row.number: row for row in SupportItem.objects.select_for_update()}
    owners = departments()
    fresh = [entry for entry in entries if entry.number not in known]
    rows = [drawn(entry, owners.get(entry.owner_name)) for entry in fresh]
    create_many(rows, ITEM, "supportitem.kept", actor, [{} for _ in rows])
    steps = [
        Milestone(item=row, order=n, title=title, due_on=due)
        for row, entry in zip(rows, fresh, strict=True)
        for n, (title, due) in enumerate(entry.steps, 1)
    ]
    create_many(steps, STEP, "milestone.set", actor, [{} for _ in steps])
    changed = {
        entry.number for entry in entries if entry.number in known and take(actor, known[entry.number], entry, owners)
    }
    return changed | {entry.number for entry in fresh}


def drawn(entry, owner):
    first = min((due for _, due in entry.steps), default=None)
    return SupportItem(
        number=entry.number, title=entry.title, text=entry.text, theme=entry.theme, owner=owner,
        owner_name=entry.owner_name, template=entry.template, due_on=first, warn_on=warn(first),
    )  # fmt: skip


def departments():
    """Bodies by every name a list may call them: 四川省财政厅, 省财政厅, and what is short for it."""
    found: dict[str, Body] = {}
    for body in Body.objects.only("code", "name", "short", "level").order_by("-code"):
        found |= dict.fromkeys((body.name, *called(body)), body)
    return found


def called(body):
    if body.level != "province":
        return ()
    whole = body.name.partition("（")[0]
    return whole, body.short, f"省{whole.partition('省')[2]}"


def warn(due):
    return add_workdays(due, -WARN) if due else None


def take(actor, row, entry, owners):
    said = {
        "title": entry.title, "text": entry.text, "theme": entry.theme, "owner_name": entry.owner_name,
        "owner": owners.get(entry.owner_name),
    }  # fmt: skip
    changes = {key: value for key, value in said.items() if value and value != getattr(row, key)}
    if changes:
        write(row, "supportitem.changed", actor, **changes)
    return bool(changes)


@transaction.atomic
def reach(actor, pk, said, upload=None, version=None):
    """A milestone is reached: what shows it in words, and a file if there is one. The first begins the item, the last ends it."""
    step = Milestone.objects.select_for_update(of=("self",)).select_related("item__owner").get(pk=pk)
    same(step, version)
    item = SupportItem.objects.select_for_update().get(pk=step.item_id)
    require_owner(actor, step.item)
    if step.done_on:
        raise Refusal("wrong-state", f"“{step.title}”已经完成。", "不必再办。")
    if not said.strip():
        raise Invalid({"said": "请写明完成的情况。"})
    by = Person.objects.get(pk=actor.person)
    write(step, "milestone.done", actor, done_on=actor.day, said=said.strip()[:500], upload=upload, by=by)
    left = item.milestones.filter(done_on=None).order_by("due_on").first()
    due = left.due_on if left else None
    ends = {"state": "going"} if left else {"state": "done", "done_on": actor.day, "result": said.strip()[:500]}
    write(item, "supportitem.moved", actor, {"milestone": step.title}, due_on=due, warn_on=warn(due), **ends)
    return step


def owned(actor):
    """The items that the actor's own department answers for."""
    return SupportItem.objects.filter(owner__code=actor.body) if actor.official else SupportItem.objects.none()


def owns(actor, item):
    return actor.role == "provincial" or bool(actor.official and item.owner and item.owner.code == actor.body)


def require_owner(actor, item):
    if not owns(actor, item):
        because = f"这一项由{item.owner_name}负责。"
        raise Refusal("no-post", because=because, cure="请由责任部门或者省级中心填报。")
