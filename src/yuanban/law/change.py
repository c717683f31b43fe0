"""A world in which a few papers differ, made from one that stands without indexing everything again."""

from collections.abc import Callable, Collection, Iterable, Mapping
from copy import copy
from dataclasses import replace
from typing import Any, TypeVar

from yuanban.law.index import Index, index_of
from yuanban.law.reach import Reach, concerns
from yuanban.law.world import Agreement, Bundle, Instrument, Park, Seal, World, grouped

K = TypeVar("K")
NAMELESS = "\ue000"  # a private character: in no name and no title


def changed(
    world: World,
    instruments: Iterable[Instrument] = (),
    removed: Collection[str] = (),
    seals: tuple[Seal, ...] | None = None,
    parks: Mapping[str, Park] | None = None,
    agreements: Mapping[str, Agreement] | None = None,
    bundles: Mapping[str, Bundle] | None = None,
) -> World:
    """As if built anew: these instruments added or in the place of their former version, those ids removed first, and
    the other papers exchanged for the given ones."""
    given = {"seals": seals, "parks": parks, "agreements": agreements, "bundles": bundles}
    other = {name: value for name, value in given.items() if value is not None}
    new = {paper.id: paper for paper in instruments}
    kept = {id: paper for id, paper in world.instruments.items() if id not in removed} | new
    gone = [world.instruments[id] for id in {*removed, *new} if id in world.instruments]
    moved = [*gone, *new.values()]
    found = _with(world, instruments=kept, **other, **_papers(world, kept, moved))
    vars(found).update(found.beside() if other else {})
    _carry_over(world, found, moved, afresh=bool({"parks", "agreements", "bundles"} & other.keys()))
    return found


def nameless(world: World) -> World:
    """The same, with every item under the same name: what is said of one can be said of another."""
    found = _with(world, items={id: replace(item, name=NAMELESS) for id, item in world.items.items()})
    index = vars(found)["_index"] = copy(index_of(world))
    index.world = found
    return found


def _with(world: World, **fields: Any) -> World:
    found = copy(world)
    vars(found).pop("_index", None)
    vars(found).update(fields)
    return found


def _papers(world: World, kept: Mapping[str, Instrument], moved: list[Instrument]) -> dict[str, Any]:
    """The indexes of instruments, mended where these papers were or are."""
    order = {id: n for n, id in enumerate(kept)}

    def mended(index: Mapping[K, tuple[Instrument, ...]], keys: Callable[[Instrument], set[K]]) -> dict[K, Any]:
        found = dict(index)
        ids = grouped((key, paper.id) for paper in moved for key in keys(paper))
        now = {paper.id: keys(kept[paper.id]) for paper in moved if paper.id in kept}
        for key, changing in ids.items():
            stay = [paper for paper in index.get(key, ()) if paper.id not in changing]
            come = [kept[id] for id in set(changing) if key in now.get(id, ())]
            found[key] = tuple(sorted(stay + come, key=lambda paper: order[paper.id]))
        return found

    return {
        "_given": mended(world._given, lambda paper: {(paper.to, item) for item in paper.items}),
        "_about": mended(world._about, lambda paper: set(paper.items)),
    }


def _carry_over(world: World, found: World, moved: list[Instrument], afresh: bool) -> None:
    """What was worked out and still holds."""
    index: Index | None = vars(world).get("_index")
    if index is None:
        return
    items = {item for paper in moved for item in paper.items}
    made = vars(found)["_index"] = index.after(found, items)
    if not afresh:
        made.reaches = {park: reach for park, reach in index.reaches.items() if not _moves(world, reach, moved)}


def _moves(world: World, reach: Reach, moved: list[Instrument]) -> bool:
    return any(concerns(world, reach, paper, reach.bodies) for paper in moved)
