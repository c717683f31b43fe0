"""One park's centre with everything a matter needs there: organs, desks, people, papers, seals, items, firms.

The same lines make every centre of the province and the model on which the stories are played: what holds of the model,
names and numbers exchanged, holds of each of them.
"""

from dataclasses import dataclass, field

from yuanban.accounts.models import Enterprise, Person, Post
from yuanban.catalogue.models import Item, Material
from yuanban.demo.province import kept
from yuanban.demo.province.catalogue import FROM, PATTERNS, version_of
from yuanban.law.codes import parse_item_code
from yuanban.mandates.models import Arrangement, Instrument, Seal
from yuanban.places.models import Body, Centre, Park, Region

POWERS = ["receive", "accept", "review", "decide", "seal", "deliver"]
HANDLING = POWERS[1:]
BASIS = "四川省园区赋权样例规定（演示）第四条"
NOTE = "（演示）"

# way: the mode the park wishes where the organ has given the park this much
WAYS = {
    "statute": "",
    "entrusted": "direct-authorisation",
    "sight": "direct-authorisation",
    "devolved": "direct-authorisation",
    "mutual": "mutual-windows",
    "onsite": "onsite-agency",
    "offline": "offline-agency",
}
POWER_WAYS = {"entrusted": 28, "sight": 14, "mutual": 30, "onsite": 13, "offline": 15}
LIGHT_WAYS = {"entrusted": 25, "mutual": 55, "offline": 20}
HELPED = ("onsite", "offline")


@dataclass
class Offer:
    """An item as one park offers it: under which way, by which pattern."""

    item: Item
    version: object
    pattern: str
    way: str
    organ: str

    @property
    def key(self):
        return self.pattern, self.way


@dataclass
class Seat:
    park: Park
    centre: Centre
    committee: Body
    window: Body
    helper: Body
    desk: Body
    county: Region
    city: Region
    clerks: list[Post] = field(default_factory=list)
    helpers: list[Post] = field(default_factory=list)
    staff: dict[tuple, list[Post]] = field(default_factory=dict)  # (body code, organ code or ""): posts that handle
    heads: dict[str, Post] = field(default_factory=dict)
    papers: dict[tuple, Instrument] = field(default_factory=dict)  # (way, organ code)
    seals: dict[tuple, Seal] = field(default_factory=dict)  # (organ code, keeper code)
    organs: dict[str, Body] = field(default_factory=dict)
    offers: list[Offer] = field(default_factory=list)
    firms: list[tuple[Enterprise, Person]] = field(default_factory=list)
    cadre: Person | None = None


def body(code, name, short, role, level, territory, **more):
    kind = "organ" if role in ("government", "department", "committee") else "organisation"
    standing = {"committee": "authorised", "government": "statutory", "department": "statutory"}.get(role, "none")
    return Body(
        code=code, name=name, short=short, kind=kind, role=role, standing=standing, level=level, territory=territory, **more
    )  # fmt: skip


def ways_of(kind):
    """{way: weight}: how centres come to handle such matters; what is settled on the spot or served needs no more."""
    return LIGHT_WAYS if kind.kind == "spot" or kind.list == "service" else POWER_WAYS


def simplest(key):
    """What is simplest first."""
    kind = PATTERNS[key]
    return kind.statutory, kind.reviewers


def item_of(organ, level, letter, number, name, type, list_):
    """An item of this organ under a code that parses as the province's live ones do."""
    region = organ.territory[0]
    code = f"511{letter}9{number:07d}-{region}000000-000-{organ.credit_code}-{level}-00"
    parsed = parse_item_code(code)
    from yuanban.catalogue.models import BasicItem

    return Item(
        code=code, scheme=parsed.scheme, warnings=list(parsed.warnings), name=name, organ=organ, organ_name=organ.name,
        region_id=region, type=type, list=list_, audience="enterprise", theme="",
        basic=BasicItem(code=parsed.basic, name=name, type=type),
    )  # fmt: skip


def drawn(item, pattern, supervisor):
    """The item with its one version and its materials, not yet saved."""
    kind = PATTERNS[pattern]
    said = version_of(kind) | {
        "result_name": f"{item.name}{'证' if kind.result == 'certificate' else '结果通知书'}"[:120]
    }
    version = kept.version(1, FROM, supervisor=supervisor if kind.regulated else None, **said)
    materials = [Material(order=n, code=code, name=name) for n, (code, name) in enumerate(kind.materials)]
    return item, version, materials


def statute(organ, items):
    """What the organ holds by law, over its own territory."""
    one = Instrument(
        code=f"law-{organ.code}", kind="statute", title=f"{organ.name}法定职权{NOTE}", number=f"{organ.short}权责清单",
        to=organ, powers=POWERS, territory=organ.territory, basis=BASIS, from_date=FROM,
        duties="依法受理、审查、决定，并承担复议、诉讼后果。",
    )  # fmt: skip
    return one, items, []


def given(seat, way, organ, items, staff=()):
    """The paper by which `organ` gives this centre these items in this way."""
    kind, to, powers, sight = {
        "entrusted": ("entrustment", seat.committee, HANDLING, None),
        "sight": ("entrustment", seat.committee, ["accept", "review", "deliver"], 1),
        "devolved": ("devolution", seat.committee, POWERS, None),
        "mutual": ("secondment", seat.desk, HANDLING, None),
    }[way]
    name = {"entrustment": "委托书", "devolution": "下放决定", "secondment": "派驻协议"}[kind]
    title = f"{organ.name}交{seat.park.short}办理事项{name}{'（见章盖章）' if sight else ''}{NOTE}"
    one = Instrument(
        code=f"{way}-{organ.code}-{seat.park.code}", kind=kind, title=title, number=f"{organ.short}{seat.park.short}{way}一号",
        grantor=organ, to=to, powers=powers, territory=[seat.county.code], basis=BASIS, seal_on_sight=sight,
        from_date=FROM, to_date=None if kind == "devolution" else FROM.replace(year=2028),
        duties="按照文书载明的范围办理。",
    )  # fmt: skip
    return one, items, list(staff)


def own_seal(organ):
    return Seal(code=f"seal-{organ.code}", of=organ, kept_by=organ, name=organ.name, kind="official", all_items=True, from_date=FROM)  # fmt: skip


def kept_seal(seat, organ, keeper, number):
    return Seal(
        code=f"seal-{organ.code}-{keeper.code}", of=organ, kept_by=keeper, name=f"{organ.name}行政审批专用章（{number}）",
        kind="approval", all_items=True, place=seat.centre, from_date=FROM,
    )  # fmt: skip


def arranged(seat, offer):
    cadre = seat.cadre if offer.way == "onsite" else None
    return Arrangement(park=seat.park, item=offer.item, mode=WAYS[offer.way], from_date=FROM, note="", cadre=cadre)
