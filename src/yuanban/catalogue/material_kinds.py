"""Which material is which: 营业执照 of one item is 营业执照 of another. By the kind an item's guide names, else by its name."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yuanban.catalogue.words import plain
from yuanban.law.strict import load

FILE = Path(__file__).parent / "data" / "material_kinds.yaml"
EACH_TIME = "each-time"
LONGEST = 60
BY_NAME = "name:"
# What is written for one application says nothing for the next.
FRESH = re.compile(
    "申请书|申请表|申请单|登记表|申报表|备案表|采集表|信息表|确认表|承诺书|委托书|决议|说明表|申请$|缴销清单|花名册|缴存清册"
)
PERSONAL = re.compile("身份证|身份证明|户口簿|学历|花名册|驾驶证")


@dataclass(frozen=True)
class Kind:
    code: str
    name: str
    names: tuple[str, ...] = ()
    personal: bool = False


@cache
def kinds():
    """{code: Kind}, as the data file has them."""
    return {
        code: Kind(code, row["name"], tuple(row["names"]), row.get("personal", False))
        for code, row in load(FILE).items()
    }


@cache
def by_name():
    return {plain(name): kind.code for kind in kinds().values() for name in (kind.name, *kind.names)}


def kind_of(material):
    """The kind of a catalogue.Material; "" for what every application needs anew."""
    return kind_for(material.name, material.shelf_kind)


def kind_for(name, code=""):
    if code == EACH_TIME or (not code and FRESH.search(name) and plain(name) not in by_name()):
        return ""
    return code or by_name().get(plain(name)) or f"{BY_NAME}{plain(name)}"[:LONGEST]


def name_of(kind):
    """What a kind is called; of a kind that is only a name, that name."""
    return kinds()[kind].name if kind in kinds() else kind.removeprefix(BY_NAME)


def is_personal(kind, name=""):
    """Whether it tells of a natural person."""
    return (kind in kinds() and kinds()[kind].personal) or bool(PERSONAL.search(name))


def choices():
    """For the editor of an item: by name, anew each time, or one of the kinds."""
    return [(EACH_TIME, "每次另交，不从材料库取"), *((kind.code, kind.name) for kind in kinds().values())]
