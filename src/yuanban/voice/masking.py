"""What is shown in public of what people wrote: no numbers that lead to somebody, no names that we know of."""

import re

LONG = re.compile(r"[A-Za-z0-9][A-Za-z0-9.@_-]{4,}")  # telephones, identity and case numbers, e-mail addresses


def masked(text, names=()):
    """`names`: of the one who wrote and of those who served; the family name stays."""
    for name in sorted({one for one in names if one and len(one) > 1}, key=len, reverse=True):
        text = text.replace(name, name[0] + "＊" * (len(name) - 1))
    return LONG.sub("＊＊＊＊", text)
