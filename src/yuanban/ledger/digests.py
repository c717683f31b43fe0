"""Sealing the ledger: a signed line over the heads of all streams that have grown, each line holding the one before.

Whoever keeps one line elsewhere can show that nothing before it was rewritten since.
"""

import datetime as dt

from django.db import connection, transaction

from yuanban.ledger import keys, tree
from yuanban.ledger.hashing import GENESIS, canonical, sha256
from yuanban.ledger.models import Digest, Leaf

LOCK = 7_221_003
GROWN = """
WITH heads AS (SELECT DISTINCT ON (stream) stream, seq, hash FROM ledger_event ORDER BY stream, seq DESC),
     sealed AS (SELECT stream, max(seq) AS seq FROM ledger_leaf GROUP BY stream)
SELECT heads.* FROM heads LEFT JOIN sealed USING (stream)
 WHERE sealed.seq IS NULL OR heads.seq > sealed.seq ORDER BY stream COLLATE "C"
"""
GROWN_OF = """
WITH heads AS (SELECT DISTINCT ON (stream) stream, seq, hash FROM ledger_event WHERE stream = ANY(%s)
                ORDER BY stream, seq DESC),
     sealed AS (SELECT stream, max(seq) AS seq FROM ledger_leaf WHERE stream = ANY(%s) GROUP BY stream)
SELECT heads.* FROM heads LEFT JOIN sealed USING (stream)
 WHERE sealed.seq IS NULL OR heads.seq > sealed.seq ORDER BY stream COLLATE "C"
"""
COPY = "COPY ledger_leaf (stream, seq, hash, digest_id, position) FROM STDIN"


def seal_ledger(at) -> Digest | None:
    """Seal everything that has been added; None when nothing was. Reads the head of every stream: for the night."""
    return seal(at, GROWN, [])


def seal_streams(at, streams) -> Digest | None:
    """Seal only these streams, for somebody who waits for a proof: as quick however large the ledger is."""
    return seal(at, GROWN_OF, [list(streams)] * 2)


@transaction.atomic
def seal(at, query, values) -> Digest | None:
    """One at a time, across all processes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(query, values)
        leaves = cursor.fetchall()
    if not leaves:
        return None
    digest = signed_line(Digest.objects.last(), at, leaves)
    digest.save(force_insert=True)
    keep(digest, leaves)
    return digest


def keep(digest, leaves):
    """By COPY: the first sealing of a large ledger has a leaf for every stream there is."""
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for position, (stream, seq, head) in enumerate(leaves):
            copy.write_row((stream, seq, head, digest.pk, position))


def signed_line(before, at, leaves) -> Digest:
    key = keys.signing_key()
    digest = Digest(
        number=before.number + 1 if before else 1,
        taken_at=at,
        count=len(leaves),
        root=tree.root(leaves),
        prev=before.line if before else GENESIS,
        public_key=keys.public_hex(key),
    )
    said = canonical(told(digest))
    digest.line, digest.signature = sha256(said), key.sign(said).hex()
    return digest


def told(digest) -> dict:
    """What a line says and what is signed."""
    return {
        "number": digest.number,
        "taken_at": digest.taken_at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "count": digest.count,
        "root": digest.root,
        "prev": digest.prev,
        "public_key": digest.public_key,
    }


def line_of(digest) -> dict:
    return {**told(digest), "line": digest.line, "signature": digest.signature}


def proof_of(stream, seq):
    """That event `seq` of `stream` was sealed: {"leaf", "path", "digest"}, by the first line that covers it; None when none does."""
    leaf = Leaf.objects.filter(stream=stream, seq__gte=seq).select_related("digest").order_by("seq").first()
    if leaf is None:
        return None
    leaves = list(Leaf.objects.filter(digest=leaf.digest).order_by("position").values_list("stream", "seq", "hash"))
    return {
        "leaf": [leaf.stream, leaf.seq, leaf.hash],
        "path": tree.path(leaves, leaf.position),
        "digest": line_of(leaf.digest),
    }


def differences():
    """Where the sealed lines and the ledger disagree: -> Chinese sentences."""
    before = GENESIS
    for digest in Digest.objects.all():
        name = f"第{digest.number}次封存"
        leaves = list(digest.leaves.order_by("position").values_list("stream", "seq", "hash"))
        said = canonical(told(digest))
        if digest.prev != before:
            yield f"{name}与上一次不衔接"
        if sha256(said) != digest.line or not keys.signature_holds(digest.public_key, digest.signature, said):
            yield f"{name}的签名不符"
        if not leaves or len(leaves) != digest.count or tree.root(leaves) != digest.root:
            yield f"{name}的清单与根摘要不符"
        before = digest.line
    yield from lost_heads()


LOST = """
SELECT l.stream, l.seq FROM ledger_leaf l LEFT JOIN ledger_event e ON e.stream = l.stream AND e.seq = l.seq
 WHERE e.hash IS DISTINCT FROM l.hash ORDER BY 1, 2 LIMIT 20
"""


def lost_heads():
    with connection.cursor() as cursor:
        cursor.execute(LOST)
        for stream, seq in cursor.fetchall():
            yield f"{stream} 第{seq}号事件与封存时不同"


def unsealed() -> int:
    """How many events no line covers yet."""
    with connection.cursor() as cursor:
        cursor.execute(GROWN)
        grown = {stream: seq for stream, seq, _ in cursor.fetchall()}
    sealed = dict(Leaf.objects.filter(stream__in=grown).values_list("stream", "seq").order_by("seq"))
    return sum(seq - sealed.get(stream, 0) for stream, seq in grown.items())
