"""What pages read from a form: days, versions."""

import datetime as dt

from yuanban.ledger.invalid import Invalid


def day_of(text, key):
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        raise Invalid({key: "请填写日期，例如 2026-03-05。"}) from None


def version_of(post):
    """A page without one is treated as out of date."""
    text = post.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
