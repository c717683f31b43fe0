"""What must happen in the same transaction as an event, said by rooms further up (papers)."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

_followers: defaultdict[str, list[Callable[..., Any]]] = defaultdict(list)


def follow(kind, handler):
    """`handler(row, event, actor)` runs inside the transaction that writes an event of this kind, just before it.

    The row already has its new values. What the handler returns, a dict or None, becomes part of the event.
    """
    _followers[kind].append(handler)


def tell(row, event, actor):
    added: dict[str, Any] = {}
    for handler in _followers.get(event.kind, ()):
        added |= handler(row, event, actor) or {}
    return added
