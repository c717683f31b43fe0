"""One matter in one park on one day, and the bodies that its modes may call on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from yuanban.law.answers import Allowed, Answer, Refused
from yuanban.law.authority import may, under
from yuanban.law.codes import REGION_LEVELS, contains, region_level
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

    def may(self, by: str, power: str) -> Answer:
        """As authority.may, asked once per body and power."""
        key = (by, power)
        if key not in self._answers:
            self._answers[key] = may(self.world, by, power, self.item_id, self.place, self.day, self.facts)
        return self._answers[key]

    @cached_property
    def organs(self) -> tuple[str, ...]:
        """The bodies with a power of their own over the item, the fittest for this place first."""
        own = [paper for paper in self.world.about(self.item_id) if paper.kind in OWN_NAME]
        here = [paper for paper in own if self._covers(paper.territory or self.world.territory(paper.to))]
        return self._fittest(paper.to for paper in here or own)

    @cached_property
    def desks(self) -> tuple[str, ...]:
        """The bodies in this park where organs have seated their staff for this item."""
        sent = (paper.to for paper in self._secondments if self._sits_here(paper.to))
        return self._fittest(sent)

    @cached_property
    def agents(self) -> tuple[str, ...]:
        """Whom the applicant has asked to act for it."""
        if self.agent:
            return (self.agent,)
        papers = self.world.about(self.item_id)
        return tuple(dict.fromkeys(paper.to for paper in papers if paper.kind == "agency"))

    @cached_property
    def order(self) -> Instrument | None:
        """The paper under which the park's committee reviews and the grantor seals on sight."""
        question = Question(self.world, "review", self.item_id, self.place, self.day, self.facts)
        papers = self.world.given(self.park.committee or "", self.item_id)
        orders = (paper for paper in papers if paper.seal_on_sight is not None and paper.grantor)
        return next((paper for paper in orders if not _fails(under(question, paper))), None)

    @cached_property
    def bundle(self) -> Bundle | None:
        bundles = self.world.bundles.values()
        return next((b for b in bundles if b.serves(self.park.id, self.item_id, self.day)), None)

    @cached_property
    def joint(self) -> Joint | None:
        """The joint office of this park for this item: by agreement, or by two organs that sent staff to one window."""
        offices = [*self._agreed_offices(), *self._seated_offices()]
        able = {organ for organ in self.organs if not isinstance(self.may(organ, "decide"), Refused)}
        competent = (office for office in offices if able.intersection(office.parties))
        return next(competent, offices[0] if offices else None)

    @property
    def parties(self) -> tuple[str, ...]:
        """The organs of the joint office that are competent for this item."""
        return tuple(organ for organ in self.organs if self.joint and organ in self.joint.parties)

    @property
    def _secondments(self) -> Iterable[Instrument]:
        return (paper for paper in self.world.about(self.item_id) if paper.kind == "secondment")

    def _covers(self, territory: Iterable[str]) -> bool:
        return any(contains(code, self.place) for code in territory)

    def _sits_here(self, body: str) -> bool:
        if self.park.desks:
            return body in self.park.houses
        return not self.world.elsewhere(body, self.park.id)

    def _fittest(self, bodies: Iterable[str]) -> tuple[str, ...]:
        """By how many of the official steps they may take, then the nearest level, then the latest transfer."""
        return tuple(sorted(dict.fromkeys(bodies), key=self._fitness))

    def _fitness(self, body: str) -> tuple[int, int, int]:
        answers = [self.may(body, power) for power in OFFICIAL]
        chains = [len(answer.chain) for answer in answers if isinstance(answer, Allowed)]
        return -len(chains), -self._level(body), -max(chains, default=0)

    def _level(self, body: str) -> int:
        around = (code for code in self.world.territory(body) if self._covers((code,)))
        return max((LEVELS.index(region_level(code)) for code in around), default=-1)

    def _agreed_offices(self) -> Iterable[Joint]:
        for agreement in self.world.agreements.values():
            if agreement.serves(self.item_id, self.day) and self._in_reach(agreement.window):
                yield Joint(agreement.window, agreement.parties, (agreement.id,))

    def _in_reach(self, window: str) -> bool:
        here = self._covers(self.world.territory(window))
        return window == self.park.window or (here and not self.world.elsewhere(window, self.park.id))

    def _seated_offices(self) -> Iterable[Joint]:
        seats: dict[str, list[Instrument]] = {}
        for paper in self._secondments:
            if not self.world.elsewhere(paper.to, self.park.id) and self._carries(paper):
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
