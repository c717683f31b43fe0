"""One matter in one park on one day, and the bodies that its modes may call on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from yuanban.law.answers import Allowed, Answer, Refused
from yuanban.law.authority import at_the_window, under
from yuanban.law.codes import REGION_LEVELS, contains, region_level
from yuanban.law.index import Index, index_of
from yuanban.law.layout import Layout
from yuanban.law.reasons import Fault, Question
from yuanban.law.world import OWN_NAME, POWERS, Bundle, Instrument, Item, Park, World

LEVELS = tuple(REGION_LEVELS)
OFFICIAL = tuple(power for power in POWERS if power != "receive")


class Joint(NamedTuple):
    """A joint office: its window, the organs that sit there, and the papers that bring them together."""

    window: str
    parties: tuple[str, ...]
    papers: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Matter:
    """What is asked. `agent` is the body the applicant itself named to act for it."""

    world: World
    park: Park
    item_id: str
    place: str
    day: date
    facts: Mapping[str, Any]
    agent: str | None = None
    _answers: dict[tuple[str, str], Answer] = field(default_factory=dict, repr=False)

    @property
    def item(self) -> Item:
        return self.world.items[self.item_id]

    @property
    def title(self) -> str:
        return f"{self.park.name}“{self.world.item_name(self.item_id)}”"

    @cached_property
    def index(self) -> Index:
        return index_of(self.world)

    @property
    def layout(self) -> Layout:
        return self.index.layout

    def may(self, by: str, power: str) -> Answer:
        """As authority.may, asked once per body and power."""
        key = (by, power)
        if key not in self._answers:
            self._answers[key] = self.index.may(by, power, self.item_id, self.place, self.day, self.facts)
        return self._answers[key]

    def at_window(self, body: str) -> Allowed:
        """As authority.at_the_window: every window says the same each time."""
        return self.index.windows.get(body) or at_the_window(self.world, body)

    @cached_property
    def organs(self) -> tuple[str, ...]:
        """The bodies with a power of their own over the item, the fittest for this place first."""
        papers = self.layout.own(self.item_id, self.place) or self._own_elsewhere()
        return self._fittest(paper.to for paper in papers)

    @cached_property
    def desks(self) -> tuple[str, ...]:
        """The bodies in this park where organs have seated their staff for this item."""
        houses = self.park.houses if self.park.desks else None
        return self._fittest(paper.to for paper in self._sent_here if houses is None or paper.to in houses)

    @cached_property
    def agents(self) -> tuple[str, ...]:
        """Whom the applicant has asked to act for it."""
        return (self.agent,) if self.agent else self.layout.agents(self.item_id)

    @cached_property
    def order(self) -> Instrument | None:
        """The paper under which the park's committee reviews and the grantor seals on sight."""
        question = Question(self.world, "review", self.item_id, self.place, self.day, self.facts)
        papers = self.world.given(self.park.committee or "", self.item_id)
        orders = (paper for paper in papers if paper.seal_on_sight is not None and paper.grantor)
        return next((paper for paper in orders if not _fails(under(question, paper))), None)

    @cached_property
    def bundle(self) -> Bundle | None:
        return next(
            (b for b in self.layout.bundles(self.item_id) if b.serves(self.park.id, self.item_id, self.day)), None
        )

    @cached_property
    def joint(self) -> Joint | None:
        """The joint office of this park for this item: by agreement, or by two organs that sent staff to one window."""
        offices = [*self._agreed_offices(), *self._seated_offices()]
        if not offices:
            return None
        able = {organ for organ in self.organs if not isinstance(self.may(organ, "decide"), Refused)}
        competent = (office for office in offices if able.intersection(office.parties))
        return next(competent, offices[0])

    @property
    def parties(self) -> tuple[str, ...]:
        """The organs of the joint office that are competent for this item."""
        return tuple(organ for organ in self.organs if self.joint and organ in self.joint.parties)

    def _covers(self, territory: Iterable[str]) -> bool:
        return any(contains(code, self.place) for code in territory)

    @cached_property
    def _sent_here(self) -> list[Instrument]:
        """The secondments to bodies that do not belong to other parks."""
        return self.layout.sent(self.item_id, self.park.id)

    def _own_elsewhere(self) -> list[Instrument]:
        return [paper for paper in self.world.about(self.item_id) if paper.kind in OWN_NAME]

    def _fittest(self, bodies: Iterable[str]) -> tuple[str, ...]:
        """By how many of the official steps they may take, then the nearest level, then the latest transfer."""
        found = tuple(dict.fromkeys(bodies))
        return tuple(sorted(found, key=self._fitness)) if len(found) > 1 else found

    def _fitness(self, body: str) -> tuple[int, int, int]:
        answers = [self.may(body, power) for power in OFFICIAL]
        chains = [len(answer.chain) for answer in answers if isinstance(answer, Allowed)]
        return -len(chains), -self._level(body), -max(chains, default=0)

    def _level(self, body: str) -> int:
        around = (code for code in self.world.territory(body) if self._covers((code,)))
        return max((LEVELS.index(region_level(code)) for code in around), default=-1)

    def _agreed_offices(self) -> Iterable[Joint]:
        for agreement in self.layout.agreements(self.item_id):
            if agreement.serves(self.item_id, self.day) and self._in_reach(agreement.window):
                yield Joint(agreement.window, agreement.parties, (agreement.id,))

    def _in_reach(self, window: str) -> bool:
        here = self._covers(self.world.territory(window))
        return window == self.park.window or (here and not self.world.elsewhere(window, self.park.id))

    def _seated_offices(self) -> Iterable[Joint]:
        seats: dict[str, list[Instrument]] = {}
        for paper in self._sent_here:
            if self._carries(paper):
                seats.setdefault(paper.to, []).append(paper)
        for window, papers in seats.items():
            parties = tuple(dict.fromkeys(paper.grantor or "" for paper in papers))
            if len(parties) > 1:
                yield Joint(window, parties, tuple(paper.id for paper in papers))

    def _carries(self, paper: Instrument) -> bool:
        """Whether the secondment gives the window something, each party for its own side of the border."""
        power = next((power for power in OFFICIAL if power in paper.powers), None)
        if power is None:
            return False
        here = not paper.territory or self._covers(paper.territory)
        place = self.place if here else paper.territory[0]
        question = Question(self.world, power, self.item_id, place, self.day, self.facts)
        return not _fails(under(question, paper))


def _fails(found: Allowed | Fault) -> bool:
    """A paper that waits for facts has not failed: its own steps will ask for them."""
    return isinstance(found, Fault) and found.rule != "facts-missing"
