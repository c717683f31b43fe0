"""The conditions of instruments: CEL expressions over the facts of a matter, compiled once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import cel

FUNCTIONS = {
    "size", "contains", "startsWith", "endsWith", "matches", "int", "double", "string", "timestamp", "duration",
    "getFullYear", "getMonth", "getDate",
}  # fmt: skip
BOUND = re.compile(r"\.(?:all|exists|exists_one|map|filter)\(\s*(\w+)\s*,")
FAILURES = (RuntimeError, TypeError, ValueError, ArithmeticError, LookupError)


class ConditionError(ValueError):
    """The expression cannot be read, or can never answer yes or no."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A compiled condition and the names of the facts it turns on."""

    program: cel.Program
    facts: tuple[str, ...]


@cache
def compile_condition(text: str) -> Condition:
    """Reads an expression such as `investment_wan <= 5000`; raises ConditionError with a Chinese reason."""
    try:
        program = cel.compile(text)
    except ValueError as error:
        raise ConditionError(f"条件“{text}”不是正确的 CEL 表达式：{_first_line(error)}") from error
    strange = [name for name in program.functions() if name[0].isalpha() and name not in FUNCTIONS]
    if strange:
        raise ConditionError(f"条件“{text}”用了不认识的函数 {strange[0]}")
    condition = Condition(program, tuple(sorted(set(program.variables()) - set(BOUND.findall(text)))))
    if not condition.facts and not isinstance(judge(text, {}, condition), bool):
        raise ConditionError(f"条件“{text}”的结果不是“是”或“否”")
    return condition


def judge(text: str, facts: Mapping[str, Any], condition: Condition | None = None) -> bool | tuple[str, ...]:
    """Whether the facts meet the condition, or else which facts are missing or unusable.

    A fact that cannot change the answer is not asked for: `a && b` is no as soon as `b` is no.
    """
    condition = condition or compile_condition(text)
    known = {name: facts[name] for name in condition.facts if facts.get(name) is not None}
    try:
        verdict = condition.program.execute(known)
    except FAILURES:
        verdict = None
    if isinstance(verdict, bool):
        return verdict
    return tuple(name for name in condition.facts if name not in known) or condition.facts


def facts_of(text: str) -> tuple[str, ...]:
    """The facts that a condition turns on."""
    return compile_condition(text).facts


def _first_line(error: ValueError) -> str:
    lines = str(error).splitlines()
    return lines[0].split("ERROR: ", 1)[-1]
