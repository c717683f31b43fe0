"""Events outside the database: as JSON, and checked by themselves. Pure, so that it runs without any of ours around it."""

import datetime as dt

from yuanban.archive.packing import Broken
from yuanban.ledger import keys, tree
from yuanban.ledger.hashing import GENESIS, canonical, digest, sha256

COLUMNS = ("stream", "seq", "kind", "at", "person", "post", "data", "prev", "hash")


def told(event) -> dict:
    """One event of the ledger as JSON."""
    said = {name: getattr(event, name) for name in COLUMNS}
    return said | {"at": event.at.astimezone(dt.UTC).isoformat(timespec="microseconds")}


def chain_faults(stream, events):
    """What is wrong with these events as one stretch of a chain: -> Chinese sentences. They need not begin with the first."""
    before = None
    for event in events:
        name = f"{stream} 第{event.get('seq')}号事件"
        if event.get("stream") != stream or hash_of(event) != event.get("hash"):
            yield f"{name}的内容与摘要不符"
            return
        if before is None and event["seq"] == 1 and event["prev"] != GENESIS:
            yield f"{name}不是这一链的开头"
        if before is not None and (event["seq"] != before["seq"] + 1 or event["prev"] != before["hash"]):
            yield f"{name}与前一事件不衔接"
        before = event


def hash_of(event):
    try:
        at = dt.datetime.fromisoformat(event["at"])
        return digest(
            event["stream"], event["seq"], event["kind"], at, event["person"], event["post"], event["data"],
            event["prev"],
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as problem:
        raise Broken("事件的格式不正确。") from problem


def seal_faults(proof, events):
    """Whether the head of `events` is under the signed line that comes with it."""
    try:
        stream, seq, head = proof["leaf"]
        line = dict(proof["digest"])
        signature, said_line = line.pop("signature"), line.pop("line")
        climbed = tree.climbed((stream, seq, head), proof["path"])
        said = canonical(line)
        public, number = line["public_key"], line["number"]
    except (KeyError, TypeError, ValueError) as problem:
        raise Broken("封存证明的格式不正确。") from problem
    name = f"第{number}次封存"
    if not any((e["stream"], e["seq"], e["hash"]) == (stream, seq, head) for e in events):
        yield f"{name}证明的不是包内的事件"
    if climbed != line["root"]:
        yield f"{name}的证明路径到不了根摘要"
    if sha256(said) != said_line or not keys.signature_holds(public, signature, said):
        yield f"{name}的签名不符"
