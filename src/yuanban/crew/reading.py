"""What pages read from forms: days, times, numbers; an empty or wrong one is None."""

import datetime as dt


def day(text):
    try:
        return dt.date.fromisoformat((text or "").strip())
    except ValueError:
        return None


def time(text):
    try:
        return dt.time.fromisoformat((text or "").strip())
    except ValueError:
        return None


def whole(text):
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def decimal(text):
    try:
        found = float((text or "").strip())
    except ValueError:
        return None
    return found if found == found and abs(found) < 1e6 else None


def wholes(texts):
    return [number for number in map(whole, texts) if number is not None]


def lines(text):
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())
