"""Why nothing holds, by the rule alone: the nearest miss of `authority.py` over compiled papers."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from yuanban.law.areas import Area
from yuanban.law.authority import PREFERENCE
from yuanban.law.holdings import Grant
from yuanban.law.reasons import REACH
from yuanban.law.world import OWN_NAME, Instrument


class Asked(NamedTuple):
    """A question, worked out for compiled papers. `sealed`: whether an organ's seal is at hand for a keeper."""

    power: str
    item: str
    places: Area
    day: int
    facts: Mapping[str, Any]
    sealed: Callable[[str, int, str, str], bool]


def broken(grants: tuple[Grant, ...], asked: Asked) -> str:
    """The rule that fails on the nearest of these papers, none of which holds."""
    return _best(grants, asked)[1]


def _best(grants: tuple[Grant, ...], asked: Asked) -> tuple[str, str]:
    """The kind of the paper by which a body acts, if any, and the rule that the nearest of its others fails by."""
    best, nearest, reach = "", "", -1
    for grant in grants:
        fault = _paper_fault(grant, asked) or _fault(grant, asked)
        if not fault and (not best or PREFERENCE[grant.paper.kind] < PREFERENCE[best]):
            best = grant.paper.kind
        if fault and REACH[fault] > reach:
            nearest, reach = fault, REACH[fault]
    return best, nearest


def _paper_fault(grant: Grant, asked: Asked) -> str:
    if asked.power not in grant.powers:
        return "power-not-granted"
    if asked.day < grant.published:
        return "not-published"
    if not grant.first <= asked.day <= grant.last:
        return "not-in-force"
    return "" if grant.flaw == "entrustee-not-organ" and asked.power == "receive" else grant.flaw


def _fault(grant: Grant, asked: Asked) -> str:
    """The rule that a paper, good in itself, fails by; empty when it holds."""
    away = grant.area.isdisjoint(asked.places)
    if away and not grant.relayed:
        return "outside-territory"
    best, nearest = ("statute", "") if grant.held is None else _best(grant.held, asked)
    if best == "entrustment":
        return "re-entrustment"
    if away:
        return "outside-territory"
    if best not in OWN_NAME and (best or nearest != "facts-missing"):
        return "power-not-held"
    verdict = grant.test(asked.facts) if grant.test else True
    if not best or not isinstance(verdict, bool):
        return "facts-missing"
    if not verdict:
        return "outside-condition"
    return "" if asked.power != "seal" or _sealed(grant.paper, asked) else "seal-not-registered"


def _sealed(paper: Instrument, asked: Asked) -> bool:
    return paper.kind in OWN_NAME or asked.sealed(asked.item, asked.day, paper.grantor or "", paper.to)
