"""Conditions put together from pick-lists, and taken apart again; what pick-lists cannot say is written as CEL."""

import re

import orjson

SIGNS = {
    "==": "是",
    "!=": "不是",
    "in": "选了（多选）",
    ">": "大于",
    ">=": "不小于",
    "<": "小于",
    "<=": "不大于",
}
JOINS = {"&&": "都符合", "||": "符合一条就行"}
LINES = 3
CHECKS = 20
WORD = re.compile(r"[A-Za-z]\w*", re.ASCII)
NUMBER = re.compile(r"-?\d+(\.\d+)?")
CLAUSE = re.compile(
    r"""(?P<key>[A-Za-z]\w*) (?P<sign>==|!=|>=|<=|>|<) (?P<value>'[^'\\]*'|-?\d+(?:\.\d+)?|true|false|[A-Za-z]\w*)"""
)
MEMBER = re.compile(r"""(?P<value>'[^'\\]*') in (?P<key>[A-Za-z]\w*)""")


def composed(post, name):
    """The condition that was picked or written; what is written by hand counts before what is picked."""
    if raw := post.get(f"{name}_raw", "").strip():
        return table_of(raw) or raw
    join = post.get(f"{name}_join", "&&")
    parts = [clause(post, f"{name}{n}") for n in range(LINES)]
    return f" {join if join in JOINS else '&&'} ".join(part for part in parts if part)


def table_of(text):
    """An answer table written as JSON; None when the text is something else."""
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, dict) else None


def text_of(when):
    """A condition as it is written by hand."""
    return orjson.dumps(when).decode() if isinstance(when, dict) else when


def clause(post, name):
    key, sign = post.get(f"{name}-key", ""), post.get(f"{name}-sign", "==")
    value = post.get(f"{name}-value", "").strip()
    if not WORD.fullmatch(key) or sign not in SIGNS or not value:
        return ""
    return f"{literal(value)} in {key}" if sign == "in" else f"{key} {sign} {literal(value)}"


def literal(value):
    """是 and 否 are yes and no, a number is a number, =key is the answer to another question, the rest is text."""
    if value in ("是", "否"):
        return "true" if value == "是" else "false"
    if NUMBER.fullmatch(value):
        return value
    if value.startswith("=") and WORD.fullmatch(value[1:].strip()):
        return value[1:].strip()
    return "'" + value.replace("\\", "").replace("'", "’") + "'"


def tested(post):
    """The checks with their messages; a line without both is left out."""
    found = []
    for n in range(CHECKS):
        test = composed(post, f"check{n}-")
        message = post.get(f"check{n}-message", "").strip()
        if test or message:
            found.append({"test": test, "message": message})
    return found


def apart(text):
    """{join, lines: [(key, sign, value)]} of a condition that pick-lists can say; None of any other."""
    if not text:
        return {"join": "&&", "lines": []}
    if isinstance(text, dict):
        return of_table(text)
    for join in JOINS:
        found = [picked(part) for part in text.split(f" {join} ")]
        if all(found) and len(found) <= LINES:
            return {"join": join, "lines": found}
    return None


def of_table(table):
    plain = len(table) <= LINES and all(isinstance(value, str | bool | int | float) for value in table.values())
    words = {True: "是", False: "否"}
    found = [(key, "==", words[value] if isinstance(value, bool) else str(value)) for key, value in table.items()]
    return {"join": "&&", "lines": found} if plain else None


def picked(part):
    if match := MEMBER.fullmatch(part.strip()):
        return match["key"], "in", match["value"][1:-1]
    match = CLAUSE.fullmatch(part.strip())
    return (match["key"], match["sign"], shown(match["value"])) if match else None


def shown(value):
    if value in ("true", "false"):
        return "是" if value == "true" else "否"
    if value.startswith("'"):
        return value[1:-1]
    return value if NUMBER.fullmatch(value) else f"={value}"


def in_words(text, labels):
    """A condition as a reader understands it; CEL where it cannot be said more simply."""
    if isinstance(text, dict):
        parts = [
            f"“{labels.get(k, k)}”：{'、'.join(map(str, v if isinstance(v, list) else [v]))}" for k, v in text.items()
        ]
        return "，并且".join(parts)
    found = apart(text)
    if found is None:
        return text
    said = [
        f"“{labels.get(key, key)}”{'：' if sign == '==' else SIGNS[sign]}{worded(value, labels)}"
        for key, sign, value in found["lines"]
    ]
    return ("，并且" if found["join"] == "&&" else "，或者").join(said)


def worded(value, labels):
    return f"“{labels.get(value[1:], value[1:])}”" if value.startswith("=") else value
