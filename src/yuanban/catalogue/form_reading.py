"""
Reading what was filled in, question by question, in the order in which they turn on one another.

A question whose condition does not hold is not asked: its answer is neither kept nor seen by other conditions.
Errors in rows are named `group.0.key`.
"""

from dataclasses import dataclass, field

from yuanban.catalogue.form_readers import READERS, read_text
from yuanban.catalogue.form_rules import holds, in_turn, is_asked
from yuanban.law.conditions import ConditionError

MOST_ROWS = 50


@dataclass
class Filled:
    """What was answered as JSON values, what is wrong, and the names of all that is asked, rows included."""

    clean: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)
    asked: set = field(default_factory=set)


def read_form(fields, raw):
    """Reads in the order in which the questions turn on one another, and tells in the order of the form."""
    filled = Filled()
    ordered, circular = in_turn(fields)
    by_key = {one["key"]: one for one in fields}
    for key in [*ordered, *circular]:
        one = by_key[key]
        if key in circular or is_asked(one, filled.clean):
            filled.asked.add(key)
            read_one(one, raw.get(key), filled)
    compare(fields, filled)
    filled.clean = {key: filled.clean[key] for key in by_key if key in filled.clean}
    filled.errors = dict(sorted(filled.errors.items(), key=lambda found: place_of(found[0], list(by_key))))
    return filled


def place_of(name, keys):
    key, _, rest = name.partition(".")
    row = rest.partition(".")[0]
    return keys.index(key), int(row) if row.isdigit() else -1


def read_one(one, value, filled):
    key = one["key"]
    try:
        value = read_rows(one, value, filled) if one["type"] == "group" else read_value(one, value)
    except ValueError as problem:
        filled.errors[key] = str(problem)
    else:
        if value is not None:
            filled.clean[key] = value


def read_value(one, value):
    """The clean value, None for no answer; raises ValueError with what is wrong."""
    value = value.strip() if isinstance(value, str) else value
    if value in (None, "", []):
        if one.get("required"):
            raise ValueError(wanting(one))
        return None
    return READERS.get(one["type"], read_text)(one, value)


def wanting(one):
    if one["type"] == "statement":
        return f"请阅读并勾选“{one['label']}”。"
    return f"请填写“{one['label']}”。"


def read_rows(one, rows, filled):
    """Rows in which nothing that is asked is filled are left out. What is wrong inside a row is said there, and the row counts."""
    least, most = row_limits(one)
    if rows in (None, ""):
        rows = []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError(f"“{one['label']}”应逐行填写。")
    kept = [(n, row) for n, row in enumerate(rows) if any(value not in (None, "", []) for value in row.values())]
    if len(kept) > most:
        raise ValueError(f"“{one['label']}”最多填{most}行，现有{len(kept)}行。")
    read = [(read_row(one, n, row, filled), n) for n, row in kept]
    gone = [n for row, n in read if not (row or answered_wrong(one, n, row_of(rows, n), filled))]
    clean = [row for row, n in read if n not in gone]
    forget(one, gone, filled)
    if len(clean) < least:
        raise ValueError(f"“{one['label']}”至少填{least}行，现有{len(clean)}行。")
    return clean or None


def forget(group, gone, filled):
    """A row that is left out wants nothing."""
    rows = tuple(f"{group['key']}.{n}." for n in gone)
    filled.errors = {name: text for name, text in filled.errors.items() if not name.startswith(rows)}


def row_of(rows, n):
    return {key for key, value in rows[n].items() if value not in (None, "", [])}


def answered_wrong(group, n, given, filled):
    """Whether something was filled in that is asked here and cannot be taken."""
    return any(f"{group['key']}.{n}.{key}" in filled.errors for key in given)


def row_limits(one):
    return one.get("min_rows") or (1 if one.get("required") else 0), one.get("max_rows") or MOST_ROWS


def read_row(group, n, row, filled):
    """A row sees the answers outside it and its own; what it does not ask for is not kept."""
    inner = Filled(clean=dict(filled.clean))
    fields = [scoped(one, group) for one in group["fields"]]
    ordered, circular = in_turn(fields)
    by_key = {one["key"]: one for one in fields}
    for key in [*ordered, *circular]:
        inner.clean.pop(key, None)
        if key in circular or is_asked(by_key[key], inner.clean):
            inner.asked.add(key)
            read_one(by_key[key], row.get(key), inner)
    compare(fields, inner)
    filled.errors |= {f"{group['key']}.{n}.{key}": text for key, text in inner.errors.items()}
    filled.asked |= {f"{group['key']}.{n}.{key}" for key in inner.asked}
    return {key: inner.clean[key] for key in by_key if key in inner.clean and key in inner.asked}


def scoped(one, group):
    """A field of a row knows the other names that its group was given."""
    return {**one, "names": group["names"] | one.get("names", {})} if group.get("names") else one


def compare(fields, filled):
    """What must be true of several answers together; said once all of them are known."""
    for one in fields:
        if one["key"] not in filled.asked or one["key"] in filled.errors:
            continue
        for check in one.get("checks") or []:
            if fails(check, filled.clean, one.get("names")):
                filled.errors[one["key"]] = check["message"]
                break


def fails(check, answers, names):
    try:
        return holds(check["test"], answers, names) is False
    except (ConditionError, KeyError):
        return False
