"""What was typed into the form of a paper, read into the model's fields, and the other way round."""

import re

from django.http import QueryDict

from yuanban.accounts.models import Person
from yuanban.catalogue.models import Item
from yuanban.law.world import POWERS
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.choosing import chosen_items
from yuanban.mandates.models import Instrument
from yuanban.mandates.reading import day_of
from yuanban.places.models import Body, Region

CODE = "编号由小写字母、数字和横线组成，例如 weituo-2026-08。"
ITEMS = ("items", "staff")


def read(post):
    """Everything but the code. Raises Invalid with every field that cannot be read."""
    readers = {
        "items": lambda: chosen_items(post),
        "territory": lambda: territory(post.get("territory", "")),
        "from_date": lambda: maybe_day(post, "from_date"),
        "to_date": lambda: maybe_day(post, "to_date"),
        "seal_on_sight": lambda: sight(post.get("seal_on_sight", "").strip()),
    }
    said: dict = {}
    errors: dict = {}
    for name, reader in readers.items():
        try:
            said[name] = reader()
        except Invalid as problem:
            errors |= problem.errors
    if errors:
        raise Invalid(errors)
    return said | plain(post)


def plain(post):
    return {
        "kind": post.get("kind", ""),
        "title": short(post, "title", 200),
        "number": short(post, "number", 80),
        "grantor": body_of(post, "grantor"),
        "to": body_of(post, "to"),
        "powers": [power for power in POWERS if power in post.getlist("powers")],
        "condition": post.get("condition", "").strip() or None,
        "basis": short(post, "basis", 300) or None,
        "duties": post.get("duties", "").strip(),
        "staff": list(Person.objects.filter(pk__in=numbers(post, "staff"))),
    }


def typed_of(paper):
    """The form as it looks for this paper."""
    typed = QueryDict(mutable=True)
    for name in ("kind", "title", "number", "condition", "basis", "duties"):
        typed[name] = getattr(paper, name) or ""
    for name in ("from_date", "to_date"):
        typed[name] = getattr(paper, name).isoformat() if getattr(paper, name) else ""
    typed["seal_on_sight"] = "" if paper.seal_on_sight is None else str(paper.seal_on_sight)
    typed["grantor"] = paper.grantor.code if paper.grantor else ""
    typed["to"] = paper.to.code if paper.to else ""
    typed["territory"] = " ".join(paper.territory)
    typed.setlist("powers", paper.powers)
    for name in ITEMS:
        typed.setlist(name, [str(pk) for pk in getattr(paper, name).values_list("pk", flat=True)])
    return typed


def short(post, name, most):
    told = post.get(name, "").strip()
    if len(told) > most:
        raise Invalid({name: f"最多{most}字，现为{len(told)}字。"})
    return told


def check_code(code):
    code = code.strip()
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) or code == "new":
        raise Invalid({"code": CODE})
    return code


def code_or_next(post, model, word, day):
    """What was typed, or the next free one of this day: pf-20261123-1."""
    if typed := post.get("code", "").strip():
        return check_code(typed)
    root = f"{word}-{day:%Y%m%d}"
    taken = set(model.objects.filter(code__startswith=root).values_list("code", flat=True))
    return next(code for n in range(1, 100_000) if (code := f"{root}-{n}") not in taken)


def body_of(post, name):
    code = post.get(name, "")
    return Body.objects.filter(code=code).first() if code else None


def required_body(post, name, sentence):
    found = body_of(post, name)
    if found is None:
        raise Invalid({name: sentence})
    return found


def territory(text):
    """Region codes or names, parted by spaces or commas, as codes."""
    words = re.split(r"[\s,，、;；]+", text.strip()) if text.strip() else []
    found = Region.objects.filter(code__in=words) | Region.objects.filter(name__in=words)
    known, double = {}, set()
    for region in found:
        known[region.code] = region.code
        if region.name in known and region.name in words:
            double.add(region.name)
        known.setdefault(region.name, region.code)
    if double:
        raise Invalid({"territory": f"有几个地方都叫：{'、'.join(sorted(double))}。请填写代码。"})
    unknown = [word for word in words if word not in known]
    if unknown:
        raise Invalid({"territory": f"没有这个行政区划：{'、'.join(unknown)}。请填写代码或者全称。"})
    return list(dict.fromkeys(known[word] for word in words))


def sight(text):
    if text and not (text.isascii() and text.isdigit() and int(text) <= 20):
        raise Invalid({"seal_on_sight": "见章盖章的时限为0至20个工作日。"})
    return int(text) if text else None


def maybe_day(post, name):
    return day_of(post[name], name) if post.get(name) else None


def numbers(post, name):
    return [int(text) for text in post.getlist(name) if text.isascii() and text.isdigit() and len(text) < 15]


def kinds():
    return {key: name for key, name in Instrument.KINDS.items() if key != "agency"}


def items_of(pks):
    return Item.objects.filter(pk__in=pks)
