"""The province's reference lists: one for each kind of park, of everything the sample departments handle, with what is no item."""

import datetime as dt
from dataclasses import replace

from yuanban.catalogue.actions.edit_reference import edit_reference
from yuanban.catalogue.actions.publish_reference import publish_reference
from yuanban.catalogue.actions.start_reference import start_reference
from yuanban.demo.lists import read, said
from yuanban.demo.province.kept import at
from yuanban.places.models import Park

DAY = dt.date(2023, 9, 1)
STAGE = {
    "licence": "open", "permit": "open", "approval": "build", "change": "change", "confirm": "site", "filing": "establish",
    "spot": "operate", "service": "operate", "query": "operate",
}  # fmt: skip


def publish(province):
    """By the actions, on the day on which the province had its lists."""
    actor = at(replace(province.founder, role="provincial"), DAY)
    matters = {item.basic.code: line(item, pattern) for rows in province.items.values() for item, _, pattern in rows}
    others = [one | {"list": name} for name in ("factor", "intermediary") for one in read(name)]
    for kind in Park.KINDS:
        more = [said(one) for one in others if kind in one.get("kinds", Park.KINDS)]
        draft = edit_reference(actor, start_reference(actor, kind), put=[*matters.values(), *more], note="首次编制。")
        publish_reference(actor, draft, DAY)


def line(item, pattern):
    return {
        "key": item.basic.code, "list": item.list, "stage": STAGE[pattern], "name": item.name, "summary": "", "supplier": "",
    }  # fmt: skip
