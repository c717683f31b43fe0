"""
A form and its guidance under the editor's hands: every change gives a new definition and leaves the old one as it was.

Places are `f-2` (the third question), `f-2-0` (the first question of its rows), `q-1` (a question of the guidance), `o-0` (an outcome).
"""

from copy import deepcopy
from itertools import count

from yuanban.catalogue.form_conditions import composed, tested
from yuanban.catalogue.form_definition import everyone
from yuanban.catalogue.form_types import TYPES

ROOM = {"f": ("form",), "q": ("guidance", "questions"), "o": ("guidance", "outcomes")}
TEXTS = ("key", "label", "unit", "help", "section", "prefill", "same", "text", "material", "row")
NUMBERS = ("min", "max", "max_length", "min_rows", "max_rows")


def definition_of(version):
    guidance = version.guidance or {}
    said = {"questions": guidance.get("questions") or [], "outcomes": guidance.get("outcomes") or []}
    return deepcopy({"form": version.form or [], "guidance": said})


def tidy(definition):
    """The guidance as it is stored: empty when nothing is in it."""
    said = {name: rows for name, rows in definition["guidance"].items() if rows}
    return definition["form"], said


def place(definition, at):
    """(the list, the index in it); raises LookupError when there is nothing at this place."""
    kind, *steps = at.split("-")
    rows = definition
    for name in ROOM[kind]:
        rows = rows[name]
    numbers = [int(step) for step in steps if step.isascii() and step.isdigit()]
    if not numbers or len(numbers) != len(steps) or len(numbers) > 2:
        raise LookupError(at)
    if len(numbers) == 2:
        rows = rows[numbers[0]]["fields"]
    if numbers[-1] >= len(rows):
        raise LookupError(at)
    return rows, numbers[-1]


def at_place(definition, at):
    rows, n = place(definition, at)
    return rows[n]


def replaced(definition, at, one):
    after = deepcopy(definition)
    rows, n = place(after, at)
    rows[n] = one
    return after


def removed(definition, at):
    after = deepcopy(definition)
    rows, n = place(after, at)
    del rows[n]
    return after


def moved(definition, at, by):
    """One step up or down among its neighbours; for a question, among those of its section. -> (definition, its new place)"""
    after = deepcopy(definition)
    rows, n = place(after, at)
    same = [i for i, one in enumerate(rows) if one.get("section") == rows[n].get("section")]
    to = same.index(n) + by
    if not 0 <= to < len(same):
        return after, at
    rows.insert(same[to], rows.pop(n))
    return after, "-".join([*at.split("-")[:-1], str(same[to])])


def section_moved(definition, title, by):
    """All questions of a section before or behind those of its neighbour."""
    after = deepcopy(definition)
    titles = sections_of(after)
    n = titles.index(title)
    if 0 <= n + by < len(titles):
        titles.insert(n + by, titles.pop(n))
    after["form"].sort(key=lambda one: titles.index(one.get("section") or ""))
    return after


def section_renamed(definition, title, new):
    after = deepcopy(definition)
    for one in after["form"]:
        if (one.get("section") or "") == title:
            one["section"] = new
    return after


def sections_of(definition):
    return list(dict.fromkeys(one.get("section") or "" for one in definition["form"]))


def added(definition, post):
    """A new question, in a group, in the form or in the guidance, or a new outcome. -> (definition, its place)"""
    after = deepcopy(definition)
    where = post.get("into", "f")
    if where == "o":
        after["guidance"]["outcomes"].append(outcome_of(post))
        return after, f"o-{len(after['guidance']['outcomes']) - 1}"
    rows = after["guidance"]["questions"] if where == "q" else after["form"]
    if where.startswith("f-"):
        rows = at_place(after, where).setdefault("fields", [])
    rows.append(blank_field(after, post))
    return after, f"{where}-{len(rows) - 1}"


def blank_field(definition, post):
    kind = post.get("type", "text")
    one = {
        "key": free_key(definition),
        "label": post.get("label", "").strip(),
        "type": kind if kind in TYPES else "text",
    }
    one |= {"fact": True} if post.get("fact") and kind != "choices" else {}
    one |= {"section": post["section"].strip()} if post.get("section", "").strip() else {}
    if kind in ("choice", "choices"):
        one["options"] = lines(post.get("options", "")) or ["选项一", "选项二"]
    if kind == "group":
        one["fields"] = [{"key": free_key(definition, one["key"]), "label": "名称", "type": "text"}]
    if kind == "statement":
        one["text"] = "以上内容真实、完整。"
    if kind == "file":
        one["material"] = post.get("material", "")
    return one


def free_key(definition, *taken):
    """q1, q2 …: one that nothing in the form or the guidance has."""
    used = {one["key"] for _, one, _ in everyone(definition["form"])} | set(taken)
    used |= {one["key"] for one in definition["guidance"]["questions"]}
    return next(key for n in count(1) if (key := f"q{n}") not in used)


def field_of(post, before):
    """The question as the editor's fields say it; what they do not show stays as it was."""
    kind = post.get("type", before["type"])
    one = {name: post[name].strip() for name in TEXTS if post.get(name, "").strip()} | {"type": kind}
    one |= {name: True for name in ("required", "fact") if name in post}
    one |= {name: number for name in NUMBERS if (number := number_of(post.get(name, ""))) is not None}
    if kind in ("choice", "choices"):
        one["options"] = lines(post.get("options", ""))
    if when := composed(post, "when"):
        one["when"] = when
    if checks := tested(post):
        one["checks"] = checks
    if kind == "group":
        one["fields"] = before.get("fields") or [{"key": f"{one.get('key', 'q')}_1", "label": "名称", "type": "text"}]
    return one | {name: before[name] for name in ("rows",) if name in before}


def number_of(text):
    """A number when it reads as one, else the text as it is, for the check to speak about."""
    text = text.strip()
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number == int(number) else number


def outcome_of(post):
    one = {"when": composed(post, "when")}
    one |= {name: given for name in ("needs", "spares") if (given := post.getlist(name))}
    target = {
        name: post[f"instead_{name}"].strip() for name in ("item", "bundle") if post.get(f"instead_{name}", "").strip()
    }
    one |= {"instead": target} if target else {}
    one |= {name: post[name].strip() for name in ("fails", "note") if post.get(name, "").strip()}
    facts = dict(fact_of(line) for line in lines(post.get("facts", "")) if "=" in line)
    return one | ({"facts": facts} if facts else {})


def fact_of(line):
    key, _, value = (part.strip() for part in line.partition("="))
    plain = {"是": True, "否": False, "true": True, "false": False}
    return key, plain[value] if value in plain else number_of(value)


def facts_text(outcome):
    words = {True: "是", False: "否"}
    return "\n".join(f"{k}={words[v] if isinstance(v, bool) else v}" for k, v in (outcome.get("facts") or {}).items())


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]
