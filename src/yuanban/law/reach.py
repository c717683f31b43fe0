"""Which papers can matter in a park at all, and so which cells a change of papers can alter."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from yuanban.law.index import index_of
from yuanban.law.world import HELPER, OWN_NAME, Agreement, Bundle, Instrument, Park, Seal, World

Pair = tuple[str, str]
Paper = Instrument | Seal | Agreement | Bundle | Park | Pair


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """The bodies whose powers can matter in a park, their papers, and the items that one of them holds there by right."""

    park: Park
    bodies: frozenset[str]
    papers: tuple[Instrument, ...]
    covered: frozenset[str]


def reach_of(world: World, park: str) -> Reach:
    """Kept in the index of the world."""
    known = index_of(world).reaches
    if park not in known:
        known[park] = _reach(world, world.parks[park])
    return known[park]


def touched(world: World, *papers: Paper) -> set[Pair]:
    """The (park, item) pairs whose cell may differ once these papers come or go; a pair stands for its arrangement.

    Of a paper that changes give both versions; the world may be the one before or the one after. More pairs than
    differ, never fewer.
    """
    instruments = [paper for paper in papers if isinstance(paper, Instrument)]
    parks = [paper for paper in papers if isinstance(paper, Park)]
    found = set(_by_instruments(world, instruments, everywhere=bool(parks)))
    for paper in papers:
        found.update(_by_other(world, paper))
    placed = set(_placed(world))
    return {(park, item) for park, item in found if item in world.items and park in placed}


def concerns(world: World, reach: Reach, paper: Instrument, bodies: Collection[str]) -> bool:
    """Whether this paper, old or new, is or would be within the park's reach, given the bodies already there."""
    if paper.to in bodies or paper.kind == "agency":
        return True
    if paper.kind == "secondment":
        return not world.elsewhere(paper.to, reach.park.id)
    return paper.kind in OWN_NAME and index_of(world).layout.covers(paper, reach.park.places[0])


def _reach(world: World, park: Park) -> Reach:
    layout = index_of(world).layout
    own = layout.own_here(park.places[0])
    seated = {body for body in layout.seats if not world.elsewhere(body, park.id)}
    joint = {pact.window for pact in world.agreements.values() if not world.elsewhere(pact.window, park.id)}
    near = {paper.to for paper in own} | seated | joint | layout.helped
    bodies = layout.above(near | {HELPER, park.window, park.committee or ""})
    papers = tuple(paper for body in bodies for paper in layout.papers_to(body))
    return Reach(park, bodies, papers, frozenset(item for paper in own for item in paper.items))


def _by_instruments(world: World, papers: list[Instrument], everywhere: bool) -> Iterator[Pair]:
    papers = papers + [world.instruments[paper.id] for paper in papers if paper.id in world.instruments]
    for park in _placed(world) if papers else ():
        reach = reach_of(world, park)
        near = set(_near(world, reach, papers))
        for n, paper in enumerate(papers):
            far = paper.items - reach.covered if paper.kind in OWN_NAME else ()
            yield from ((park, item) for item in (paper.items if everywhere or n in near else far))


def _near(world: World, reach: Reach, papers: list[Instrument]) -> Iterator[int]:
    """The places in the list of those within reach, some of them by others that are new as well."""
    bodies, left = reach.bodies, dict(enumerate(papers))
    while found := [n for n, paper in left.items() if concerns(world, reach, paper, bodies)]:
        yield from found
        bodies |= index_of(world).layout.above({body for n in found for body in (left[n].to, left[n].grantor or "")})
        left = {n: paper for n, paper in left.items() if n not in found}


def _by_other(world: World, paper: Paper) -> Iterable[Pair]:
    if isinstance(paper, Seal):
        return _by_seal(world, paper)
    if isinstance(paper, Agreement):
        return _by_agreement(world, paper)
    if isinstance(paper, Bundle):
        return _crossed(paper.parks or world.parks, paper.items)
    if isinstance(paper, Park):
        return _by_park(world, paper)
    return () if isinstance(paper, Instrument) else (paper,)


def _crossed(parks: Iterable[str], items: Iterable[str]) -> set[Pair]:
    return {(park, item) for park in parks for item in items}


def _by_seal(world: World, seal: Seal) -> set[Pair]:
    held = index_of(world).layout.papers_to(seal.kept_by)
    items = {item for paper in held if paper.grantor == seal.of for item in paper.items}
    return _crossed(_parks_with(world, seal.kept_by), items if seal.items is None else items & seal.items)


def _by_agreement(world: World, pact: Agreement) -> set[Pair]:
    near = {park for park in _placed(world) if not world.elsewhere(pact.window, park)}
    return _crossed(near | _parks_with(world, pact.window), pact.items) | _by_window(world, pact.window, pact.id)


def _by_park(world: World, park: Park) -> set[Pair]:
    """Its own cells; and what its bodies are sent, share or may receive, in whichever park."""
    found = _crossed((park.id,), world.items)
    known = world.parks.get(park.id, park)
    for body in park.houses | known.houses:
        pacts = (pact for pact in world.agreements.values() if pact.window == body)
        sent = (paper.items for paper in index_of(world).layout.papers_to(body))
        found |= _crossed(world.parks, frozenset().union(*sent, *(pact.items for pact in pacts)))
    return found.union(*(_by_window(world, window, park.id) for window in {park.window, known.window}))


def _by_window(world: World, window: str, claimed_by: str) -> set[Pair]:
    """A body that becomes a window, or ceases to be one, may receive anything or no longer."""
    claims = [park.id for park in world.parks.values() if park.window == window]
    claims += [pact.id for pact in world.agreements.values() if pact.window == window]
    still = any(claim != claimed_by for claim in claims)
    return set() if still else _crossed(_parks_with(world, window), world.items)


def _parks_with(world: World, body: str) -> set[str]:
    return {park for park in _placed(world) if body in reach_of(world, park).bodies}


def _placed(world: World) -> list[str]:
    """The parks that lie somewhere: nothing can be asked of one whose county is not known."""
    return [id for id, park in world.parks.items() if park.places]
