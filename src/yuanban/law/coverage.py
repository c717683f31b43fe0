"""How far a park may go: for each item the mode its papers carry, or the rule that fails."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import EllipsisType
from typing import NamedTuple

from yuanban.law.answers import Allowed, Answer, Refused, Unknown
from yuanban.law.change import NAMELESS, nameless
from yuanban.law.matter import Matter
from yuanban.law.modefile import Mode, load_modes
from yuanban.law.modes import Outcome, Picked, Tried, choose, matter_of, pick
from yuanban.law.plans import Plan
from yuanban.law.proof import Settled, rests_on, settle
from yuanban.law.reach import Pair, Paper, touched
from yuanban.law.signatures import Signature, signatures
from yuanban.law.world import Item, World, grouped

__all__ = ["Cell", "Pair", "Paper", "cell", "cells", "touched"]

Modes = Mapping[str, Mode]


class Cell(NamedTuple):
    """One item in one park. `mode` is None when nothing is lawful, or when it turns on the facts in `missing`; then
    `rule` and `because` say why. `days` are promised working days, `visits` trips out of the park."""

    park: str
    item: str
    mode: str | None
    rule: str
    because: str
    decides: str
    in_name_of: str
    days: int | None
    visits: int | None
    instruments: tuple[str, ...]
    missing: tuple[str, ...] = ()


def cell(
    world: World,
    park: str,
    item: str,
    day: date,
    modes: Modes | None = None,
    wished: str | EllipsisType | None = ...,
) -> Cell:
    """The plan of this item in this park, no facts given. The wished mode is by default the park's own."""
    matter = matter_of(world, park, item, day)
    wish = matter.park.modes.get(item) if wished is ... else wished
    return _cell(park, item, _chosen(matter, load_modes() if modes is None else modes, wish))


def cells(world: World, wanted: Iterable[Pair], day: date, modes: Modes | None = None) -> Iterator[Cell]:
    """The cells of these (park, item) pairs, park by park.

    Items under the same papers are proved once: their cells differ only in their names and promised days.
    """
    blank, open_to = nameless(world), load_modes() if modes is None else modes
    bundled = any("bundle" in mode.needs for mode in open_to.values())
    for park, items in grouped(wanted).items():
        home = blank.parks[park]
        sketches: dict[Signature, Sketch] = {}
        found: dict[tuple[Signature, str | None], Cell] = {}
        for item, signature in signatures(world, park, items, day, bundled):
            key = signature, home.modes.get(item)
            if key not in found:
                if signature not in sketches:
                    sketches[signature] = Sketch(blank, home, item, home.places[0], day, {})
                found[key] = sketches[signature].cell(open_to, key[1])
            yield _renamed(found[key], world.items[item], bool(signature.bundle))


@dataclass(frozen=True, eq=False)
class Sketch(Matter):
    """A matter whose refusals have no words yet, enough to know the plan if there is one; asked for many items."""

    tried: dict[str, Tried] = field(default_factory=dict)

    def cell(self, modes: Modes, wish: str | None) -> Cell:
        """The cell of its own item, were this the park's wish for it."""
        picked = pick(self, modes, wish if wish in modes else None, Sketch.settle)
        return self.lawful(picked.settled) if isinstance(picked, Picked) else self.worded(picked.rule, modes, wish)

    def lawful(self, settled: Settled) -> Cell:
        decide = settled.taken["decide"]
        said = decide.actor, decide.allowed.in_name_of, settled.days, settled.trips_outside, rests_on(self, settled)
        return Cell(self.park.id, self.item_id, settled.mode.id, "", "", *said)

    def worded(self, rule: str, modes: Modes, wish: str | None) -> Cell:
        """In full. Only modes that end in this rule have a say in it, and a wish that waits for facts alone."""
        waits = [id for id in modes if id == wish and _rule(self.tried[id]) == Unknown.rule]
        speaking = {id: modes[id] for id in waits or modes if _rule(self.tried[id]) == rule}
        return cell(self.world, self.park.id, self.item_id, self.day, speaking, wish)

    def settle(self, mode: Mode) -> Tried:
        if mode.id not in self.tried:
            self.tried[mode.id] = settle(self, mode)
        return self.tried[mode.id]

    def may(self, by: str, power: str) -> Answer:
        key = (by, power)
        if key not in self._answers:
            verdict = self.index.verdict(by, power, self.item_id, self.place, self.day)
            self._answers[key] = verdict if isinstance(verdict, Allowed) else _wordless(verdict)
        return self._answers[key]


@cache
def _wordless(rule: str) -> Refused | Unknown:
    return Unknown((), "") if rule == Unknown.rule else Refused(rule, "", "", "")


def _rule(tried: Tried) -> str:
    return "" if isinstance(tried, Settled) else tried.rule


def _renamed(cell: Cell, item: Item, bundled: bool) -> Cell:
    park, _, mode, rule, because, decides, signer, days, visits, instruments, missing = cell
    days = item.promised if mode and not bundled else days
    because = because.replace(NAMELESS, item.name) if because else ""
    return Cell(park, item.id, mode, rule, because, decides, signer, days, visits, instruments, missing)


def _chosen(matter: Matter, modes: Modes, wish: str | None) -> Outcome:
    return choose(matter, modes, wish if wish in modes else None)


def _cell(park: str, item: str, found: Outcome) -> Cell:
    if not isinstance(found, Plan):
        missing = found.missing if isinstance(found, Unknown) else ()
        return Cell(park, item, None, found.rule, found.because, "", "", None, None, (), missing)
    said = found.decides, found.in_name_of, found.days, found.trips_outside, found.rests_on
    return Cell(park, item, found.mode, "", "", *said)
