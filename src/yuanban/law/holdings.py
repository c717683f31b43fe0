"""What a body holds over an item, compiled: its papers with their grantors' papers, and the chains that they form.

The same tests in the same order as `authority.py`, with days, places and conditions worked out beforehand. Facts and
seals are left to the question.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple, TypeVar

from yuanban.law.answers import Allowed
from yuanban.law.areas import EVERYWHERE, Area, area_of, meet
from yuanban.law.authority import CARRIED, PREFERENCE, eligible
from yuanban.law.readers import Test, reader
from yuanban.law.world import APPLICANT, GRANTED, OWN_NAME, Instrument, World

T = TypeVar("T")
NEVER = 1 << 30


class Grant(NamedTuple):
    """One paper. Days are ordinals; `flaw` fails it on any day; `held` are the grantor's papers, None for a root."""

    paper: Instrument
    powers: frozenset[str]
    published: int
    first: int
    last: int
    flaw: str
    area: Area
    test: Test | None
    held: "tuple[Grant, ...] | None"
    relayed: bool  # whether the grantor may itself act by entrustment


class Chain(NamedTuple):
    """A chain from its root to the body that acts. It holds when power, days, place and facts do, and for `seal` the
    seal of its pair (organ, keeper)."""

    powers: frozenset[str]
    first: int
    last: int
    area: Area
    tests: tuple[Test, ...]
    allowed: Allowed
    seal: tuple[str, str] | None
    preference: int


class Single(NamedTuple):
    """A body's only paper, whose grantor can give whatever the paper says: the paper alone decides.

    `seals`: when the body keeps a seal of the organ it acts for; None when it needs none but its own.
    """

    powers: frozenset[str]
    published: int
    first: int
    last: int
    area: Area
    test: Test | None
    allowed: Allowed
    seals: tuple[tuple[int, int], ...] | None = None


class Holding(NamedTuple):
    """A body's chains, the preferred ones first, its own papers, and all bodies above it."""

    chains: tuple[Chain, ...]
    grants: tuple[Grant, ...]
    grantors: frozenset[str]
    single: Single | None = None


@cache
def shared(value: T) -> T:
    """One object for equal days, areas and seals: thousands of papers have few, and they stay near at hand."""
    return value


# -- compiling --------------------------------------------------------------------------------------------------------


class Compiler:
    """Makes the holdings of one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._papers: dict[int, tuple[Grant, Chain]] = {}

    def hold(self, by: str, item: str) -> Holding:
        """ValueError for a paper whose territory or condition cannot be read."""
        grants = tuple(self._grants(by, item, frozenset()))
        live = [chain for grant in grants for chain in self._chains(grant) if _ever(chain)]
        live.sort(key=lambda chain: chain.preference)
        return Holding(tuple(live), grants, frozenset(_grantors(grants)), _single(grants, live))

    def _grants(self, by: str, item: str, asked: frozenset[str]) -> Iterator[Grant]:
        for paper in self.world.given(by, item):
            alone, _ = self._paper(paper)
            if paper.kind in GRANTED:
                held = tuple(self._held(paper, item, asked | {by}))
                alone = alone._replace(held=held, relayed=any(one.paper.kind == "entrustment" for one in held))
            yield alone

    def _held(self, paper: Instrument, item: str, asked: frozenset[str]) -> Iterable[Grant]:
        """A grantor already asked on this chain proves nothing."""
        if paper.grantor is None or paper.grantor in asked:
            return ()
        return self._grants(paper.grantor, item, asked)

    def _chains(self, grant: Grant) -> Iterator[Chain]:
        """A grantor lends only what it holds in its own name."""
        _, last = self._paper(grant.paper)
        if grant.held is None:
            yield last
            return
        for root in grant.held:
            if root.paper.kind in OWN_NAME:
                yield from (_linked(chain, last) for chain in self._chains(root))

    def _paper(self, paper: Instrument) -> tuple[Grant, Chain]:
        """What a paper is by itself, whatever the item."""
        key = id(paper)
        if key not in self._papers:
            grant = _grant(self.world, paper)
            self._papers[key] = grant, _link(self.world, grant)
        return self._papers[key]


def _ever(chain: Chain) -> bool:
    """Whether it holds on any day at any place for any power."""
    return bool(chain.powers and chain.area) and chain.first <= chain.last


def _single(grants: tuple[Grant, ...], chains: list[Chain]) -> Single | None:
    if len(grants) != 1 or len(chains) != 1 or grants[0].flaw or not _founded(grants[0]):
        return None
    paper = grants[0]
    terms = paper.powers, paper.published, paper.first, paper.last, paper.area, paper.test
    return Single(*terms, chains[0].allowed)


def _founded(grant: Grant) -> bool:
    """Whether the grantor, in its own name and by one paper, holds all that this paper gives."""
    if grant.held is None:
        return True
    if len(grant.held) != 1 or grant.held[0].paper.kind not in OWN_NAME:
        return False
    root = grant.held[0]
    free = not (root.flaw or root.test) and root.published == 0 and grant.powers <= root.powers
    lasting = root.first <= grant.first and grant.last <= root.last
    return free and lasting and meet(grant.area, root.area) == grant.area and _founded(root)


def _grant(world: World, paper: Instrument) -> Grant:
    entrusted = paper.kind == "entrustment"
    published = (paper.published.toordinal() if paper.published else NEVER) if entrusted else 0
    return Grant(
        paper=paper,
        powers=shared(paper.powers & CARRIED if paper.kind == "agency" else paper.powers),
        published=shared(published),
        first=shared(paper.starts.toordinal()),
        last=shared(_last(world, paper)),
        flaw=_flaw(world, paper),
        area=shared(_area(world, paper)),
        test=reader(paper.condition) if paper.condition else None,
        held=None,
        relayed=False,
    )


def _last(world: World, paper: Instrument) -> int:
    """The eve of the day on which it is revoked or a party to it is no more, if that comes before its own last day."""
    parties = (world.bodies.get(party or "") for party in (paper.grantor, paper.to))
    ends = [paper.revoked_on, *(body.merged_on for body in parties if body)]
    eves = [end.toordinal() - 1 for end in ends if end]
    return min([paper.to_date.toordinal() if paper.to_date else NEVER, *eves])


def _flaw(world: World, paper: Instrument) -> str:
    if paper.kind == "entrustment" and not (paper.basis or "").strip():
        return "no-legal-basis"
    return "" if eligible(world, paper) else "entrustee-not-organ"


def _area(world: World, paper: Instrument) -> Area:
    if paper.kind == "agency" and not paper.territory:
        return EVERYWHERE
    area = area_of(paper.territory or world.territory(paper.to))
    return meet(area, area_of(world.territory(paper.grantor or ""))) if paper.kind in GRANTED else area


def _link(world: World, grant: Grant) -> Chain:
    paper = grant.paper
    signer = paper.to if paper.kind in OWN_NAME else (paper.grantor or "")
    signer = APPLICANT if paper.kind == "agency" else signer
    return Chain(
        powers=shared(_unflawed(grant)),
        first=shared(max(grant.first, grant.published)),
        last=grant.last,
        area=grant.area,
        tests=shared((grant.test,) if grant.test else ()),
        seal=None if signer == paper.to else (signer, paper.to),
        allowed=Allowed(signer, None if signer == APPLICANT else world.respondent(signer), (paper.id,)),
        preference=PREFERENCE[paper.kind],
    )


def _linked(root: Chain, last: Chain) -> Chain:
    name, papers = last.allowed, root.allowed.chain + last.allowed.chain
    return Chain(
        powers=shared(root.powers & last.powers),
        first=max(root.first, last.first),
        last=min(root.last, last.last),
        area=shared(meet(root.area, last.area)),
        tests=shared(root.tests + last.tests),
        seal=last.seal,
        allowed=Allowed(name.in_name_of, name.respondent, papers),
        preference=last.preference,
    )


def _unflawed(grant: Grant) -> frozenset[str]:
    if grant.flaw == "entrustee-not-organ":
        return grant.powers & {"receive"}
    return frozenset() if grant.flaw else grant.powers


def _grantors(grants: Iterable[Grant]) -> Iterator[str]:
    for grant in grants:
        if grant.held is not None:
            yield grant.paper.grantor or ""
            yield from _grantors(grant.held)
