"""The pool gives what each condition gives by itself; the facts are the only thing that matters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuanban.law.conditions import ConditionError, judge
from yuanban.law.matching import NO, UNKNOWN, YES, Clause, Pool, Product, among

NAMES = ("years", "revenue_wan", "sme", "tax_grade", "permits")
EXPRS = st.one_of(
    st.builds(
        "{} {} {}".format, st.sampled_from(NAMES[:2]), st.sampled_from([">=", "<=", ">", "<"]), st.integers(-3, 9)
    ),
    st.builds("{} >= {}".format, st.sampled_from(NAMES[:2]), st.sampled_from(["0.5", "2.25", "7.0"])),
    st.builds("years > {} || revenue_wan >= {}".format, st.integers(0, 5), st.integers(0, 5)),
    st.sampled_from(
        [
            "sme",
            "!sme",
            "sme && years >= 2",
            "tax_grade in ['A', 'B']",
            'tax_grade in ["A", "M"]',
            'tax_grade in ["B"]',
            'tax_grade in ["A", 1]',
            "'食品生产许可' in permits",
        ]
    ),
)
VALUES = st.one_of(st.none(), st.integers(-4, 10), st.sampled_from([0.5, 2.25, 2.5]), st.booleans(), st.just("A"))
FACTS = st.fixed_dictionaries(
    dict.fromkeys(NAMES[:4], VALUES) | {"permits": st.sampled_from([None, [], ["食品生产许可"], "无"])}
)


def plainly(exprs, facts):
    """Each condition by itself, with the CEL library."""
    answers = [judge(expr, facts) for expr in exprs]
    if any(answer is False for answer in answers):
        return NO
    return YES if all(answer is True for answer in answers) else UNKNOWN


@given(st.lists(st.lists(EXPRS, max_size=4), max_size=12), FACTS)
def test_the_index_answers_as_the_conditions_one_by_one(rows, facts):
    products = [Product(n, tuple(Clause(expr, f"要求{expr}") for expr in row)) for n, row in enumerate(rows)]
    found = Pool(products).match(facts)
    assert list(found.answers) == [plainly(row, facts) for row in rows]
    for n, row in enumerate(rows):
        assert found.why_not(n) == tuple(f"要求{expr}" for expr in row if judge(expr, facts) is False)
        asked = {name for expr in row if isinstance(judge(expr, facts), tuple) for name in judge(expr, facts)}
        assert set(found.unknown(n)) == asked


def loan(*exprs):
    return Product("loan", tuple(Clause(expr, expr) for expr in exprs))


def test_a_fact_nobody_gave_is_a_question_and_never_a_no():
    pool = Pool([loan("years >= 2", "revenue_wan >= 500"), loan("years >= 2"), loan("years >= 9")])
    found = pool.match({"years": 3})
    assert list(found.answers) == [UNKNOWN, YES, NO]
    assert found.unknown(0) == ("revenue_wan",)
    assert found.questions() == [("revenue_wan", 1)]
    assert found.why_not(2) == ("years >= 9",)


def test_a_plain_no_asks_nothing_more():
    found = Pool([loan("years >= 9", "revenue_wan >= 500")]).match({"years": 3})
    assert list(found.answers) == [NO]
    assert found.questions() == []


def test_no_products_and_no_conditions():
    assert list(Pool([]).match({}).answers) == []
    assert list(Pool([loan()]).match({}).answers) == [YES]


def test_a_place_of_any_name():
    assert Pool([loan(among("park", ["临'港", 'x"y']))]).match({"park": 'x"y'}).answers == bytes([YES])


def test_a_condition_that_cannot_be_read():
    with pytest.raises(ConditionError, match="不是正确的 CEL 表达式"):
        Pool([loan("years >= ")])
