"""The draft editor's fields: from a version to what the page shows, and from what was posted to what the action takes."""

import datetime as dt

from yuanban.catalogue.comparing import CHANNELS
from yuanban.ledger.invalid import Invalid
from yuanban.places.models import Body

NUMBERS = ("statutory", "promised", "reviewers", "visits", "term_months")
MAYBE = ("statutory", "promised", "term_months")
FEE = ("name", "standard", "basis")
TEXTS = ("kind", "result_kind", "visit_reason", "result_name", "consult", "complaint")
ROW = {"code": "", "name": "", "originals": "0", "copies": "0", "need": "required", "source": "applicant"} | {
    "note": "",
    "shelf_kind": "",
}
LAW = {"law": "", "article": ""}
MOST_ROWS = 100


def of_version(version):
    """Everything as text, as a browser would send it back."""
    return {
        **{name: text_of(getattr(version, name)) for name in (*NUMBERS, *TEXTS)},
        "validity": version.validity.lower.isoformat(),
        "joint": version.joint,
        "first_reviewer": version.first_reviewer.code if version.first_reviewer else "",
        **{f"fee_{name}": (version.fee or {}).get(name) or "" for name in FEE},
        "conditions": "\n".join(version.conditions),
        "channels": version.channels,
        **commitment_of(version.commitment),
        "basis": [LAW | {k: v or "" for k, v in one.items() if k in LAW} for one in version.basis] or [LAW],
        "materials": [{name: text_of(getattr(m, name)) for name in ROW} for m in version.materials.all()],
    }


def commitment_of(said):
    return {
        "commit_materials": said.get("materials", []),
        "commit_conditions": said.get("conditions", []),
        "commit_days": text_of(said.get("days")) if said.get("days") else "",
        "commit_consequence": said.get("consequence", ""),
    }


def text_of(value):
    return "" if value is None else str(value)


def of_post(post):
    return {
        **{name: post.get(name, "").strip() for name in (*NUMBERS, *TEXTS, "validity")},
        "joint": "joint" in post,
        **{name: post.get(name, "").strip() for name in ("first_reviewer", *(f"fee_{part}" for part in FEE))},
        "conditions": post.get("conditions", ""),
        "channels": [way for way in CHANNELS if way in post.getlist("channels")],
        **{name: post.getlist(name) for name in ("commit_materials", "commit_conditions")},
        **{name: post.get(name, "").strip() for name in ("commit_days", "commit_consequence")},
        "basis": rows(post, "basis", LAW),
        "materials": rows(post, "m", ROW),
    }


def rows(post, name, blank):
    found: list[dict[str, str]] = []
    while len(found) < MOST_ROWS and f"{name}{len(found)}-{next(iter(blank))}" in post:
        found.append({key: post.get(f"{name}{len(found)}-{key}", default).strip() for key, default in blank.items()})
    return found


def moved(typed, do):
    """The form after a button of its rows: add, drop, up, down. `do` is like `up-materials-2`."""
    what, _, rest = do.partition("-")
    name, _, at = rest.partition("-")
    n = int(at) if at.isascii() and at.isdigit() and len(at) < 4 else -1
    lines = list(typed.get(name) or []) if name in ("basis", "materials") else []
    if what == "add" and len(lines) < MOST_ROWS:
        lines.append(dict(LAW if name == "basis" else ROW))
    elif 0 <= n < len(lines):
        line = lines.pop(n)
        if what in ("up", "down"):
            lines.insert(max(0, n + (1 if what == "down" else -1)), line)
    return typed | {name: lines} if name in ("basis", "materials") else typed


def read(typed):
    """-> (first day, materials, fields) for `edit_draft`. Raises Invalid with everything that cannot be read."""
    errors: dict[str, str] = {}
    fields = {name: number(typed, name, errors, name in MAYBE) for name in NUMBERS}
    fields |= {name: typed[name] for name in TEXTS} | {"joint": typed["joint"], "channels": typed["channels"]}
    fields["first_reviewer"] = reviewer(typed["first_reviewer"], errors)
    fields["fee"] = fee(typed)
    fields["commitment"] = commitment(typed, errors)
    fields["conditions"] = [line.strip() for line in typed["conditions"].splitlines() if line.strip()]
    fields["basis"] = typed["basis"] = [one for one in typed["basis"] if any(one.values())]
    materials = [material(row, n, errors) for n, row in enumerate(typed["materials"])]
    day = day_of(typed["validity"], errors)
    if errors:
        raise Invalid(errors)
    return day, coded(materials), fields


def reviewer(code, errors):
    """The lower organ of this code; None when none is named."""
    body = Body.objects.filter(code=code, kind__in=("organ", "organisation")).first() if code else None
    if code and body is None:
        errors["first_reviewer"] = "没有这个机关，请从列表中选择。"
    return body


def commitment(typed, errors):
    """告知承诺 as it is kept; empty when nothing of it is filled in."""
    said = {
        "materials": typed["commit_materials"],
        "conditions": typed["commit_conditions"],
        "consequence": typed["commit_consequence"],
    }
    return said | {"days": number(typed, "commit_days", errors, True) or 0} if any(said.values()) else {}


def fee(typed):
    """What is charged, by which law; None when nothing is."""
    said = {name: typed[f"fee_{name}"][:300] for name in FEE}
    return said if any(said.values()) else None


def number(typed, name, errors, maybe=False, key=""):
    text = typed[name]
    if text.isascii() and text.isdigit() and len(text) < 5:
        return int(text)
    if text or not maybe:
        errors[key or name] = "请填写整数，例如 5。"
    return None


def material(row, n, errors):
    counts = {name: number(row, name, errors, key=f"m{n}-{name}") for name in ("originals", "copies")}
    return row | counts


def coded(materials):
    """Every material keeps its code; a new one gets the next that nobody has."""
    taken = {row["code"] for row in materials}
    free = (code for n in range(1, 2 * MOST_ROWS + 2) if (code := f"m{n}") not in taken)
    seen: set[str] = set()
    for row in materials:
        fits = row["code"] and row["code"] not in seen and row["code"].replace("-", "").replace("_", "").isalnum()
        row["code"] = row["code"][:60] if fits and row["code"].isascii() else next(free)
        seen.add(row["code"])
    return materials


def day_of(text, errors):
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        errors["validity"] = "请填写起始日期，例如 2026-03-05。"
        return None
