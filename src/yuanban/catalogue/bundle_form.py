"""What the pages of a 一件事 send, read into what its actions take: one part of the draft at a time."""

import datetime as dt
import re

from yuanban.catalogue.bundle_step import KEY, MEMBER
from yuanban.catalogue.models import Bundle, Item
from yuanban.ledger.invalid import Invalid
from yuanban.places.models import Body, Park, Region

WORDS = {"yesno": "是或者否", "choice": "单选", "choices": "多选", "number": "数字"}
QUESTION = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")


def day_of(text):
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Invalid({"from_date": "日期应为年-月-日。"}) from None


def told(one, post=None):
    """[(number, member, the others it may wait for)]; `post`: what was typed about one of them and could not be kept."""
    members = list(one.members.all())
    for m in members if post else ():
        if m.key == post.get("key"):
            retype(m, post)
    return [(n, m, [other for other in members if other.pk != m.pk]) for n, m in enumerate(members)]


def retype(m, post):
    for name, value in said_of(post).items():
        setattr(m, name, value)


def typed_of(one, verb="", post=None):
    """{form: what stands in its fields}: what was typed and could not be kept, else what is kept."""
    plain = {name: getattr(one, name) for name in ("name", "theme", "promised", "source", "note")}
    kept = plain | {"lead": one.lead_id or "", "from_date": one.from_date or "", "to_date": one.to_date or ""}
    sent = {name: post[name] for name in post} if post else {}
    whole = kept | (sent if verb in ("basics", "publish", "withdraw") else {})
    return {"whole": whole, "add": sent if verb == "add" else {}, "question": sent if verb == "question" else {}}


def options(actor, one):
    parks = Park.objects.filter(centre__isnull=False).order_by("name")
    parks = parks.filter(centre=actor.centre) if actor.role == "manager" else parks
    return {
        "all_parks": parks,
        "in_parks": {park.pk for park in one.parks.all()},
        "all_regions": Region.objects.filter(level__in=("province", "prefecture", "county")).order_by("code"),
        "leads": [
            (body.pk, body.name) for body in Body.objects.filter(kind__in=("organ", "organisation")).order_by("name")
        ],
    }


def changed(actor, one, verb, post):
    """The keyword arguments of `edit_bundle` for one button."""
    readers = {"basics": basics, "places": places, "question": question, "member": member, "add": added, "move": moved}
    if verb not in readers:
        raise Invalid({"": "没有这一步。"})
    return readers[verb](actor, one, post)


def basics(actor, one, post):
    promised = post.get("promised", "").strip()
    if promised and not promised.isdigit():
        raise Invalid({"promised": "联合承诺时限应为整数（工作日）。"})
    lead = post.get("lead", "")
    return {
        **{name: post.get(name, "").strip() for name in ("name", "theme", "source", "note")},
        "promised": int(promised) if promised else None,
        "lead": Body.objects.filter(pk=lead).first() if lead.isdigit() else None,
    }


def places(actor, one, post):
    parks = list(
        Park.objects.select_related("centre").filter(pk__in=[pk for pk in post.getlist("parks") if pk.isdigit()])
    )
    regions = list(Region.objects.filter(code__in=post.getlist("regions")).values_list("code", flat=True))
    return {"parks": parks} | ({} if actor.role == "manager" else {"regions": sorted(regions)})


def question(actor, one, post):
    """A question about the circumstances: put in or put anew by its key; dropped with `do=drop`."""
    key, left = post.get("key", "").strip(), list(one.situations)
    if post.get("do") == "drop":
        return {"situations": [q for q in left if q["key"] != key]}
    if not QUESTION.fullmatch(key):
        raise Invalid({"key": "代码以字母开头，只用字母、数字和下划线。"})
    asked = {"key": key, "label": post.get("label", "").strip(), "type": post.get("type", "yesno"), "required": True}
    lines = [line.strip() for line in post.get("options", "").splitlines() if line.strip()]
    asked |= {"options": lines} if asked["type"] in ("choice", "choices") else {}
    asked |= {"help": post["help"].strip()} if post.get("help", "").strip() else {}
    at = next((n for n, q in enumerate(left) if q["key"] == key), len(left))
    return {"situations": [*left[:at], asked, *left[at + 1 :]]}


def rows_of(one):
    return [{name: getattr(m, name) for name in MEMBER} for m in one.members.all()]


def member(actor, one, post):
    """One member as its own form says; `do=drop` takes it out, with what waits for it."""
    rows, key = rows_of(one), post.get("key", "")
    if post.get("do") == "drop":
        return {"members": [without(row, key) for row in rows if row["key"] != key]}
    days, said = post.get("days", "").strip(), said_of(post)
    named = {"organ": post.get("organ", "").strip(), "days": int(days) if days.isdigit() else None}
    return {
        "members": [row | said | (named if row["item"] is None else {}) if row["key"] == key else row for row in rows]
    }


def said_of(post):
    return {
        "name": post.get("name", "").strip(),
        "note": post.get("note", "").strip(),
        "needs": post.getlist("needs"),
        "after": [key for key in post.getlist("after") if key not in post.getlist("needs")],
        "when": post.get("when", "").strip(),
        "decisive": "decisive" in post,
        "flows": flows_of(post),
    }


def without(row, key):
    waits = {name: [other for other in row[name] if other != key] for name in ("needs", "after")}
    return row | waits | {"flows": {code: other for code, other in row["flows"].items() if other != key}}


def flows_of(post):
    return {name[5:]: post[name] for name in post if name.startswith("flow-") and post[name]}


def added(actor, one, post):
    """An item by its code, or a matter that is not in the catalogue by its name."""
    code, name, key = (post.get(what, "").strip() for what in ("item", "name", "key"))
    item = Item.objects.filter(code=code).first() if code else None
    if code and item is None:
        raise Invalid({"item": "没有这个编码的事项。请从候选中选择，或者留空、只写名称。"})
    if not KEY.fullmatch(key):
        raise Invalid({"key": "请给这一件一个代码：字母、数字和短横线。"})
    row = {"key": key, "item": item, "name": name, "organ": post.get("organ", "").strip()}
    return {"members": [*rows_of(one), row]}


def moved(actor, one, post):
    rows, key = rows_of(one), post.get("key", "")
    at = next((n for n, row in enumerate(rows) if row["key"] == key), 0)
    to = max(0, min(len(rows) - 1, at + (-1 if post.get("do") == "up" else 1)))
    rows.insert(to, rows.pop(at))
    return {"members": rows}


__all__ = ["Bundle", "changed", "day_of", "options", "told", "typed_of"]
