"""What a published figure may stand for, and what the report says where there is nothing at all."""

from decimal import Decimal

from tests.cast import DAY
from yuanban.commands.report import described
from yuanban.insight.three_data import Scope, exactly, odd, report, rounded
from yuanban.insight.three_data_figures import FIGURES, GROUPS
from yuanban.places.models import Park


def values(scope):
    return {one.figure.key: one.value for _, found in report(GROUPS, scope) for one in found}


def test_an_empty_database_divides_by_nothing(db):
    told = values(Scope(DAY))
    assert {key for key, one in told.items() if one is None} == {
        "powers",
        "services",
        "faster-promised",
        "faster-actual",
    }
    assert {one for one in told.values() if one is not None} == {0}
    assert values(Scope(DAY, parks=Park.objects.filter(pk__in=[]))) == told
    assert "平均每个中心可办的行政权力事项：本库为—，文章为330余项" in described(report(GROUPS, Scope(DAY)))


def test_what_a_published_figure_may_stand_for():
    assert [odd("4900余笔", 4900, 100).holds(n) for n in (4899, 4900, 4999, 5000)] == [False, True, True, False]
    assert [rounded("2.4万件", 24_000, 1000).holds(n) for n in (23_499, 23_500, 24_499, 24_500)] == [
        False,
        True,
        True,
        False,
    ]
    assert [rounded("70%", 70, 1).holds(Decimal(n)) for n in ("69.4", "69.5", "70.4", "70.5")] == [
        False,
        True,
        True,
        False,
    ]
    assert [exactly("33个", 33).holds(n) for n in (32, 33, 34)] == [False, True, False]
    assert not exactly("33个", 33).holds(None)
    spans = {key: (int(one.article.low), int(one.article.high)) for key, one in FIGURES.items() if one.article}
    assert spans["powers"] == (330, 340)
    assert spans["finance-yuan"] == (25_500_000_000, 26_500_000_000)
    assert "不少于255亿，不到265亿" in FIGURES["finance-yuan"].article.rule
