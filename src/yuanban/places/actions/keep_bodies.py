"""登记主体: what a list of bodies says is kept; a body is known by its code, its credit code, or its name and level."""

from dataclasses import dataclass, field

from django.db import transaction

from yuanban.places import epoch
from yuanban.places.actions.keep_regions import take
from yuanban.places.models import Body

FIELDS = [
    "name",
    "short",
    "kind",
    "role",
    "standing",
    "level",
    "territory",
    "credit_code",
    "approved",
    "parent",
    "set_up_by",
    "merged_into",
    "merged_on",
]


LINKS = frozenset({"parent_id", "set_up_by_id", "merged_into_id"})


@dataclass
class Entry:
    """`given` says that the list has the code itself, else it was made from the name."""

    code: str
    fields: dict
    extra: dict = field(default_factory=dict)
    given: bool = True
    parent: str = ""
    set_up_by: str = ""
    merged_into: str = ""


@transaction.atomic
def keep_bodies(actor, entries):
    """-> (codes of the entries that are new or changed, names of superiors that are not known)."""
    known = list(Body.objects.select_for_update())
    index = Known(known)
    pairs = [(entry, index.match(entry)) for entry in entries]
    fresh = [(entry, Body(code=entry.code)) for entry, body in pairs if body is None]
    for entry, body in fresh:
        take(body, fields_of(entry, body))
    Body.objects.bulk_create([body for _, body in fresh], batch_size=1000)
    unknown = superiors(pairs + fresh, known + [body for _, body in fresh])
    changed = [(entry, body) for entry, body in pairs if body and take(body, fields_of(entry, body))]
    linked = [(entry, body) for entry, body in fresh if not LINKS.isdisjoint(entry.fields)]
    for entry, body in linked:
        take(body, entry.fields)
    Body.objects.bulk_update([body for _, body in changed + linked], FIELDS, batch_size=250)
    touched = {entry.code for entry, _ in changed + fresh}
    if touched:
        epoch.bump()
    return touched, unknown


class Known:
    """Bodies by what they are known by. A credit code or a name stands for a body only where the list gives no code."""

    def __init__(self, bodies):
        self.codes = {body.code: body for body in bodies}
        self.credits = {body.credit_code: body for body in bodies if body.credit_code}
        self.names: dict[tuple[str, str], list[Body]] = {}
        for body in bodies:
            self.names.setdefault((body.name, body.level), []).append(body)

    def match(self, entry):
        if body := self.codes.get(entry.code):
            return body
        return None if entry.given else self.credits.get(entry.fields.get("credit_code")) or self.named(entry.fields)

    def named(self, fields):
        place = fields.get("territory")
        return next(
            (b for b in self.names.get((fields["name"], fields["level"]), ()) if not place or b.territory == place),
            None,
        )


def fields_of(entry, body):
    short = {"short": entry.fields["name"][:60]} if not body.short else {}
    return {**short, **entry.fields}


def superiors(pairs, bodies):
    """Set the parents, founders and heirs by exact name; -> the names that nobody has."""
    by_name = {body.name: body for body in bodies}
    unknown = []
    for entry, _ in pairs:
        named = (("parent_id", entry.parent), ("set_up_by_id", entry.set_up_by), ("merged_into_id", entry.merged_into))
        for column, name in named:
            if name and name in by_name:
                entry.fields[column] = by_name[name].pk
            elif name:
                unknown.append(name)
    return unknown
