"""A filled form as a browser sends it: names `key`, `group.0.key`; `_seen` names what stood on the page."""

from typing import Any

from yuanban.catalogue.form_reading import MOST_ROWS

SEEN = "_seen"
MANY = ("choices",)


def posted(fields, post, before=None):
    """
    {key: what was typed}. A question that did not stand on the page (its condition did not hold) keeps what was answered `before`;
    a page that does not say what stood on it is taken to have shown everything.
    """
    seen = set(post.getlist(SEEN)) if SEEN in post else None
    kept = {k: v for k, v in (before or {}).items() if seen is not None and k not in seen}
    told = {f["key"]: value for f in fields if (value := of(f, post, f["key"])) is not None}
    return {f["key"]: kept.get(f["key"], told.get(f["key"])) for f in fields if f["key"] in kept or f["key"] in told}


def of(field, post, name):
    """What was typed under this name; None when the browser sent nothing."""
    if field["type"] == "group":
        return rows_of(field, post, name)
    if field["type"] in MANY:
        return post.getlist(name) or None
    return post[name].strip() if name in post else None


def rows_of(field, post, name):
    count = post.get(f"{name}._rows", "")
    n = min(int(count), MOST_ROWS) if count.isascii() and count.isdigit() and len(count) < 4 else 0
    rows = [row_of(field, post, f"{name}.{i}") for i in range(n)]
    return rows or ([] if count else None)


def row_of(field, post, at):
    return {f["key"]: value for f in field["fields"] if (value := of(f, post, f"{at}.{f['key']}")) is not None}


def with_row(fields, raw, key):
    """One more row in a group; as many as it may have."""
    return changed(fields, raw, key, lambda rows, most: [*rows, {}] if len(rows) < most else rows)


def without_row(fields, raw, key, n):
    return changed(fields, raw, key, lambda rows, _: [row for i, row in enumerate(rows) if i != n])


def changed(fields, raw, key, change):
    field = next((f for f in fields if f["key"] == key and f["type"] == "group"), None)
    if field is None:
        return raw
    return raw | {key: change(list(raw.get(key) or [{}]), field.get("max_rows") or MOST_ROWS)}


def spread(fields, raw):
    """{name: text or texts} as a browser would send these answers: the way back from `posted`."""
    sent: dict[str, Any] = {}
    for field in fields:
        value = raw.get(field["key"])
        if field["type"] == "group":
            sent |= spread_rows(field, value or [])
        elif value is not None:
            sent[field["key"]] = value if isinstance(value, list) else sent_as(value)
    return sent


def sent_as(value):
    return ("是" if value else "否") if isinstance(value, bool) else str(value)


def spread_rows(group, rows):
    sent = {f"{group['key']}._rows": str(len(rows))}
    for n, row in enumerate(rows):
        sent |= {f"{group['key']}.{n}.{name}": value for name, value in spread(group["fields"], row).items()}
    return sent
