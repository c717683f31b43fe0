"""Proof that the ledger is whole: each event hashes to what it says, follows the one before, and the row is their fold."""

from yuanban.ledger.hashing import GENESIS, digest
from yuanban.ledger.models import Event
from yuanban.ledger.write import jsonable, plain


def events_of(stream):
    return list(Event.objects.filter(stream=stream).order_by("seq"))


def chains(streams):
    """{stream: its events in order}, read with one question."""
    found: dict[str, list[Event]] = {stream: [] for stream in streams}
    for event in Event.objects.filter(stream__in=list(found)).order_by("stream", "seq"):
        found[event.stream].append(event)
    return found


def chain_differences(stream, events):
    """What is wrong with this chain by itself: -> Chinese sentences, each naming the event."""
    prev = GENESIS
    for expected, event in enumerate(events, start=1):
        name = f"{stream} 第{event.seq}号事件（{event.kind}）"
        if event.seq != expected:
            yield f"{stream} 缺少第{expected}号事件"
            return
        if event.prev != prev:
            yield f"{name}与前一事件不衔接"
        if (
            digest(event.stream, event.seq, event.kind, event.at, event.person, event.post, event.data, event.prev)
            != event.hash
        ):
            yield f"{name}内容与摘要不符"
        prev = event.hash


def row_differences(row, events):
    """Where the row and its events tell different stories."""
    last = events[-1] if events else None
    if row.version != len(events) or row.head != (last.hash if last else ""):
        yield f"{row.stream} 应有{row.version}个事件，账本中有{len(events)}个，或者末尾摘要不一致"
    for name, said in fold(events).items():
        if plain(jsonable(getattr(row, name))) != said:
            yield f"{row.stream} 的“{name}”与事件记载不一致：现为{getattr(row, name)}，事件为{said}"


def fold(events):
    """The last thing said of each column."""
    told = {}
    for event in events:
        told.update(event.data.get("set", {}))
    return told
