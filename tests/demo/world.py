"""The sample world as read from its files, and as the law sees it."""

from functools import cache
from pathlib import Path

import yaml

from yuanban.law.world import POWERS, Agreement, Body, Bundle, Instrument, Item, Park, Seal, World

FOLDER = Path(__file__).parents[2] / "src" / "yuanban" / "demo" / "world"


@cache
def read(name):
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def by(name, key="code"):
    return {entry[key]: entry for entry in read(name)}


def item_of(matter, organ):
    """The code of one organ's implementation of a matter."""
    return next(item["code"] for item in read("items") if (item["name"], item["organ"]) == (matter, organ))


@cache
def law_world():
    return World(
        bodies={entry["code"]: _body(entry) for entry in read("bodies")},
        items={entry["code"]: _item(entry) for entry in read("items")},
        instruments={entry["code"]: _instrument(entry) for entry in read("instruments")},
        seals=tuple(map(_seal, read("seals"))),
        parks={entry["code"]: _park(entry) for entry in read("parks")},
        agreements={entry["code"]: _agreement(entry) for entry in read("agreements")},
        bundles={entry["code"]: _bundle(entry) for entry in read("bundles")},
    )


def _body(entry):
    own = entry["approved"] or entry["role"] != "committee"
    return Body(entry["code"], entry["name"], entry["kind"], tuple(entry["territory"]), entry["set_up_by"], own)


def _item(entry):
    says = entry["version"]
    return Item(entry["code"], entry["name"], says["statutory"], says["promised"], says["joint"], says["visits"])


def _instrument(entry):
    same = "kind grantor to condition basis from_date to_date revoked_on seal_on_sight title".split()
    powers = POWERS if entry["powers"] == "all" else entry["powers"]
    return Instrument(
        id=entry["code"],
        items=frozenset(entry["items"]),
        powers=frozenset(powers),
        territory=tuple(entry["territory"]),
        published=entry["published_on"],
        **{key: entry[key] for key in same},
    )


def _seal(entry):
    items = None if entry["items"] == "all" else frozenset(entry["items"])
    return Seal(entry["of"], entry["kept_by"], items, entry["from_date"], entry["to_date"], entry["code"])


def _park(entry):
    offered = [a for a in read("arrangements") if a["park"] == entry["code"]]
    windows = {kind: [] for kind in ("general", "seconded", "joint", "helper")}
    for window in entry["centre"]["windows"]:
        windows[window["kind"]].append(window["body"])
    return Park(
        id=entry["code"],
        name=entry["name"],
        places=tuple(entry["regions"]),
        window=windows["general"][0],
        committee=entry["committee"],
        modes={a["item"]: a["mode"] for a in offered},
        cadre=next((a["cadre"] for a in offered if a["cadre"]), None),
        operator=entry["operator"],
        desks=(*windows["seconded"], *windows["joint"]),
    )


def _agreement(entry):
    dates = entry["from_date"], entry["to_date"]
    return Agreement(entry["code"], tuple(entry["parties"]), entry["window"], frozenset(entry["items"]), *dates)


def _bundle(entry):
    items = tuple(member["item"] for member in handled(entry))
    names = entry["code"], entry["name"], entry["lead"], items
    return Bundle(*names, _stages(entry), entry["from_date"], parks=tuple(entry["park"]))


def handled(entry):
    """The members that are items of the catalogue."""
    return [member for member in entry["members"] if "item" in member]


def waits(member):
    return [*member.get("needs", ()), *member.get("after", ())]


def _stages(entry):
    left = {member["key"]: member for member in handled(entry)}
    stages = []
    while left:
        ready = [key for key, member in left.items() if not set(waits(member)) & set(left)]
        stages.append(tuple(left.pop(key)["item"] for key in ready))
    return tuple(stages)
