"""The digest of an event. Pure, so that whoever holds an event can count it again without this program's database."""

import datetime as dt
import hashlib

import orjson

GENESIS = "0" * 64


def digest(stream, seq, kind, at, person, post, data, prev):
    """SHA-256 over every column of an event, in canonical JSON (sorted keys, UTF-8, UTC microseconds)."""
    moment = at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    body = orjson.dumps([stream, seq, kind, moment, person, post, data, prev], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(body).hexdigest()


def canonical(value) -> bytes:
    """JSON with sorted keys, UTF-8, no spaces: what is hashed and signed."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
