"""A 一件事 for one park, one day and one set of circumstances: which matters it includes, which it leaves out and why, in what order."""

from dataclasses import dataclass, field
from typing import Any

from yuanban.catalogue.form_reading import read_form
from yuanban.catalogue.form_rules import holds
from yuanban.catalogue.merging import merge
from yuanban.catalogue.models import BundleItem
from yuanban.catalogue.queries import versions_on
from yuanban.law import bundle as law
from yuanban.law.conditions import ConditionError

OTHERWISE = "您的情况不用办"
NOT_HERE = {
    "situation": OTHERWISE,
    "named": "不在这里办理",
    "gone": "暂时不能办理",
    "unlawful": "不能在本园区办理",
    "follows": "没有前一件，不能单独办",
}


@dataclass(frozen=True)
class Left:
    """A member that is not included; `kind` is one of NOT_HERE."""

    member: BundleItem
    kind: str
    why: str

    def told(self):
        return {"key": self.member.key, "name": self.member.called, "kind": self.kind, "why": self.why}


@dataclass
class Chosen:
    """The members that apply, each with the version that binds, and those left out."""

    bundle: Any
    answers: dict = field(default_factory=dict)
    open: list = field(default_factory=list)
    members: list = field(default_factory=list)
    versions: list = field(default_factory=list)
    left: list = field(default_factory=list)

    @property
    def items(self):
        return [version.item for version in self.versions]

    @property
    def order(self):
        return order_of(self.members, {v.item_id: v for v in self.versions})

    @property
    def course(self):
        return law.course(self.order)

    def member_of(self, item):
        return next(one for one in self.members if one.item_id == item.pk)

    def flows(self):
        """{item pk: codes of its materials for which the result of another member included stands}"""
        keys = {one.key for one in self.members}
        return {m.item_id: {code for code, key in m.flows.items() if key in keys} for m in self.members}

    def merged(self):
        items = {m.key: m.item_id for m in self.members}
        shared = [
            {"codes": {items[key]: code for key, code in group["codes"].items() if key in items}}
            for group in self.bundle.shared
        ]
        return merge(self.versions, shared, self.flows())

    def without(self, keys):
        """The same, without these members and without those that need them."""
        left = set(keys)
        while more := {m.key for m in self.members if m.key not in left and set(m.needs) & left}:
            left |= more
        kept = [(m, v) for m, v in zip(self.members, self.versions, strict=True) if m.key not in left]
        gone = [
            Left(m, "unlawful" if m.key in keys else "follows", NOT_HERE["follows"])
            for m in self.members
            if m.key in left
        ]
        return Chosen(
            self.bundle, self.answers, self.open, [m for m, _ in kept], [v for _, v in kept], [*self.left, *gone]
        )


def order_of(members, versions=None):
    """The members as the law's order sees them, each with its promised days."""
    versions = versions or {}
    return law.among(
        law.Member(m.key, days_of(m, versions.get(m.item_id)), m.called, tuple(m.needs), tuple(m.after), m.decisive)
        for m in members
    )


def days_of(member, version):
    if version is None:
        return member.days or 0
    return version.promised or version.statutory or 20


def read_situations(bundle, raw):
    """-> (clean answers, errors, questions asked and not answered)"""
    asked = [{**q, "required": False} for q in bundle.situations]
    filled = read_form(asked, raw if isinstance(raw, dict) else {})
    left = [q for q in bundle.situations if q["key"] in filled.asked and q["key"] not in filled.clean]
    return filled.clean, filled.errors, left


def applies(member, answers):
    """True, False, or None while too little is known. A condition that cannot be read leaves the member in."""
    if not member.when:
        return True
    try:
        return holds(member.when, answers)
    except ConditionError:
        return True


def choose(bundle, day, raw=None):
    """The members for these circumstances. What is still open counts as included; what is not offered any more is left out."""
    answers, _, left_open = read_situations(bundle, raw or {})
    members = list(bundle.members.all())
    versions = versions_on([m.item_id for m in members if m.item_id], day)
    chosen = Chosen(bundle, answers, left_open)
    for member in members:
        why = left_out(member, answers, versions)
        if why:
            chosen.left.append(Left(member, *why))
        else:
            version = versions[member.item_id]
            version.item = member.item
            chosen.members.append(member)
            chosen.versions.append(version)
    return chosen


def left_out(member, answers, versions):
    if applies(member, answers) is False:
        return "situation", member.note or OTHERWISE
    if member.item_id is None:
        return "named", member.note or (f"由{member.organ}办理" if member.organ else NOT_HERE["named"])
    if member.item_id not in versions:
        return "gone", "这一项现在没有有效的办事指南"
    return None
