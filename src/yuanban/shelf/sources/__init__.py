"""
Where other offices' data can be asked for (数据共享). A source has `name`, `kinds()` and `look_up(kind, holder, day)`.

`look_up` answers Found, NotFound or Unavailable. One that raises or takes too long counts as Unavailable: no applicant is refused
because a source is down. Register one in the `ready()` of an app; `demo.py` is one to imitate, `folder.py` is the one that works.
"""

import logging
from concurrent.futures import ThreadPoolExecutor, wait

from yuanban.shelf.sources.answers import Answer, Found, NotFound, Source, Unavailable

__all__ = ["Answer", "Found", "NotFound", "Source", "Unavailable", "ask", "for_kind", "register", "unregister"]

PATIENCE = 3.0  # seconds, for all that one page asks together
log = logging.getLogger(__name__)
_known: dict[str, Source] = {}
_pool = ThreadPoolExecutor(8, thread_name_prefix="shared-data")


def register(source: Source) -> None:
    _known[source.name] = source


def unregister(name: str) -> None:
    _known.pop(name, None)


def for_kind(kind) -> Source | None:
    return next((source for source in _known.values() if knows(source, kind)), None)


def knows(source, kind) -> bool:
    try:
        return kind in source.kinds()
    except Exception:
        log.warning("数据共享“%s”不能说出可以查询的种类", source.name, exc_info=True)
        return False


def ask(kinds, holder, day) -> dict[str, Answer]:
    """All at once, each source in a thread of its own; none of them may touch the database."""
    chosen = {kind: source for kind in kinds if (source := for_kind(kind))}
    waiting = {kind: _pool.submit(source.look_up, kind, holder, day) for kind, source in chosen.items()}
    wait(waiting.values(), timeout=PATIENCE)
    return {kind: answer_of(chosen[kind], future) for kind, future in waiting.items()}


def answer_of(source, future) -> Answer:
    if not future.done():
        future.cancel()
        log.warning("数据共享“%s”超过%s秒没有应答", source.name, PATIENCE)
        return Unavailable(source.name)
    try:
        return future.result()
    except Exception:
        log.warning("数据共享“%s”不能查询", source.name, exc_info=True)
        return Unavailable(source.name)
