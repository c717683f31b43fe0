"""One form and one set of materials for several items: what is asked once is not asked again (一件事)."""

from dataclasses import dataclass, field
from typing import Any

from yuanban.catalogue.models import Material

STRICT = {"required": 3, "deferrable": 2, "shared": 1, "optional": 0}
SAME = ("type", "unit", "options")


def merged_form(versions):
    """
    The fields of all versions, each asked once under its key, required where any of them requires it.

    Two items may mean different things by one key; the second question is then asked for its item alone: `key@item`.
    """
    fields: dict[str, dict[str, Any]] = {}
    for version in versions:
        for asked in version.form:
            one = fields.get(asked["key"])
            if one and any(one.get(what) != asked.get(what) for what in SAME):
                own = {"key": f"{asked['key']}@{version.item_id}", "label": f"{asked['label']}（{version.item.name}）"}
                fields[own["key"]] = {**asked, **own}
                continue
            one = fields.setdefault(asked["key"], dict(asked))
            one["required"] = bool(one.get("required") or asked.get("required"))
            one["fact"] = bool(one.get("fact") or asked.get("fact"))
    return list(fields.values())


@dataclass
class Handed:
    """A material handed in once, under `key`, and the items that need it."""

    key: str
    material: Material
    items: list[str] = field(default_factory=list)

    @property
    def need(self):
        return self.material.need


def merged_materials(versions):
    """Each material once, its strictest need counting; one code with two names is two materials: `code@item`."""
    found: dict[str, Handed] = {}
    for version in versions:
        for material in version.materials.all():
            key = material.code
            if key in found and found[key].material.name != material.name:
                key = f"{material.code}@{version.item_id}"
            one = found.setdefault(key, Handed(key, material))
            one.items.append(version.item.name)
            if STRICT[material.need] > STRICT[one.need]:
                one.material = material
    return list(found.values())


def part_for(item, values):
    """Of answers given under merged keys, those of one item under its own keys."""
    mine = f"@{item.pk}"
    shared = {key: value for key, value in values.items() if "@" not in key}
    return shared | {key.removesuffix(mine): value for key, value in values.items() if key.endswith(mine)}
