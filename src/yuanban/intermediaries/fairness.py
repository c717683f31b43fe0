"""Over many lists nobody stands in front more often than chance has it: counted for whoever supervises."""

from collections import Counter
from dataclasses import dataclass

from yuanban.accounts.models import Enterprise
from yuanban.intermediaries.drawing import differences
from yuanban.intermediaries.models import Draw, Order

MOST = 2000  # lists, the last ones


@dataclass
class Share:
    """One firm: times shown, times first and its mean place, each beside what chance would have given."""

    name: str = ""
    times: int = 0
    first: int = 0
    first_due: float = 0
    places: int = 0
    places_due: float = 0
    chosen: int = 0

    @property
    def mean(self):
        return self.places / self.times

    @property
    def mean_due(self):
        return self.places_due / self.times

    def add(self, place, of):
        self.times += 1
        self.first += place == 1
        self.first_due += 1 / of
        self.places += place
        self.places_due += (of + 1) / 2


def fairness(service):
    """-> (how many lists with more than one firm, those that do not follow from their seed, a Share for each firm)."""
    lists = [one for one in Draw.objects.filter(service=service).order_by("-pk")[:MOST] if len(one.codes) > 1]
    shares: dict[str, Share] = {}
    for one in lists:
        for place, code in enumerate(one.shown, 1):
            shares.setdefault(code, Share()).add(place, len(one.shown))
    chosen = Order.objects.filter(service=service, chosen__isnull=False)
    taken = Counter(chosen.values_list("chosen__enterprise__code", flat=True))
    for code, name in Enterprise.objects.filter(code__in=shares).values_list("code", "name"):
        shares[code].name, shares[code].chosen = name, taken[code]
    return len(lists), [one for one in lists if differences(one)], [shares[code] for code in sorted(shares)]
