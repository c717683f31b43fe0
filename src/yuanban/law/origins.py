"""Where a power comes from: the organs that have it by law, the givers behind a paper, the bodies that are no more."""

from collections.abc import Mapping
from datetime import date
from weakref import WeakKeyDictionary

from yuanban.law.codes import stem
from yuanban.law.world import GRANTED, Body, Instrument, World, grouped

ByPlace = Mapping[str, tuple[Instrument, ...]]
WIDTHS = (12, 9, 6, 4, 2, 0)  # digits of a code that name a village, township, county, prefecture, province, country

_statutes: WeakKeyDictionary[World, dict[str, ByPlace]] = WeakKeyDictionary()
_merged: WeakKeyDictionary[World, Mapping[str | None, tuple[Body, ...]]] = WeakKeyDictionary()


def organs(world: World, item: str, place: str, power: str, day: date) -> tuple[str, ...]:
    """The bodies to which the law itself gives this power here on this day, the nearest first."""
    by_item = _statutes.setdefault(world, {})
    if item not in by_item:
        by_item[item] = _by_place(world, item)
    here = stem(place)
    around = (by_item[item].get(here[:width], ()) for width in WIDTHS if width <= len(here))
    papers = (paper for papers in around for paper in papers if power in paper.powers)
    return tuple(dict.fromkeys(p.to for p in papers if p.in_force(day) and not world.gone(p, day)))


def givers(world: World, body: str, item: str) -> set[str]:
    """Everyone whose papers this body's power over the item goes back to."""
    found: set[str] = set()
    ask = [body]
    while ask:
        papers = world.given(ask.pop(), item)
        new = {paper.grantor for paper in papers if paper.kind in GRANTED and paper.grantor} - found
        found |= new
        ask += new
    return found


def rooted(world: World, body: str, item: str, without: str) -> bool:
    """Whether the body's power goes back to the law itself by papers that do not pass through `without`."""
    seen, ask = {without}, [body]
    while ask:
        holder = ask.pop()
        papers = () if holder in seen else world.given(holder, item)
        if any(paper.kind == "statute" for paper in papers):
            return True
        seen.add(holder)
        ask += [paper.grantor for paper in papers if paper.kind in GRANTED and paper.grantor]
    return False


def circular(world: World, paper: Instrument, item: str) -> bool:
    """Whether the grantor has the item only from the body that the paper is addressed to."""
    grantor = paper.grantor or ""
    return paper.to in givers(world, grantor, item) and not rooted(world, grantor, item, without=paper.to)


def absorbed(world: World, body: str, day: date) -> list[str]:
    """The bodies that have been merged into this one."""
    if world not in _merged:
        _merged[world] = grouped((lost.merged_into, lost) for lost in world.bodies.values() if lost.merged_on)
    return [lost.id for lost in _merged[world].get(body, ()) if lost.merged_on and lost.merged_on <= day]


def _by_place(world: World, item: str) -> ByPlace:
    """The statutes about an item by the places they name, made when an answer first has to name an organ."""
    statutes = [paper for paper in world.about(item) if paper.kind == "statute"]
    return grouped((stem(code), p) for p in statutes for code in p.territory or world.territory(p.to))
