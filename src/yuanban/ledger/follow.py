"""What must happen in the same transaction as an event, said by rooms further up (papers)."""

from collections import defaultdict

_followers = defaultdict(list)


def follow(kind, handler):
    """`handler(row, event, actor)` runs inside the transaction that writes an event of this kind, just before it.

    The row already has its new values. What the handler returns, a dict or None, becomes part of the event.
    """
    _followers[kind].append(handler)


def tell(row, event, actor):
    added = {}
    for handler in _followers.get(event.kind, ()):
        added |= handler(row, event, actor) or {}
    return added
