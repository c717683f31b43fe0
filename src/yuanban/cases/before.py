"""What rooms further up ask before a step of a case is taken. Registered once; a guard raises the Refusal of its rule."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

_guards: defaultdict[str, list[Callable[..., None]]] = defaultdict(list)


def register(verb: str, guard: Callable[..., None]) -> None:
    """`guard(actor, case, **said)`: asked by the action itself and by the page that shows what may be done."""
    _guards[verb].append(guard)


def guard(verb: str, actor: Any, case: Any, **said: Any) -> None:
    for ask in _guards[verb]:
        ask(actor, case, **said)
