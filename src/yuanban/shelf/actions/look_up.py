"""数据共享查询: asked once a day for one purpose, written down with purpose, basis and the digest of the answer."""

import datetime as dt
import hashlib

from yuanban.ledger.hashing import canonical
from yuanban.ledger.write import create, plain
from yuanban.shelf import sources
from yuanban.shelf.models import LookUp

BASIS = "《优化营商环境条例》第三十七条"
AGAIN = dt.timedelta(minutes=10)


def look_up(actor, holder, kinds, purpose, again=False):
    """{kind: LookUp} of those kinds for which there is a source. Whatever a source does, this answers."""
    kinds = [kind for kind in dict.fromkeys(kinds) if sources.for_kind(kind)]
    known = {} if again or not kinds else answered(actor, holder, kinds, purpose)
    missing = [kind for kind in kinds if kind not in known]
    answers = sources.ask(missing, holder, actor.day) if missing else {}
    return known | {kind: kept(actor, holder, kind, purpose, answer) for kind, answer in answers.items()}


def answered(actor, holder, kinds, purpose):
    """What was answered today to the same question; a source that was away is asked again after a while."""
    rows = LookUp.objects.filter(**holder.key, kind__in=kinds, purpose=purpose, day=actor.day).order_by("at")
    return {row.kind: row for row in rows if row.outcome != "unavailable" or actor.at - row.at < AGAIN}


def digest_of(value):
    return hashlib.sha256(canonical(value)).hexdigest()


def kept(actor, holder, kind, purpose, answer):
    value = plain(answer.value)
    row = LookUp(
        **holder.columns,
        kind=kind,
        purpose=purpose[:300],
        basis=BASIS,
        outcome=answer.outcome,
        source=answer.source[:120],
        value=value,
        digest=digest_of(value),
        at=actor.at,
        day=actor.day,
    )
    create(row, "shelf.looked-up", actor)
    return row
