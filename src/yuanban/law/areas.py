"""Territories as sets of code stems: 511500 is 5115, and holds every place whose code begins so."""

from collections.abc import Iterable

from yuanban.law.codes import stem

Area = frozenset[str]

EVERYWHERE: Area = frozenset({""})
WIDTHS = (0, 2, 4, 6, 9, 12)


class Around(dict[str, Area | None]):
    """Each place with its stem and those of all that holds it; None for what is no code. Worked out once."""

    MOST = 1 << 16

    def __missing__(self, place: str) -> Area | None:
        if len(self) >= self.MOST:
            self.clear()
        found = self[place] = _around(place)
        return found


def _around(place: str) -> Area | None:
    try:
        own = stem(place)
    except ValueError:
        return None
    return frozenset(own[:width] for width in WIDTHS if width <= len(own))


AROUND = Around()
around = AROUND.__getitem__


def meet(one: Area, other: Area) -> Area:
    """The places in both areas."""
    inner = {a for a in one if any(a.startswith(b) for b in other)}
    return frozenset(inner | {b for b in other if any(b.startswith(a) for a in one)})


def area_of(territory: Iterable[str]) -> Area:
    return frozenset(stem(code) for code in territory)


def code_of(stem: str) -> str:
    return stem.ljust(6, "0")
