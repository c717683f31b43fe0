"""优中选优: the ranking of a year's applications under the quotas of the cities, each place with its reason.

Exact decimals, no clock, no chance: the same scores always give the same ranking. A score is the mean of the experts' totals,
rounded to two decimals (half up); equal scores are told apart by the criteria in the order of their weight, then by the smaller
spread of the experts; what is equal even then is decided by the review meeting, never by the program.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import median
from typing import Any

from yuanban.law.refusal import Refusal

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Criterion:
    key: str
    name: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Sheet:
    """One expert's scores, {criterion: score}."""

    expert: str
    scores: Mapping[str, Decimal]

    @property
    def total(self) -> Decimal:
        return sum(self.scores.values(), Decimal(0))


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    name: str
    city: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """`apart` names the experts who are far from the median."""

    mean: Decimal
    deviation: Decimal
    lowest: Decimal
    highest: Decimal
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """`quotas`: {city: places}; `full`: everyone over the line is taken; `apart`: points from the median that are shown."""

    criteria: tuple[Criterion, ...]
    quotas: Mapping[str, int]
    experts: int = 3
    pass_mark: Decimal = Decimal(60)
    apart: Decimal = Decimal(15)
    full: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """One line of the ranking. `rank` is of all, `place` within the city; equal ones share a rank. `why` is Chinese."""

    id: str
    name: str
    city: str
    score: str
    rank: int
    place: int
    selected: bool
    why: str
    means: Mapping[str, str]
    deviation: str
    lowest: str
    highest: str
    apart: tuple[str, ...] = ()

    def told(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Weighed:
    entry: Entry
    spread: Spread
    means: tuple[Decimal, ...]
    decided: int | None = None

    @property
    def key(self) -> tuple[Any, ...]:
        """Smaller comes first."""
        last = 0 if self.decided is None else self.decided
        return (-self.spread.mean, *(-mean for mean in self.means), self.spread.deviation, last)


@dataclass(slots=True)
class _City:
    quota: int
    taken: list[_Weighed] = field(default_factory=list)


def mean(values: Sequence[Decimal]) -> Decimal:
    """Rounded to two decimals, half up. ZeroDivisionError without values."""
    exact = sum((Fraction(value) for value in values), Fraction(0)) / len(values)
    return rounded(exact)


def rounded(exact: Fraction) -> Decimal:
    """Half up, without passing through a division that rounds twice."""
    return Decimal(int(exact * 100 + Fraction(1, 2))) * CENT


def spread(sheets: Sequence[Sheet], apart: Decimal = Decimal(15)) -> Spread:
    """Mean, standard deviation of these experts (not of a sample), extremes, and who is far from the median."""
    totals = [sheet.total for sheet in sheets]
    middle = sum((Fraction(one) for one in totals), Fraction(0)) / len(totals)
    variance = sum(((Fraction(one) - middle) ** 2 for one in totals), Fraction(0)) / len(totals)
    deviation = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt().quantize(CENT, ROUND_HALF_UP)
    return Spread(rounded(middle), deviation, min(totals), max(totals), outliers(sheets, apart))


def outliers(sheets: Sequence[Sheet], apart: Decimal) -> tuple[str, ...]:
    """Experts whose total is more than `apart` points from the median of all. They are shown, never left out."""
    middle = median(sorted(Fraction(sheet.total) for sheet in sheets))
    return tuple(sheet.expert for sheet in sheets if abs(Fraction(sheet.total) - middle) > Fraction(apart))


def rank(entries: Sequence[Entry], rules: Rules, decided: Mapping[str, int] | None = None) -> tuple[Placed, ...]:
    """Everyone's place and why. `decided`: {entry: order} of the review meeting, for what the rules leave equal.

    Raises Refusal `experts-few` when somebody was scored by too few, `tie-undecided` when equal ones stand across a quota.
    """
    _guard_experts(entries, rules)
    weighed = sorted(
        (_weigh(entry, rules, decided or {}) for entry in entries), key=lambda one: (*one.key, one.entry.id)
    )
    cities: dict[str, list[_Weighed]] = defaultdict(list)
    for one in weighed:
        cities[one.entry.city].append(one)
    chosen = set[str]()
    for city, ours in cities.items():
        chosen |= _choose(ours, rules, rules.quotas.get(city, 0))
    return tuple(_place(one, weighed, cities[one.entry.city], chosen, rules) for one in weighed)


def _guard_experts(entries: Sequence[Entry], rules: Rules) -> None:
    short = [entry.name for entry in entries if len(entry.sheets) < rules.experts]
    if short:
        raise Refusal(
            "experts-few",
            f"{'、'.join(short)}的评分不足{rules.experts}份。",
            f"请等专家评完，或者增派专家，使每个园区至少有{rules.experts}位专家评分。",
        )


def _weigh(entry: Entry, rules: Rules, decided: Mapping[str, int]) -> _Weighed:
    means = tuple(mean([sheet.scores[one.key] for sheet in entry.sheets]) for one in _by_weight(rules.criteria))
    return _Weighed(entry, spread(entry.sheets, rules.apart), means, decided.get(entry.id))


def _by_weight(criteria: Sequence[Criterion]) -> list[Criterion]:
    return sorted(criteria, key=lambda one: -one.weight)


def _choose(ours: Sequence[_Weighed], rules: Rules, quota: int) -> set[str]:
    over = [one for one in ours if one.spread.mean >= rules.pass_mark]
    if rules.full:
        return {one.entry.id for one in over}
    if 0 < quota < len(over) and over[quota - 1].key == over[quota].key:
        equal = [one.entry.name for one in over if one.key == over[quota].key]
        raise Refusal(
            "tie-undecided",
            f"{'、'.join(equal)}总分、各项指标和离散程度都相同，名额只有{quota}个，不能由系统决定。",
            "请召开评审会议决定先后，写明次序和理由。",
        )
    return {one.entry.id for one in over[:quota]}


def _place(
    one: _Weighed, every: Sequence[_Weighed], ours: Sequence[_Weighed], chosen: Collection[str], rules: Rules
) -> Placed:
    above = 1 + sum(other.key < one.key for other in every)
    place = 1 + sum(other.key < one.key for other in ours)
    selected = one.entry.id in chosen
    why = "".join((_outcome(one, ours, place, selected, rules), _told_apart(one, ours, rules)))
    means = {c.key: str(m) for c, m in zip(_by_weight(rules.criteria), one.means, strict=True)}
    found = one.spread
    return Placed(
        one.entry.id, one.entry.name, one.entry.city, str(found.mean), above, place, selected, why, means,
        str(found.deviation), str(found.lowest), str(found.highest), found.apart,
    )  # fmt: skip


def _outcome(one: _Weighed, ours: Sequence[_Weighed], place: int, selected: bool, rules: Rules) -> str:
    quota, score = rules.quotas.get(one.entry.city, 0), one.spread.mean
    if score < rules.pass_mark:
        return f"{score}分，低于入围线{rules.pass_mark}分，不列入。"
    if rules.full:
        return f"{score}分，达到入围线；本年度全覆盖，列入。"
    if selected:
        return f"本市第{place}名，名额{quota}个，列入。"
    if not quota:
        return "本市本年度没有名额，不列入。"
    last = ours[quota - 1]
    return f"本市第{place}名，名额{quota}个已由前{quota}名使用（第{quota}名{last.entry.name}{last.spread.mean}分），不列入。"


def _told_apart(one: _Weighed, ours: Sequence[_Weighed], rules: Rules) -> str:
    """What decided between those of one score."""
    equal = [other for other in ours if other is not one and other.spread.mean == one.spread.mean]
    return "".join(f"与{other.entry.name}同为{one.spread.mean}分，{_difference(one, other, rules)}" for other in equal)


def _difference(one: _Weighed, other: _Weighed, rules: Rules) -> str:
    for criterion, mine, theirs in zip(_by_weight(rules.criteria), one.means, other.means, strict=True):
        if mine != theirs:
            word = "高于" if mine > theirs else "低于"
            return f"“{criterion.name}”平均{mine}分，{word}{theirs}分，排在{_before(mine > theirs)}。"
    mine, theirs = one.spread.deviation, other.spread.deviation
    if mine != theirs:
        word = "小于" if mine < theirs else "大于"
        return f"各项平均分也相同，专家评分的标准差{mine}{word}{theirs}，排在{_before(mine < theirs)}。"
    if one.decided != other.decided:
        return f"各项平均分和标准差也相同，经评审会议决定排在{_before((one.decided or 0) < (other.decided or 0))}。"
    return "各项平均分和标准差也相同，名次并列。"


def _before(first: bool) -> str:
    return "前" if first else "后"
