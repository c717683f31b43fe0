"""The next rung of each row that is shown, with the drafts of its papers: the smallest step, and who signs it."""

from dataclasses import dataclass

from yuanban.law.wanted import Wanted
from yuanban.mandates.drafts.write import NAMES, drafts_for
from yuanban.mandates.ladders import ladders_of, token, told
from yuanban.places.models import Body

MOST = 100  # rows: each is proven anew after every change
READERS = ("manager", "provincial", "auditor", "admin", "approver", "seconded")  # who may take a draft home


@dataclass(frozen=True)
class Paper:
    """One paper of a step in words, and how the address of its drafts names it."""

    said: dict
    value: str
    drafts: list


@dataclass(frozen=True)
class Step:
    """`papers` is empty where only the 园策 has to change."""

    mode: str
    papers: list


def with_steps(rows, park, day):
    """The same rows, each with its `step`; None where nothing better is in reach. Not for more than `MOST`."""
    if len(rows) > MOST:
        return rows
    rungs = {one.item: one.next for one in ladders_of(park.code, day, {row.code for row in rows})}
    names = shorts({body for rung in rungs.values() if rung for w in rung.wanted for body in (w.giver, w.to)})
    for row in rows:
        rung = rungs.get(row.code)
        row.step = rung and Step(rung.mode, [paper(wanted, row.item, names) for wanted in rung.wanted])
    return rows


def paper(wanted: Wanted, item, names):
    drafts = [(kind, NAMES[kind]) for kind in drafts_for(wanted)]
    return Paper(told(wanted, names), f"{token(wanted)}.{item}", drafts)


def shorts(codes):
    return dict(Body.objects.filter(code__in=codes - {None}).values_list("code", "short"))
