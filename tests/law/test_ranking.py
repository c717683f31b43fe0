"""优中选优: exact, the same every time, each place with its reason."""

from decimal import Decimal
from itertools import permutations

import pytest

from yuanban.law.ranking import Criterion, Entry, Rules, Sheet, mean, rank, spread
from yuanban.law.refusal import Refusal

CRITERIA = (Criterion("a", "场所", Decimal(60)), Criterion("b", "队伍", Decimal(40)))
NAMES = "甲乙丙丁"


def entry(name, *sheets, city="511500"):
    """`sheets`: (a, b) of each expert."""
    given = ({"a": Decimal(str(a)), "b": Decimal(str(b))} for a, b in sheets)
    return Entry(name, f"{name}园", city, tuple(Sheet(who, scores) for who, scores in zip(NAMES, given, strict=False)))


def rules(quota=1, **more):
    return Rules(CRITERIA, {"511500": quota}, **more)


def test_a_mean_is_rounded_half_up_and_exactly():
    assert mean([Decimal("88.01"), Decimal("88.00")]) == Decimal("88.01")
    assert mean([Decimal("0.01"), Decimal(0), Decimal(0)]) == Decimal("0.00")
    assert mean([Decimal(200), Decimal(0), Decimal(0)]) == Decimal("66.67")


def test_the_best_of_a_city_are_taken_under_its_quota_and_everyone_is_told_why():
    first, second, low = (
        entry("一", (55, 35), (54, 36), (56, 34)),
        entry("二", *[(50, 30)] * 3),
        entry("三", *[(30, 25)] * 3),
    )
    placed = rank([second, low, first], rules())
    assert [(one.id, one.rank, one.selected) for one in placed] == [("一", 1, True), ("二", 2, False), ("三", 3, False)]
    assert placed[0].why == "本市第1名，名额1个，列入。"
    assert placed[1].why == "本市第2名，名额1个已由前1名使用（第1名一园90.00分），不列入。"
    assert placed[2].why == "55.00分，低于入围线60分，不列入。"


def test_quotas_are_of_each_city_and_ranks_are_of_all():
    here, there = entry("一", *[(55, 35)] * 3), entry("二", *[(40, 30)] * 3, city="511600")
    placed = rank([here, there], Rules(CRITERIA, {"511500": 1, "511600": 1}))
    assert [(one.rank, one.place, one.selected) for one in placed] == [(1, 1, True), (2, 1, True)]
    assert rank([there], rules())[0].why == "本市本年度没有名额，不列入。"


def test_a_tie_is_told_apart_by_the_heavier_criterion_and_says_so():
    one, two = entry("一", *[(50, 30)] * 3), entry("二", *[(48, 32)] * 3)
    placed = rank([two, one], rules())
    assert [line.id for line in placed] == ["一", "二"]
    assert "与二园同为80.00分，“场所”平均50.00分，高于48.00分，排在前。" in placed[0].why
    assert "低于50.00分，排在后。" in placed[1].why


def test_then_by_the_smaller_spread():
    calm, wild = entry("一", *[(50, 30)] * 3), entry("二", (50, 30), (45, 30), (55, 30))
    placed = rank([wild, calm], rules())
    assert placed[0].id == "一" and "标准差0.00小于4.08，排在前" in placed[0].why


def test_what_is_equal_even_then_is_decided_by_people_only_where_the_quota_lies_between():
    equal = [entry("一", *[(50, 30)] * 3), entry("二", *[(50, 30)] * 3)]
    with pytest.raises(Refusal) as no:
        rank(equal, rules())
    assert no.value.rule == "tie-undecided" and "一园、二园" in no.value.because
    both = rank(equal, rules(quota=2))
    assert [one.rank for one in both] == [1, 1] and all(one.selected for one in both)
    assert "名次并列" in both[0].why
    decided = rank(equal, rules(), {"二": 1, "一": 2})
    assert [(one.id, one.selected) for one in decided] == [("二", True), ("一", False)]
    assert "经评审会议决定排在前" in decided[0].why


def test_an_outlier_is_shown_and_counts():
    sheets = entry("一", (55, 35), (54, 36), (30, 20)).sheets
    found = spread(sheets)
    assert found.apart == ("丙",) and found.mean == Decimal("76.67")
    assert (found.lowest, found.highest) == (Decimal(50), Decimal(90))
    assert spread(sheets, Decimal(50)).apart == ()
    assert rank([Entry("一", "一园", "511500", sheets)], rules())[0].apart == ("丙",)


def test_too_few_experts_rank_nobody():
    with pytest.raises(Refusal) as no:
        rank([entry("一", (50, 30), (50, 30))], rules())
    assert no.value.rule == "experts-few" and "一园" in no.value.because


def test_in_the_year_of_full_coverage_everyone_over_the_line_is_taken():
    placed = rank(
        [entry("一", *[(50, 30)] * 3), entry("二", *[(40, 25)] * 3), entry("三", *[(20, 20)] * 3)], rules(full=True)
    )
    assert [one.selected for one in placed] == [True, True, False]


def test_the_order_in_which_they_come_changes_nothing():
    entries = [
        entry("一", *[(50, 30)] * 3),
        entry("二", *[(48, 32)] * 3),
        entry("三", (50, 30), (45, 30), (55, 30)),
        entry("四", *[(10, 10)] * 3),
    ]
    told = {
        tuple(line.told().items().__str__() for line in rank(list(some), rules(quota=2)))
        for some in permutations(entries)
    }
    assert len(told) == 1
