"""Which ways of handling are open to a matter: one applied for by itself, or as part of a 一件事."""

from functools import cache

from yuanban.law.answers import Refused
from yuanban.law.modes import choose, load_modes, matter_of

INTEGRATED = "integrated"


def planned(picture, park, item, day, facts=None, place=None, agent=None, bundled=False):
    """The law's answer. A bundle's item wishes the bundle's way; an item applied for alone cannot have it."""
    matter = matter_of(picture, park, item, day, facts, place, agent)
    modes = load_modes() if bundled else alone()
    wished = INTEGRATED if bundled else matter.park.modes.get(item)
    return choose(matter, modes, wished if wished in modes else None)


def planned_in(picture, park, item, day, facts=None, bundled=False):
    """The answer for the first of the park's counties that gives any way, or asks for facts; else for its first."""
    places = picture.parks[park].places
    answers = (planned(picture, park, item, day, facts, place, bundled=bundled) for place in places)
    first = next(answers)
    return first if not isinstance(first, Refused) else next((a for a in answers if not isinstance(a, Refused)), first)


@cache
def alone():
    """The modes open to one item by itself."""
    return {mode: file for mode, file in load_modes().items() if mode != INTEGRATED}
