"""When a question is asked: CEL, or a table, over the other answers. A condition that cannot be read hides nothing."""

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import Any

import cel

from yuanban.law.conditions import BOUND, FAILURES, FUNCTIONS, ConditionError

TABLES = (dict, list)
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Compiled:
    program: cel.Program
    names: tuple[str, ...]


@lru_cache(maxsize=4096)
def compiled(text):
    """Raises ConditionError with a Chinese reason. `sum` adds up a column of rows: sum(rows.map(r, r.amount))."""
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST:
        raise ConditionError(f"条件应为不超过{LONGEST}字的 CEL 表达式")
    try:
        program = cel.compile(text)
    except ValueError as error:
        raise ConditionError(f"条件“{text}”不是正确的 CEL 表达式") from error
    strange = [name for name in program.functions() if name[0].isalpha() and name not in FUNCTIONS | {"sum"}]
    if strange:
        raise ConditionError(f"条件“{text}”用了不认识的函数 {strange[0]}")
    return Compiled(program, tuple(sorted(set(program.variables()) - set(BOUND.findall(text)))))


def names_in(when):
    """The keys that a condition turns on; none when it cannot be read."""
    if isinstance(when, dict):
        return tuple(when)
    try:
        return compiled(when).names
    except ConditionError:
        return ()


def holds(when, answers, names=None):
    """True, False, or None when too little has been answered. `names` says where an answer stands, if not under its own name."""
    if isinstance(when, dict):
        return table_holds(when, known(when, answers, names))
    one = compiled(when)
    context = cel.Context(known(one.names, answers, names))
    context.add_function("sum", sum)
    try:
        verdict = one.program.execute(context)
    except FAILURES:
        return None
    return verdict if isinstance(verdict, bool) else None


def known(wanted, answers, names):
    found = {name: answers.get((names or {}).get(name, name)) for name in wanted}
    return {name: value for name, value in found.items() if value is not None}


def table_holds(table, answers):
    """A row of an answer table: every named answer is one of those given."""
    verdicts = [key in answers and matches(answers[key], wanted) for key, wanted in table.items()]
    if all(verdicts):
        return True
    return False if any(key in answers and not ok for key, ok in zip(table, verdicts, strict=True)) else None


def matches(answer, wanted):
    options = wanted if isinstance(wanted, list) else [wanted]
    return any(one in options for one in answer) if isinstance(answer, list) else answer in options


def is_asked(field, answers):
    """Whether this question is asked, given what has been answered so far."""
    if not field.get("when"):
        return True
    try:
        return holds(field["when"], answers, field.get("names")) is True
    except ConditionError:
        return True


def turns_on(field):
    """The keys on which asking this field, or a field of its rows, turns."""
    mine = field.get("names") or {}
    found = {mine.get(name, name) for name in names_in(field["when"])} if field.get("when") else set()
    inner = [one for one in field.get("fields") or [] if isinstance(one, dict)]
    own = {one.get("key") for one in inner}
    return found | {name for one in inner for name in turns_on(one) if name not in own}


def in_turn(fields):
    """(keys, each after those it turns on; keys that turn on themselves, directly or in a circle)"""
    by_key: dict[str, Any] = {field["key"]: field for field in fields}
    if not any(field.get("when") or field.get("fields") for field in fields):
        return list(by_key), []
    graph = {key: [name for name in turns_on(field) if name in by_key] for key, field in by_key.items()}
    sorter = TopologicalSorter(graph)
    ordered: list[str] = []
    with suppress(CycleError):  # as many as can be put in order are
        sorter.prepare()
    while ready := sorter.get_ready():
        ordered += ready
        sorter.done(*ready)
    return ordered, [key for key in by_key if key not in ordered]


def circle(fields):
    """The keys of one circle of conditions, its first key again at the end; empty when there is none."""
    by_key = {field["key"]: field for field in fields}
    graph = {key: [name for name in turns_on(field) if name in by_key] for key, field in by_key.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []
