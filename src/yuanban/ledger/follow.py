"""What must happen in the same transaction as an event, said by rooms further up (papers, notify)."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

_followers: defaultdict[str, list[Callable[..., Any]]] = defaultdict(list)


def follow(kind, handler):
    """`handler(row, event, actor)` runs inside the transaction that writes an event of this kind, just before it.

    `case.*` stands for every kind of case event. The row already has its new values. The handler returns what becomes
    part of the event, a dict, and the rows to be written beside it, each a model and its columns. What handlers before
    it said stands in `event.said`; lists under one key are joined.
    """
    _followers[kind].append(handler)


def tell(row, event, actor) -> tuple[dict[str, Any], list[Any]]:
    added: dict[str, Any] = {}
    rows: list[Any] = []
    every = f"{event.kind.partition('.')[0]}.*"
    for handler in (*_followers.get(event.kind, ()), *_followers.get(every, ())):
        event.said = added
        said, more = handler(row, event, actor)
        joined = {key: [*added[key], *said[key]] for key in added.keys() & said.keys() if isinstance(said[key], list)}
        added = {**added, **said, **joined}
        rows += more
    return added, rows
