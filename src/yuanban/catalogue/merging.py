"""
One form and one set of materials for several items: what is asked once is not asked again (一件事).

Two questions are one when they share a concept (`same`) or, neither having another, a key, and are of the same kind. A merged
question keeps its conditions, checks, rows and prefill; `names` says under which key the answers stand that they speak of.
The form of each item, read with its own part of the answers, remains what is checked when the application is handed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yuanban.catalogue.form_rules import names_in
from yuanban.catalogue.models import ItemVersion, Material

STRICT = {"required": 3, "deferrable": 2, "shared": 1, "optional": 0}
ALIKE = ("type", "unit", "options", "text", "material", "fields", "min_rows", "max_rows")
TOGETHER = "几件事都要填的"


@dataclass
class Handed:
    """A material handed in once, under `key`, and the items that need it."""

    key: str
    material: Material
    items: list[str] = field(default_factory=list)

    @property
    def need(self):
        return self.material.need


@dataclass
class Merged:
    """The one form and the one list; `keys` and `codes` say, for each item, where its own answers and papers stand."""

    fields: list[dict[str, Any]] = field(default_factory=list)
    materials: list[Handed] = field(default_factory=list)
    keys: dict[int, dict[str, str]] = field(default_factory=dict)
    codes: dict[int, dict[str, str]] = field(default_factory=dict)

    def part(self, item, values):
        """Of answers given under merged keys, those of one item under its own keys; what belongs to no question stays."""
        return mapped(self.keys.get(item.pk, {}), values)

    def papers(self, item, values):
        """The same for what was handed over, by code of material."""
        return mapped(self.codes.get(item.pk, {}), values)

    def told(self, item, errors):
        """Errors of one item under the names that the one page uses."""
        mine = self.keys.get(item.pk, {})
        codes = {f"material-{own}": f"material-{key}" for own, key in self.codes.get(item.pk, {}).items()}
        return {rooted(mine | codes, name): text for name, text in errors.items()}


def mapped(mine: Mapping[str, str], values):
    others = {key for key in values if key.startswith("_")}
    found = {own: values[key] for own, key in mine.items() if key in values}
    return found | {key: values[key] for key in others}


def rooted(mine, name):
    """`group.0.key` stands under the group."""
    key, dot, rest = name.partition(".")
    return f"{mine.get(key, key)}{dot}{rest}"


def merge(versions, shared=(), flows=None):
    """
    `shared`: [{codes: {item pk: code}}], materials that are one though their codes differ; `flows`: {item pk: codes that
    another member's result stands for}, which are not asked at all.
    """
    versions = list(versions)
    merged = Merged()
    by_key: dict[str, dict[str, Any]] = {}
    askers: dict[str, list[ItemVersion]] = {}
    for version in versions:
        merged.keys[version.item_id] = {}
        for asked in version.form:
            key = place_of(asked, version, by_key, askers)
            merged.keys[version.item_id][asked["key"]] = key
            askers.setdefault(key, []).append(version)
            by_key.setdefault(key, named_for(asked, key, version))
    for version in versions:
        names = {own: key for own, key in merged.keys[version.item_id].items() if own != key}
        for asked in version.form:
            join(by_key[merged.keys[version.item_id][asked["key"]]], asked, names, version, askers)
    merged.fields = [sectioned(one, askers[key], len(versions)) for key, one in by_key.items()]
    merge_materials(merged, versions, shared, flows or {})
    return merged


def place_of(asked, version, by_key, askers):
    """The key of the question that this one is; a key of its own when it is none of them."""
    for key, one in by_key.items():
        if version not in askers[key] and is_same(one, asked):
            return key
    return f"{asked['key']}@{version.item_id}" if asked["key"] in by_key else asked["key"]


def is_same(one, asked):
    if any(one.get(what) != asked.get(what) for what in ALIKE):
        return False
    if one.get("same") and asked.get("same"):
        return one["same"] == asked["same"]
    return one["_key"] == asked["key"] and one.get("when") == asked.get("when")


def named_for(asked, key, version):
    """A question as it first comes into the merged form, still without what speaks of other answers."""
    bare = {name: value for name, value in asked.items() if name not in ("when", "checks", "required", "fact")}
    label = f"{asked['label']}（{version.item.name}）" if "@" in key else asked["label"]
    return bare | {"key": key, "label": label, "_key": asked["key"], "_first": version.item_id}


def join(one, asked, names, version, askers):
    """Adds what this item says of the question: asked when any asks it, required where it is always required."""
    one["required"] = bool(
        one.get("required") or (asked.get("required") and (not asked.get("when") or alone(one, askers)))
    )
    one["fact"] = bool(one.get("fact") or asked.get("fact"))
    if version.item_id == one["_first"]:
        one["when"], one["checks"] = asked.get("when") or "", list(asked.get("checks") or [])
        one["names"] = {name: names[name] for name in spoken_of(asked) if name in names}
        return
    if one.get("when") != (asked.get("when") or "") or differs(one, asked, names):
        one["when"] = ""  # the conditions differ: asked always, and each item looks at its own part


def alone(one, askers):
    return len(askers[one["key"]]) == 1


def differs(one, asked, names):
    """Whether the same condition speaks of answers that stand elsewhere."""
    spoken = list(names_in(asked["when"])) if asked.get("when") else []
    return any(one["names"].get(name, name) != names.get(name, name) for name in spoken)


def spoken_of(asked):
    """The names that conditions and checks of a question, or of the questions in its rows, speak of."""
    own = {inner["key"] for inner in asked.get("fields") or []}
    tests = [asked.get("when"), *(check["test"] for check in asked.get("checks") or [])]
    said = {name for text in tests if text for name in names_in(text)}
    return said | {name for inner in asked.get("fields") or [] for name in spoken_of(inner) if name not in own}


def sectioned(one, askers, items):
    """A question without a section stands with those of its own item, or with those that several items ask."""
    kept = {name: value for name, value in one.items() if not name.startswith("_") and value not in ("", [], {}, None)}
    if kept.get("section") or items < 2:
        return kept
    return kept | {"section": TOGETHER if len(askers) > 1 else askers[0].item.name}


def merge_materials(merged, versions, shared, flows):
    """Each material once, its strictest need counting; one code with two names is two materials: `code@item`."""
    found: dict[str, Handed] = {}
    for version in versions:
        mine = merged.codes.setdefault(version.item_id, {})
        for material in version.materials.all():
            if material.code in flows.get(version.item_id, ()):
                continue
            key = mine[material.code] = key_of(material, version, found, shared)
            one = found.setdefault(key, Handed(key, material))
            one.items.append(version.item.name)
            if STRICT[material.need] > STRICT[one.need]:
                one.material = material
    merged.materials = list(found.values())


def key_of(material, version, found, shared):
    for n, group in enumerate(shared):
        if group["codes"].get(version.item_id) == material.code:
            return f"shared-{n + 1}"
    if material.code in found and found[material.code].material.name != material.name:
        return f"{material.code}@{version.item_id}"
    return material.code
