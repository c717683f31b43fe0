"""What is given: bodies, items, the papers that connect them, seals and parks. Frozen, and indexed once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")

POWERS = {"receive": "收件", "accept": "受理", "review": "审查", "decide": "决定", "seal": "用印", "deliver": "送达"}
KINDS = {
    "statute": "法定职权",
    "devolution": "下放",
    "centralisation": "相对集中行政许可权",
    "entrustment": "委托",
    "secondment": "派驻",
    "agency": "代办委托",
}
OWN_NAME = frozenset({"statute", "devolution", "centralisation"})
GRANTED = frozenset({"devolution", "centralisation", "entrustment", "secondment"})
BODY_KINDS = {"organ": "机关", "organisation": "组织", "company": "企业", "person": "个人"}
APPLICANT, HELPER = "applicant", "helper"
STANDING_IN = {APPLICANT: "申请人", HELPER: "帮办代办员"}  # who takes a step of a plan and is no body

DEVOLUTION_NOTICE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Body:
    """A body that acts. `own_standing` is false for a 管委会 that neither the State Council nor the province approved.

    From `merged_on` on it is no more: merged into another, or abolished when `merged_into` is empty.
    """

    id: str
    name: str
    kind: str
    territory: tuple[str, ...] = ()
    set_up_by: str | None = None
    own_standing: bool = True
    merged_into: str | None = None
    merged_on: date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A matter with its limits in working days; `visits` is how often the law wants the applicant in person.

    `first_review`: the lower organ that reviews before the competent one decides (《行政许可法》第三十五条).
    """

    id: str
    name: str
    statutory: int
    promised: int
    joint: bool = False
    visits: int = 0
    first_review: str | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A paper that gives `to` powers over items: law.md §1. An empty territory reaches as far as the receiving body's."""

    id: str
    kind: str
    grantor: str | None
    to: str
    items: frozenset[str]
    powers: frozenset[str]
    territory: tuple[str, ...] = ()
    condition: str | None = None
    basis: str | None = None
    published: date | None = None
    from_date: date | None = None
    to_date: date | None = None
    revoked_on: date | None = None
    seal_on_sight: int | None = None
    title: str = ""

    @property
    def paper(self) -> str:
        return f"《{self.title}》" if self.title else f"{KINDS[self.kind]}文书“{self.id}”"

    @property
    def starts(self) -> date:
        """The first day in force; a devolution that does not say takes effect 30 days after publication."""
        if self.from_date:
            return self.from_date
        if self.kind != "devolution":
            return self.published or date.min
        return self.published + DEVOLUTION_NOTICE if self.published else date.max

    def in_force(self, day: date) -> bool:
        """The last day still counts; the day of revocation does not."""
        if self.revoked_on and day >= self.revoked_on:
            return False
        return within(day, self.starts, self.to_date)


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal of organ `of`, kept by `kept_by`; `items` None means all."""

    of: str
    kept_by: str
    items: frozenset[str] | None = None
    from_date: date | None = None
    to_date: date | None = None
    id: str = ""

    def serves(self, item: str, day: date) -> bool:
        return (self.items is None or item in self.items) and within(day, self.from_date, self.to_date)


@dataclass(frozen=True, slots=True)
class Park:
    """A park lying in one or more counties. `modes` are the wished ones; `desks` names the seconded windows inside it
    (left empty: any body seconded for its territory that no other park claims)."""

    id: str
    name: str
    places: tuple[str, ...]
    window: str
    committee: str | None
    modes: Mapping[str, str] = field(default_factory=dict)
    cadre: str | None = None
    operator: str | None = None
    desks: tuple[str, ...] = ()

    @property
    def houses(self) -> frozenset[str]:
        return frozenset(filter(None, (self.window, self.committee, self.operator, *self.desks)))


@dataclass(frozen=True, slots=True)
class Agreement:
    """A cooperation agreement: `parties` are the organs that sit together at the joint `window`."""

    id: str
    parties: tuple[str, ...]
    window: str
    items: frozenset[str]
    from_date: date | None = None
    to_date: date | None = None

    def serves(self, item: str, day: date) -> bool:
        return item in self.items and within(day, self.from_date, self.to_date)


@dataclass(frozen=True, slots=True)
class Bundle:
    """一件事: items handled as one. `order` groups them in stages; empty means all at once. No `parks` means every park."""

    id: str
    name: str
    lead: str
    items: tuple[str, ...]
    order: tuple[tuple[str, ...], ...] = ()
    from_date: date | None = None
    to_date: date | None = None
    parks: tuple[str, ...] = ()

    def serves(self, park: str, item: str, day: date) -> bool:
        here = not self.parks or park in self.parks
        return here and item in self.items and within(day, self.from_date, self.to_date)

    def days(self, items: Mapping[str, Item]) -> int:
        """Promised working days for the whole: stages one after the other, each as long as its longest item."""
        known = [[items[item].promised for item in stage if item in items] for stage in self.order or (self.items,)]
        return sum(max(stage, default=0) for stage in known)


@dataclass(frozen=True, eq=False)
class World:
    """Everything the engine may look at, by id. Build it once and ask it often."""

    bodies: Mapping[str, Body]
    items: Mapping[str, Item]
    instruments: Mapping[str, Instrument]
    seals: tuple[Seal, ...] = ()
    parks: Mapping[str, Park] = field(default_factory=dict)
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    bundles: Mapping[str, Bundle] = field(default_factory=dict)
    windows: frozenset[str] = field(init=False, repr=False)
    _houses: Mapping[str, tuple[str, ...]] = field(init=False, repr=False)
    _given: Mapping[tuple[str, str], tuple[Instrument, ...]] = field(init=False, repr=False)
    _about: Mapping[str, tuple[Instrument, ...]] = field(init=False, repr=False)
    _seals: Mapping[tuple[str, str], tuple[Seal, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        papers = [(item, i) for i in self.instruments.values() for item in i.items]
        given = grouped(((i.to, item), i) for item, i in papers)
        vars(self).update(_given=given, _about=grouped(papers), **self.beside())

    def beside(self) -> dict[str, Any]:
        """What is indexed of all that is not an instrument."""
        windows = [park.window for park in self.parks.values()] + [a.window for a in self.agreements.values()]
        houses = ((body, park.id) for park in self.parks.values() for body in park.houses)
        seals = grouped(((s.of, s.kept_by), s) for s in self.seals)
        return {"windows": frozenset(windows), "_houses": grouped(houses), "_seals": seals}

    def given(self, to: str, item: str) -> tuple[Instrument, ...]:
        """The papers to this body that cover this item, in the order of the file."""
        return self._given.get((to, item), ())

    def about(self, item: str) -> tuple[Instrument, ...]:
        """Every paper that covers this item."""
        return self._about.get(item, ())

    def seals_kept(self, organ: str, kept_by: str) -> tuple[Seal, ...]:
        return self._seals.get((organ, kept_by), ())

    def homes(self, body: str) -> tuple[str, ...]:
        """The parks to which the body belongs."""
        return self._houses.get(body, ())

    def elsewhere(self, body: str, park: str) -> bool:
        """Whether the body belongs to other parks and not to this one."""
        parks = self.homes(body)
        return bool(parks) and park not in parks

    def name(self, body: str) -> str:
        known = self.bodies.get(body)
        return known.name if known else STANDING_IN.get(body, body)

    def item_name(self, item: str) -> str:
        known = self.items.get(item)
        return known.name if known else item

    def territory(self, body: str) -> tuple[str, ...]:
        known = self.bodies.get(body)
        return known.territory if known else ()

    def gone(self, paper: Instrument, day: date) -> Body | None:
        """The party to this paper that is no more on this day."""
        parties = (self.bodies.get(party or "") for party in (paper.grantor, paper.to))
        return next((body for body in parties if body and body.merged_on and body.merged_on <= day), None)

    def respondent(self, signer: str) -> str:
        """Who answers in 复议 and 诉讼 for what `signer` signed (法释〔2018〕1号 19、21)."""
        body = self.bodies.get(signer)
        if body and not body.own_standing and body.set_up_by:
            return body.set_up_by
        return signer


def within(day: date, first: date | None, last: date | None) -> bool:
    """Whether the day lies in the period, both ends included; None is an open end."""
    return (first is None or first <= day) and (last is None or day <= last)


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
