"""The facts that a draft of a wanted paper needs, read from the registers in a handful of queries."""

from dataclasses import dataclass
from functools import cached_property

from yuanban.catalogue.models import Item
from yuanban.catalogue.queries import versions_on
from yuanban.law.wanted import CHANGES, Wanted
from yuanban.law.world import POWERS
from yuanban.mandates.drafts.sheet import BLANK_LONG
from yuanban.mandates.models import Instrument, Seal
from yuanban.mandates.wording import labelled
from yuanban.places.models import Body, Centre, Park, Region

PERMIT = "01"


@dataclass(frozen=True)
class Line:
    """One item as the table of a draft shows it."""

    name: str
    code: str
    organ: str
    basis: str
    statutory: str
    promised: str
    reviewers: int
    permit: bool


class Facts:
    """`wanted` in words. `stay`: the items of the negative list, by name."""

    def __init__(self, wanted: Wanted, park: Park | None, day, stay=()):
        self.wanted, self.park, self.day, self.stay = wanted, park, day, list(stay)

    @cached_property
    def bodies(self):
        codes = {self.wanted.to, self.wanted.giver or "", *self.wanted.signers}
        return {body.code: body for body in Body.objects.filter(code__in=codes)}

    def name(self, code):
        return self.bodies[code].name if code in self.bodies else code or BLANK_LONG

    @property
    def giver(self):
        return self.name(self.wanted.giver)

    @property
    def to(self):
        return self.name(self.wanted.to)

    def credit_code(self, code):
        return (self.bodies[code].credit_code if code in self.bodies else "") or BLANK_LONG

    @cached_property
    def centre(self):
        return Centre.objects.filter(park=self.park).first() if self.park else None

    @property
    def committee(self):
        """Who signs for the park's side where the one who takes up is only a window."""
        return self.park.committee.name if self.park and self.park.committee else self.to

    @property
    def place(self):
        return self.centre.address if self.centre else BLANK_LONG

    @cached_property
    def lines(self):
        items = list(Item.objects.filter(code__in=self.wanted.items).select_related("organ").order_by("name", "code"))
        versions = versions_on(items, self.day)
        return [line(item, versions.get(item.pk)) for item in items]

    @property
    def all_permits(self):
        return bool(self.lines) and all(one.permit for one in self.lines)

    @property
    def reviewers(self):
        return max((one.reviewers for one in self.lines), default=1)

    @property
    def powers(self):
        return "、".join(POWERS[power] for power in self.wanted.powers)

    @property
    def kept_powers(self):
        """What the grantor keeps to itself."""
        return "、".join(name for power, name in POWERS.items() if power not in ("receive", *self.wanted.powers))

    @cached_property
    def territory(self):
        names = dict(Region.objects.filter(code__in=self.wanted.territory).values_list("code", "name"))
        listed = "、".join(names.get(code, code) for code in self.wanted.territory)
        return f"{self.park.name}位于{listed}的范围" if self.park and listed else listed or BLANK_LONG

    @property
    def condition(self):
        text = getattr(self.wanted.paper, "condition", None)
        fields = [field for version in self.versions for field in version.form]
        return labelled(text, fields) if text else ""

    @cached_property
    def versions(self):
        return list(versions_on(Item.objects.filter(code__in=self.wanted.items), self.day).values())

    @property
    def basis(self):
        """What allows the entrustment; unknown until somebody has looked it up."""
        text = getattr(self.wanted.paper, "basis", None)
        return BLANK_LONG if not text or self.wanted.needs_basis else text

    @cached_property
    def old(self):
        """The standing paper that is changed."""
        known = Seal if self.wanted.kind == "seal" else Instrument
        return known.objects.filter(code=self.wanted.was).first() if self.wanted.was else None

    @property
    def changes(self):
        return "、".join(CHANGES[change] for change in self.wanted.changes)


def line(item, version):
    limits = (version.statutory, version.promised) if version else (None, None)
    basis = "；".join(f"《{one['law']}》{one.get('article', '')}" for one in version.basis) if version else ""
    return Line(
        name=item.name,
        code=item.code,
        organ=item.organ.name if item.organ else item.organ_name,
        basis=basis or BLANK_LONG,
        statutory=days(limits[0]),
        promised=days(limits[1]),
        reviewers=version.reviewers if version else 1,
        permit=item.type == PERMIT,
    )


def days(number):
    return "即办" if number == 0 else f"{number}个工作日" if number else BLANK_LONG
