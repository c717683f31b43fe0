"""What must happen in the same transaction as an event, said by rooms further up (papers, voice)."""

from collections import defaultdict

_followers = defaultdict(list)


def follow(kind, handler):
    """`handler(row, event, actor)` runs inside the transaction that wrote an event of this kind."""
    _followers[kind].append(handler)


def tell(row, event, actor):
    for handler in _followers.get(event.kind, ()):
        handler(row, event, actor)
