"""The law's plan for one matter, asked when it is handed in and again, to be frozen, when it is accepted."""

from yuanban.cases.permit import refusal
from yuanban.law.modes import Plan
from yuanban.mandates.checking import without
from yuanban.mandates.planning import planned
from yuanban.mandates.world import picture, world


def prove(park, item, day, facts, place, agent, bundled, but=None) -> Plan:
    """`but`: a paper that is to be counted out. Raises Refusal."""
    answer = planned(without(world(day), but), park, item, day, facts, place, agent, bundled)
    if not isinstance(answer, Plan):
        version = picture().offer(park, item, day)
        raise refusal(answer, version.form if version else ())
    return answer
