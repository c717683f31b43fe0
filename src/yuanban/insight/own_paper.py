"""A paper that somebody makes up in the small form, as one word of the address and back."""

from yuanban.catalogue.models import Item
from yuanban.law.wanted import BASIS, Wanted
from yuanban.law.world import POWERS, Instrument, Seal
from yuanban.places.models import Body, Region

OWN = {"entrustment": "委托", "secondment": "派驻", "devolution": "下放", "seal": "印章交园区保管"}
FIELDS = ("kind", "from", "to", "items", "powers", "territory", "sight")


def errors_of(query):
    """What is missing when the form was sent with something wrong in it."""
    if "add" not in query:
        return {}
    errors = {}
    if query.get("kind") not in OWN:
        errors["kind"] = "请选择文书种类。"
    for key, sentence in (("from", "请选择授出机关。"), ("to", "请选择承接主体。")):
        if not Body.objects.filter(code=query.get(key, "")).exists():
            errors[key] = sentence
    if not errors and query["from"] == query["to"]:
        errors["to"] = "授出机关和承接主体不能是同一个。"
    if not query.getlist("items"):
        errors["items"] = "请至少选择一个事项。"
    if query.get("kind") != "seal" and not [p for p in query.getlist("powers") if p in POWERS]:
        errors["powers"] = "请至少选择一项权限。"
    return errors | place_errors(query.get("territory", "")) | sight_errors(query.get("sight", ""))


def place_errors(text):
    words = split(text)
    known = set(Region.objects.filter(code__in=words).values_list("code", flat=True))
    unknown = [word for word in words if word not in known]
    return {"territory": f"没有这个行政区划代码：{'、'.join(unknown)}。"} if unknown else {}


def sight_errors(text):
    good = not text or (text.isascii() and text.isdigit() and int(text) <= 20)
    return {} if good else {"sight": "见章盖章的时限为0至20个工作日。"}


def own_papers(query, day):
    """[(word of the address, Wanted)]: those carried along, and the one just sent."""
    words = list(dict.fromkeys(query.getlist("own")[:20]))
    if "add" in query and not errors_of(query):
        words.append(spelled(query))
    return [(word, paper) for word in words if (paper := read(word, day))]


def spelled(query):
    parts = {
        **{key: query.get(key, "") for key in ("kind", "from", "to", "sight")},
        "items": ".".join(query.getlist("items")),
        "powers": ".".join(query.getlist("powers")),
        "territory": ".".join(split(query.get("territory", ""))),
    }
    return "~".join(parts[field] for field in FIELDS)


def split(text):
    return text.replace("，", " ").replace("、", " ").replace(",", " ").split()


def read(word, day):
    """The paper, or None when the word is not one of ours."""
    said = word.split("~")
    if len(said) != len(FIELDS) or said[0] not in OWN:
        return None
    kind, giver, to, items, powers, territory, sight = said
    numbers = [int(n) for n in items.split(".") if n.isascii() and n.isdigit() and len(n) < 15]
    codes = frozenset(Item.objects.filter(pk__in=numbers).values_list("code", flat=True))
    known = set(Body.objects.filter(code__in=(giver, to)).values_list("code", flat=True))
    if not codes or known != {giver, to}:
        return None
    if kind == "seal":
        return Wanted(Seal(giver, to, codes, day, id=f"own:{word}"[:200]))
    entrusted = kind == "entrustment"
    return Wanted(
        Instrument(
            id=f"own:{word}",
            kind=kind,
            grantor=giver,
            to=to,
            items=codes,
            powers=frozenset(powers.split(".")) & frozenset(POWERS),
            territory=tuple(territory.split(".")) if territory else (),
            basis=BASIS if entrusted else None,
            published=day,
            from_date=day,
            seal_on_sight=int(sight) if sight.isascii() and sight.isdigit() and entrusted else None,
        )
    )
