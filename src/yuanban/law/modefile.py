"""Mode files: for each power who takes the step, and where; and what must exist besides."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from yuanban.law.roles import NEEDS, ROLES, SIGNER
from yuanban.law.strict import Spot, fields, flag, load, many, one_of, text, whole
from yuanban.law.world import POWERS

FOLDER = Path(__file__).with_name("data") / "modes"
SITES = ("park", "organ", "joint-window")
AFTER_DECISION = ("seal", "deliver")


@dataclass(frozen=True, slots=True)
class Part:
    """One way to take a step: the role with the power, where, and whose hands carry it out if not its own."""

    who: str
    at: str
    hands: str | None = None

    @property
    def needs_applicant(self) -> bool:
        """Whether the applicant comes in person, because nobody acts for it."""
        role = self.hands or self.who
        return role not in ROLES or not ROLES[role].for_applicant


@dataclass(frozen=True, slots=True)
class Mode:
    """`steps` gives each power its parts, the preferred one first; `rung` orders modes that are otherwise equal."""

    id: str
    name: str
    means: str
    rung: int
    steps: Mapping[str, tuple[Part, ...]]
    needs: tuple[str, ...] = ()
    joint: bool = False


def load_modes(folder: Path | None = None) -> dict[str, Mode]:
    """The six modes by id, and those of a local folder beside them; a local file with a known id takes its place.

    Raises FileError with the file, the line and the reason in Chinese.
    """
    local = [read_mode(file) for file in sorted(folder.glob("*.yaml"))] if folder else []
    return {mode.id: mode for mode in (*_own_modes(), *local)}


def read_mode(file: Path) -> Mode:
    """One mode from its file."""
    return _mode(load(file), Spot(file.name, "", 1))


@cache
def _own_modes() -> tuple[Mode, ...]:
    return tuple(read_mode(file) for file in sorted(FOLDER.glob("*.yaml")))


def _mode(value: Any, spot: Spot) -> Mode:
    return Mode(**fields(value, spot, MODE, required=("id", "name", "means", "rung", "steps")))


def _steps(value: Any, spot: Spot) -> dict[str, tuple[Part, ...]]:
    return fields(value, spot, dict.fromkeys(POWERS, _parts), required=POWERS)


def _parts(value: Any, spot: Spot) -> tuple[Part, ...]:
    parts: tuple[Part, ...] = many(_part)(value, spot) if isinstance(value, list) else (_part(value, spot),)
    if not parts:
        raise spot.error("至少要写一种办法")
    if spot.key not in AFTER_DECISION and any(part.who == SIGNER for part in parts):
        raise spot.error("作出决定之前还没有署名机关（signer），这里不能用它")
    return parts


def _part(value: Any, spot: Spot) -> Part:
    return Part(**fields(value, spot, PART, required=("who", "at")))


PART = {"who": one_of((*ROLES, SIGNER)), "at": one_of(SITES), "hands": one_of(ROLES)}
MODE = {
    "id": text,
    "name": text,
    "means": text,
    "rung": whole,
    "steps": _steps,
    "needs": many(one_of(NEEDS)),
    "joint": flag,
}
