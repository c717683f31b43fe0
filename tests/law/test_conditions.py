import pytest

from yuanban.law.conditions import ConditionError, compile_condition, facts_of, judge


def test_the_facts_of_a_condition_are_named_once_and_without_bound_names():
    assert facts_of("b || a <= 5 && b") == ("a", "b")
    assert facts_of("areas.all(x, x < limit)") == ("areas", "limit")
    assert facts_of("1 < 2") == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a <=", "不是正确的 CEL 表达式"),
        ("shout(a)", "用了不认识的函数 shout"),
        ("1 + 1", "结果不是“是”或“否”"),
        ("投资 < 5", "不是正确的 CEL 表达式"),
    ],
)
def test_what_is_wrong_with_a_condition_is_said_with_the_condition_itself(text, says):
    with pytest.raises(ConditionError, match=says) as error:
        compile_condition(text)
    assert f"条件“{text}”" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_fact_that_cannot_be_compared_is_asked_for_again():
    assert judge("a <= 5", {"a": [1]}) == ("a",)
    assert judge("a <= 5", {"a": True}) == ("a",)
