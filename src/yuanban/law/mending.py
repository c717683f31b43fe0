"""What is wrong with the papers that stand, and each of them with its faults cured."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from yuanban.law.answers import Allowed
from yuanban.law.codes import contains
from yuanban.law.matter import Matter
from yuanban.law.wanted import BASIS, Wanted
from yuanban.law.world import GRANTED, Instrument, World

SIGHT = 1  # working days within which the organ seals on sight, unless it says otherwise


@dataclass(frozen=True, eq=False)
class Site:
    """One matter and the whole world it stands in; `stay` are the items of the negative list."""

    matter: Matter
    world: World
    stay: frozenset[str]

    @property
    def item(self) -> str:
        return self.matter.item_id

    @cached_property
    def organ(self) -> str | None:
        """The organ that could sign: it holds the decision itself, and in its own name."""
        return next((organ for organ in self.matter.organs if self._own(organ)), None)

    @cached_property
    def territory(self) -> tuple[str, ...]:
        """As much of the park as lies in the organ's territory."""
        wide = self.world.territory(self.organ or "")
        return tuple(c for c in self.matter.park.places if inside(c, wide)) or (self.matter.place,)

    def _own(self, organ: str) -> bool:
        answer = self.matter.may(organ, "decide")
        return isinstance(answer, Allowed) and answer.in_name_of == organ

    def at_home(self, paper: Instrument) -> bool:
        return bool(paper.items & self.stay)


def mended(site: Site, to: str, powers: frozenset[str], kinds: Iterable[str] = GRANTED) -> Iterator[Wanted]:
    """The standing papers to this body, each with all its faults cured; a revoked one is not brought back."""
    for paper in site.world.given(to, site.item):
        revoked = paper.revoked_on and site.matter.day >= paper.revoked_on
        if paper.kind in kinds and not revoked and not site.at_home(paper):
            faults = [cure for cure, ill in ILLS.items() if ill(site, paper, powers)]
            if faults:
                yield Wanted(_cured(site, paper, faults, powers), tuple(faults), paper.id)


def ordered(site: Site, committee: str, powers: frozenset[str]) -> Iterator[Wanted]:
    """An entrustment that stands and lets the committee review: its grantor may add that it seals on sight."""
    for paper in site.world.given(committee, site.item):
        ready = paper.kind == "entrustment" and powers <= paper.powers and paper.seal_on_sight is None
        if ready and paper.in_force(site.matter.day) and not site.at_home(paper):
            yield Wanted(replace(paper, seal_on_sight=SIGHT), ("sight",), paper.id)


def _cured(site: Site, paper: Instrument, faults: list[str], powers: frozenset[str]) -> Instrument:
    day = site.matter.day
    if "publish" in faults:
        paper = replace(paper, published=day, from_date=min(paper.from_date or day, day))
    if "renew" in faults:
        paper = replace(paper, to_date=None)
    if "basis" in faults:
        paper = replace(paper, basis=BASIS)
    if "territory" in faults:
        paper = replace(paper, territory=(*paper.territory, site.matter.place))
    return replace(paper, powers=paper.powers | powers) if "powers" in faults else paper


def _unpublished(site: Site, paper: Instrument, powers: frozenset[str]) -> bool:
    return paper.published is None and paper.kind in ("entrustment", "devolution")


def _over(site: Site, paper: Instrument, powers: frozenset[str]) -> bool:
    return paper.to_date is not None and paper.to_date < site.matter.day


def _baseless(site: Site, paper: Instrument, powers: frozenset[str]) -> bool:
    return paper.kind == "entrustment" and not (paper.basis or "").strip()


def _too_narrow(site: Site, paper: Instrument, powers: frozenset[str]) -> bool:
    """The place lies outside the paper and inside the grantor: the grantor may widen it."""
    within = inside(site.matter.place, paper.territory or site.world.territory(paper.to))
    return not within and inside(site.matter.place, site.world.territory(paper.grantor or ""))


def _too_weak(site: Site, paper: Instrument, powers: frozenset[str]) -> bool:
    return paper.seal_on_sight is None and not powers - {"seal"} <= paper.powers


def inside(place: str, territory: Iterable[str]) -> bool:
    return any(contains(outer, place) for outer in territory)


ILLS: dict[str, Callable[[Site, Instrument, frozenset[str]], bool]] = {
    "publish": _unpublished,
    "renew": _over,
    "basis": _baseless,
    "territory": _too_narrow,
    "powers": _too_weak,
}
