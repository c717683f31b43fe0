"""What tells the items of one park apart: items with the same signature have the same plan, up to their names."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from yuanban.law.reach import Reach, reach_of
from yuanban.law.world import Agreement, Instrument, Item, Seal, World


class Signature(NamedTuple):
    """`papers` has a bit for each paper about the item that can matter here; `others`: where no body here has the item
    by right, every paper about it, because then any body's may be spoken of."""

    papers: int
    others: tuple[int, ...]
    bundle: str
    promised: int | None
    visits: int
    first_review: str | None


def signatures(
    world: World, park: str, items: Collection[str], day: date, bundled: bool = True
) -> Iterator[tuple[str, Signature]]:
    """By item; `promised` days only where those of a bundle compete with them. KeyError for what does not exist."""
    reach, bundles = reach_of(world, park), _bundles(world, park, day) if bundled else {}
    for item, papers in _marks(reach, _besides(world, reach), items).items():
        known, bundle = world.items[item], bundles.get(item, "")
        others = () if item in reach.covered else tuple(map(id, world.about(item)))
        yield item, Signature(papers, others, bundle, known.promised if bundle else None, *_own(known))


def _own(item: Item) -> tuple[int, str | None]:
    return item.visits, item.first_review


def _bundles(world: World, park: str, day: date) -> dict[str, str]:
    """The first bundle in which each item is handled here."""
    bundles = [*world.bundles.values()][::-1]
    return {item: bundle.id for bundle in bundles for item in bundle.items if bundle.serves(park, item, day)}


def _besides(world: World, reach: Reach) -> list[Seal | Agreement]:
    """Seals and agreements that are for some items only."""
    pairs = {(paper.grantor, paper.to) for paper in reach.papers if paper.grantor}
    seals = [seal for of, keeper in pairs for seal in world.seals_kept(of or "", keeper) if seal.items is not None]
    return [*seals, *(pact for pact in world.agreements.values() if pact.window in reach.bodies)]


def _marks(reach: Reach, besides: list[Seal | Agreement], items: Collection[str]) -> dict[str, int]:
    marks = dict.fromkeys(items, 0)
    papers: list[Instrument | Seal | Agreement] = [*reach.papers, *besides]
    for n, paper in enumerate(papers):
        bit = 1 << n
        for item in paper.items or ():
            if item in marks:
                marks[item] |= bit
    return marks
