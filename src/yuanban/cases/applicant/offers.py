"""What is already there for each material of an application: a reason why it need not be handed in, or documents of the shelf."""

from dataclasses import dataclass, field
from typing import Any

from yuanban.cases import about, waivers
from yuanban.cases.actions.reuse import reuse
from yuanban.cases.shelving import kind_in
from yuanban.catalogue.material_kinds import kind_of
from yuanban.ledger.invalid import Invalid
from yuanban.shelf.holders import holder_of
from yuanban.shelf.queries import on_shelf, past_use

MOST = 3
DOINGS = ("shelf", "shelf-all")


@dataclass(frozen=True)
class Offer:
    why: dict | None = None
    documents: list = field(default_factory=list)
    past: Any = None

    @property
    def spared(self):
        return self.why is not None


def offers(actor, holder, matter):
    """{material key: Offer}; the sources are asked at most once a day."""
    materials = {m.key: m.material for m in matter.materials}
    kinds = {key: kind for key, material in materials.items() if (kind := kind_of(material))}
    whys = whys_of(actor, holder, matter, materials)
    there = on_shelf(holder, set(kinds.values()), actor.day) if kinds else {}
    past = past_use(holder, set(kinds.values()), actor.day) if kinds else {}
    return {
        key: Offer(whys.get(key), there.get(kinds.get(key), [])[:MOST], past.get(kinds.get(key))) for key in materials
    }


def whys_of(actor, holder, matter, materials):
    if matter.purpose in about.LIGHT or not materials:
        return {}
    return waivers.found_for(actor, holder, materials, waivers.purpose_of(matter.bundle or matter.item))


def spared(actor, person, matter, filled):
    """{material key: why} of what was not handed in and need not be."""
    materials = {m.key: m.material for m in matter.materials if m.key not in filled.files}
    return whys_of(actor, holder_of(filled.enterprise, person), matter, materials)


def takable(there, filled):
    """{material key: the best document} of materials that have nothing yet."""
    return {
        key: one.documents[0]
        for key, one in there.items()
        if one.documents and not one.spared and key not in filled.files
    }


def take(actor, person, matter, filled, do, key):
    """`shelf:KEY:DOCUMENT` takes one document, `shelf-all` the best for each material that has nothing yet."""
    holder = holder_of(filled.enterprise, person)
    if do == "shelf":
        material, _, pk = key.partition(":")
        wanted = {material: pk} if material in {m.key for m in matter.materials} else {}
    else:
        wanted = {k: one.pk for k, one in takable(offers(actor, holder, matter), filled).items()}
    for material, pk in wanted.items():
        take_one(actor, holder, filled, material, pk)


def take_one(actor, holder, filled, material, pk):
    try:
        filled.files[material] = reuse(actor, holder, number(pk)).pk
    except Invalid as problem:
        filled.errors[f"material-{material}"] = problem.errors["file"]


def number(pk):
    text = str(pk)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def for_case(actor, case, rows):
    """{material code: [documents]} for what is handed in to a case later on."""
    kinds = {row.code: kind for row in rows if (kind := kind_in(case, row))}
    there = on_shelf(holder_of(case.enterprise, case.applicant), set(kinds.values()), actor.day) if kinds else {}
    return {code: there.get(kind, [])[:MOST] for code, kind in kinds.items()}
