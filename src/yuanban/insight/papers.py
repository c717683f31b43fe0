"""The papers that rungs ask for, drawn together: one paper, many items."""

from dataclasses import dataclass
from functools import cached_property

from yuanban.law.wanted import KINDS, Wanted, merged
from yuanban.mandates.drafts.write import NAMES, drafts_for
from yuanban.mandates.ladders import ladders_of, token
from yuanban.mandates.models import Instrument


@dataclass(frozen=True)
class Asked:
    """One paper that is asked for in a park, and the climbs that need it."""

    park: object
    wanted: Wanted
    climbs: tuple = ()

    @property
    def token(self):
        return token(self.wanted)

    @property
    def value(self):
        """How an address names it: the paper, then its items by their numbers."""
        return f"{self.token}.{'-'.join(str(climb.item.pk) for climb in self.climbs)}"

    @cached_property
    def cases(self):
        return sum(climb.cases for climb in self.climbs)

    @cached_property
    def visits(self):
        return sum(climb.visits for climb in self.climbs)

    @cached_property
    def days(self):
        return sum(climb.days for climb in self.climbs)

    @cached_property
    def handovers(self):
        return sum(climb.handovers for climb in self.climbs)

    @property
    def with_others(self):
        """The kinds of the other papers without which this one is not enough."""
        own = self.token
        other = {w.kind: KINDS[w.kind] for climb in self.climbs for w in climb.rung.wanted if token(w) != own}
        return list(other.values())

    @property
    def drafts(self):
        return [(kind, NAMES[kind]) for kind in drafts_for(self.wanted)]

    @property
    def drafted(self):
        """Whether it can be taken into the register of instruments as a draft."""
        return self.wanted.kind in Instrument.KINDS and self.wanted.changes != ("publish",)


def papers_of(climb, rung=None):
    """The papers of one item's rung, each for this item alone."""
    return [Asked(climb.park, wanted, (climb,)) for wanted in (rung or climb.rung).wanted]


def by_paper(climbs):
    """The papers of these climbs, the greatest effect first."""
    groups: dict[tuple, list] = {}
    for climb in climbs:
        for wanted in climb.rung.wanted:
            groups.setdefault((climb.park.code, token(wanted)), []).append((climb, wanted))
    asked = [
        Asked(pairs[0][0].park, merged(wanted for _, wanted in pairs)[0], tuple(climb for climb, _ in pairs))
        for pairs in groups.values()
    ]
    return sorted(asked, key=lambda one: (-one.visits, -one.days, -one.handovers, -one.cases, -len(one.climbs)))


def found(park, value, day, codes):
    """The paper that an address names, or None. `codes`: {number of an item: its code}, for all that are named."""
    name, _, numbers = value.partition(".")
    wanted_items = {codes[number] for number in numbers.split("-") if number in codes}
    same = [
        wanted
        for one in ladders_of(park.code, day)
        if one.item in wanted_items
        for rung in one.rungs
        for wanted in rung.wanted
        if token(wanted) == name
    ]
    return merged(same)[0] if same else None
