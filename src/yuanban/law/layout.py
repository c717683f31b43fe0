"""Where the papers of a world lie: by body, by place and by park. Filled as it is asked."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from yuanban.law.areas import area_of, around
from yuanban.law.world import GRANTED, OWN_NAME, Agreement, Bundle, Instrument, World, grouped

Papers = tuple[Instrument, ...]


class Layout:
    """Papers always come in the order of the world. ValueError for a territory that is no code."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._here: dict[str, Papers] = {}
        self._sent: dict[str, Papers] = {}

    def own(self, item: str, place: str) -> list[Instrument]:
        """The papers that give a power over the item, in the body's own name, at this place."""
        return [paper for paper in self.own_here(place) if item in paper.items]

    def own_here(self, place: str) -> Papers:
        """The same for whatever item."""
        if place not in self._here:
            found = dict(pair for stem in around(place) or () for pair in self._own.get(stem, ()))
            self._here[place] = tuple(found[n] for n in sorted(found))
        return self._here[place]

    def sent(self, item: str, park: str) -> list[Instrument]:
        """The secondments for the item to bodies that do not belong to other parks."""
        if park not in self._sent:
            near = {body for body in self.seats if not self.world.elsewhere(body, park)}
            self._sent[park] = tuple(paper for paper in self._seconded if paper.to in near)
        return [paper for paper in self._sent[park] if item in paper.items]

    def agents(self, item: str) -> tuple[str, ...]:
        """Whom the applicants have asked to act for them."""
        return self._agents.get(item, ())

    def agreements(self, item: str) -> tuple[Agreement, ...]:
        return self._agreements.get(item, ())

    def bundles(self, item: str) -> tuple[Bundle, ...]:
        return self._bundles.get(item, ())

    def papers_to(self, body: str) -> Papers:
        return self._papers_to.get(body, ())

    def covers(self, paper: Instrument, place: str) -> bool:
        """Whether the paper's territory, or else that of the body, holds the place."""
        return not area_of(self._territory(paper)).isdisjoint(around(place) or ())

    def above(self, bodies: Iterable[str]) -> frozenset[str]:
        """These bodies, and everyone whose papers their powers may go back to."""
        found = set(bodies)
        ask = list(found)
        while ask:
            papers = self.papers_to(ask.pop())
            new = {paper.grantor for paper in papers if paper.kind in GRANTED and paper.grantor} - found
            found |= new
            ask += new
        return frozenset(found)

    @cached_property
    def helped(self) -> frozenset[str]:
        """Everyone who acts for an applicant."""
        return frozenset(agent for agents in self._agents.values() for agent in agents)

    @cached_property
    def seats(self) -> frozenset[str]:
        """The bodies to which organs have sent their staff."""
        return frozenset(paper.to for paper in self._seconded)

    @cached_property
    def _seconded(self) -> Papers:
        return tuple(paper for paper in self.world.instruments.values() if paper.kind == "secondment")

    @cached_property
    def _agents(self) -> Mapping[str, tuple[str, ...]]:
        papers = (paper for paper in self.world.instruments.values() if paper.kind == "agency")
        found = grouped((item, paper.to) for paper in papers for item in paper.items)
        return {item: tuple(dict.fromkeys(agents)) for item, agents in found.items()}

    @cached_property
    def _agreements(self) -> Mapping[str, tuple[Agreement, ...]]:
        return grouped((item, pact) for pact in self.world.agreements.values() for item in pact.items)

    @cached_property
    def _bundles(self) -> Mapping[str, tuple[Bundle, ...]]:
        return grouped((item, bundle) for bundle in self.world.bundles.values() for item in dict.fromkeys(bundle.items))

    @cached_property
    def _papers_to(self) -> Mapping[str, Papers]:
        return grouped((paper.to, paper) for paper in self.world.instruments.values())

    @cached_property
    def _own(self) -> Mapping[str, tuple[tuple[int, Instrument], ...]]:
        """With their numbers, by the stems of their territories."""
        papers = (paper for paper in self.world.instruments.values() if paper.kind in OWN_NAME)
        return grouped((stem, (n, paper)) for n, paper in enumerate(papers) for stem in area_of(self._territory(paper)))

    def _territory(self, paper: Instrument) -> tuple[str, ...]:
        return paper.territory or self.world.territory(paper.to)
