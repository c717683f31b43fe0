"""The ladders of the parks as the papers stand today: computed once for each picture of the law and kept while it holds."""

import hashlib
from threading import Lock

from yuanban.law.rungs import Ladder, ladder
from yuanban.law.wanted import CHANGES, KINDS, Wanted
from yuanban.law.world import POWERS
from yuanban.mandates.coverage_models import CoverageCell
from yuanban.mandates.planning import alone
from yuanban.mandates.world import open_on, picture

STAYS = "负面清单"  # said in the note of an arrangement: this item stays at home

_kept: dict = {"mark": None}
_lock = Lock()


def ladders_of(park, day, only=None) -> list[Ladder]:
    """One for each item of the park's matrix and of its arrangements, or for those of `only` among them."""
    now = picture()
    world = now.on(day)
    if park not in world.parks or not world.parks[park].places:
        return []
    items = [item for item in items_in(world, park) if only is None or item in only]
    known = kept_for(now.mark, day)
    missing = [item for item in items if (park, item) not in known]
    stay = stay_of(now, park, day) if missing else set()
    known |= {(park, item): ladder(world, park, item, day, alone(), stay) for item in missing}
    return [known[park, item] for item in items]


def items_in(world, park):
    """The items that the park handles, and those of its matrix besides."""
    covered = CoverageCell.objects.filter(park__code=park).order_by("item").values_list("item__code", flat=True)
    every = dict.fromkeys([*world.parks[park].modes, *covered])
    return [item for item in every if item in world.items]


def kept_for(mark, day):
    """What is kept of this picture and day; everything older is forgotten."""
    with _lock:
        if _kept.get("mark") != (mark, day):
            _kept.clear()
            _kept.update(mark=(mark, day), ladders={})
        return _kept["ladders"]


def stay_of(now, park, day):
    """The codes of the items that the park's arrangements keep at home, whichever organ's they are."""
    rows = [a for rows in now.arranged.get(park, {}).values() for a in rows if STAYS in a.note and open_on(a, day)]
    codes, matters = {a.item.code for a in rows}, {a.item.basic_id for a in rows} - {None}
    return codes | {version.item.code for version in now.versions if version.item.basic_id in matters}


def token(wanted: Wanted) -> str:
    """The same for the same paper whatever its items, today and tomorrow."""
    return hashlib.sha256(repr(wanted.key).encode()).hexdigest()[:12]


def told(wanted, names):
    """What a paper would say, in a line: kind, change, powers, seal on sight."""
    words = [KINDS[wanted.kind] + (f"（{'、'.join(CHANGES[c] for c in wanted.changes)}）" if wanted.changes else "")]
    if wanted.powers:
        words.append("、".join(POWERS[power] for power in wanted.powers))
    if wanted.seal_on_sight is not None:
        words.append(f"见章盖章{wanted.seal_on_sight}个工作日")
    return {
        "what": words[0],
        "powers": "；".join(words[1:]),
        "giver": names.get(wanted.giver or "", ""),
        "to": names.get(wanted.to, ""),
        "basis": wanted.needs_basis,
    }
