"""The law's plan for one matter, asked when it is handed in and again, to be frozen, when it is accepted."""

from functools import cache

from yuanban.cases.permit import refusal
from yuanban.law.modes import Plan, choose, load_modes, matter_of
from yuanban.mandates.world import picture, world

INTEGRATED = "integrated"


def prove(park, item, day, facts, place, agent, bundled) -> Plan:
    """Raises Refusal. A bundle's item wishes the bundle's way; an item applied for alone cannot have it."""
    matter = matter_of(world(day), park, item, day, facts, place, agent)
    modes = load_modes() if bundled else alone()
    wished = INTEGRATED if bundled else matter.park.modes.get(item)
    answer = choose(matter, modes, wished if wished in modes else None)
    if not isinstance(answer, Plan):
        offered = picture().offer(park, item, day)
        raise refusal(answer, offered.form if offered else ())
    return answer


@cache
def alone():
    """The modes open to one item by itself."""
    return {mode: file for mode, file in load_modes().items() if mode != INTEGRATED}
