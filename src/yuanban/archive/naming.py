"""Names and JSON inside the packages."""

import re

import orjson

UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def dumped(value) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2, default=str)


def safe(name):
    """A name that every system can store: 80 characters, nothing that separates folders."""
    stem, dot, tail = UNSAFE.sub("_", name).rpartition(".")
    return f"{stem[:80]}{dot}{tail[:12]}" if stem else tail[:80]
