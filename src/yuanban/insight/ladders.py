"""The ladders of the parks as the papers stand today: computed once for each picture of the law and kept while it holds."""

from threading import Lock

from yuanban.law.rungs import Ladder, ladder
from yuanban.mandates.planning import alone
from yuanban.mandates.world import open_on, picture

STAYS = "负面清单"  # said in the note of an arrangement: this item stays at home

_kept: dict = {"mark": None}
_lock = Lock()


def ladders_of(park, day, only=None) -> list[Ladder]:
    """One for each item that this park arranges on `day`, or for those of `only` that it does."""
    now = picture()
    world = now.on(day)
    if park not in world.parks:
        return []
    items = [item for item in world.parks[park].modes if item in world.items and (only is None or item in only)]
    known = kept_for(now.mark, day)
    missing = [item for item in items if (park, item) not in known]
    stay = stay_of(now, park, day) if missing else set()
    known |= {(park, item): ladder(world, park, item, day, alone(), stay) for item in missing}
    return [known[park, item] for item in items]


def kept_for(mark, day):
    """What is kept of this picture and day; everything older is forgotten."""
    with _lock:
        if _kept.get("mark") != (mark, day):
            _kept.clear()
            _kept.update(mark=(mark, day), ladders={})
        return _kept["ladders"]


def stay_of(now, park, day):
    """The codes of the items that the park's arrangements keep at home."""
    arranged = now.arranged.get(park, {})
    return {code for code, rows in arranged.items() if any(STAYS in a.note and open_on(a, day) for a in rows)}
