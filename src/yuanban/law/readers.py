"""The conditions of instruments as functions of the facts, made once for each text."""

import operator
import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

from yuanban.law.conditions import compile_condition, judge

Test = Callable[[Mapping[str, Any]], bool | tuple[str, ...]]  # yes, no, or the facts it wants

THRESHOLD = re.compile(r"\s*([A-Za-z_]\w*)\s*(<=|<|>=|>)\s*(\d{1,15})\s*")
SIGNS = {"<=": operator.le, "<": operator.lt, ">=": operator.ge, ">": operator.gt}
EXACT = 1 << 53  # whole numbers up to here compare the same in CEL, whatever it makes of them


@cache
def reader(condition: str) -> Test:
    """The condition as a function of the facts; the common threshold on one number is compared at once."""
    plain = THRESHOLD.fullmatch(condition)
    slow = partial(judge, condition, condition=compile_condition(condition))
    return _threshold(plain[1], SIGNS[plain[2]], int(plain[3]), slow) if plain else slow


def _threshold(name: str, compare: Callable[[int, int], bool], limit: int, slow: Test) -> Test:

    def test(facts: Mapping[str, Any]) -> bool | tuple[str, ...]:
        value = facts.get(name)
        if type(value) is int and -EXACT < value < EXACT:
            return compare(value, limit)
        return slow(facts)

    return test
