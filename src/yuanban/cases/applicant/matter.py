"""What is being applied for: one item, or a 一件事 with its one form and one set of materials."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from yuanban.accounts.models import Post
from yuanban.cases.about import LIGHT
from yuanban.cases.bundled import members_for
from yuanban.cases.models import Draft
from yuanban.catalogue.choice import open_parks
from yuanban.catalogue.merging import merge
from yuanban.catalogue.models import Bundle
from yuanban.catalogue.queries import bundles_of, version_on
from yuanban.certificates.queries import visible_to
from yuanban.law.certificates import ASKABLE, PURPOSES
from yuanban.mandates.queries import items_of
from yuanban.places.models import Park


@dataclass(frozen=True)
class Matter:
    park: Park
    item: Any
    bundle: Any
    items: list
    versions: list
    fields: list
    materials: list
    certificate: Any = None
    purpose: str = "new"
    chosen: Any = None
    merged: Any = None

    @property
    def name(self):
        name = (self.bundle or self.item).name
        return f"{name}（{PURPOSES[self.purpose]}）" if self.certificate else name

    @property
    def url(self):
        return self.address("apply", "apply-bundle")

    @property
    def check_url(self):
        return self.address("check", "check-bundle")

    def address(self, single, bundle):
        if self.bundle:
            return reverse(f"cases:{bundle}", args=[self.park.code, self.bundle.code])
        if self.certificate:
            where = [self.park.code, self.item.pk, self.certificate.pk, self.purpose]
            return reverse(f"cases:{single}-certificate", args=where)
        return reverse(f"cases:{single}", args=[self.park.code, self.item.pk])

    @property
    def key(self):
        """What finds the draft of this matter."""
        about = {"certificate": self.certificate, "purpose": self.purpose}
        return {"park": self.park, "item": self.item, "bundle": self.bundle, **about}

    @property
    def draft_key(self):
        """The same, whichever version of the 一件事 it was begun under."""
        if self.bundle is None:
            return self.key
        others = {name: value for name, value in self.key.items() if name != "bundle"}
        return others | {"bundle__in": Bundle.objects.filter(code=self.bundle.code)}

    @property
    def open(self):
        """The questions about the circumstances that are still to be answered."""
        return self.chosen.open if self.chosen else []

    @property
    def promised(self):
        return self.bundle.promised if self.bundle else self.versions[0].promised

    @property
    def fees(self):
        return [version.fee["name"] for version in self.versions if version.fee]

    @property
    def for_enterprises(self):
        return any(item.audience == "enterprise" for item in self.items)


def matter_of(day, park, pk=None, code=None, situations=None):
    """Raises 404 for what this park does not handle on this day. `situations` decide the members of a 一件事."""
    found = get_object_or_404(open_parks(), code=park)
    if code:
        return bundle_matter(found, get_object_or_404(bundles_of(found, day), code=code), day, situations)
    item: Any = get_object_or_404(items_of(found, day), pk=pk)
    version = version_on(item, day)
    if version is None:
        raise Http404
    merged = merge([version])
    return Matter(found, item, None, [item], [version], version.form, merged.materials, merged=merged)


def bundle_matter(park, bundle, day, situations):
    chosen = members_for(park, bundle, day, situations)
    merged = chosen.merged()
    lists = chosen.items, chosen.versions, merged.fields, merged.materials
    return Matter(park, None, bundle, *lists, chosen=chosen, merged=merged)


def matter_for(actor, park, pk=None, code=None, certificate=None, purpose="new", situations=None):
    """The same, for the circumstances that this person's draft tells, or about their certificate when one is named."""
    if code and situations is None:
        situations = kept_situations(actor, park, code)
    matter = matter_of(actor.day, park, pk, code, situations)
    if certificate is None:
        return matter
    if purpose not in ASKABLE:
        raise Http404
    held = visible_to(actor).select_related("item", "enterprise", "person")
    found = get_object_or_404(held, pk=certificate, item=matter.item)
    materials = [] if purpose in LIGHT else matter.materials
    return replace(matter, certificate=found, purpose=purpose, materials=materials)


SITUATIONS = "_situations"


def kept_situations(actor, park, code):
    """The answers about the circumstances that stand in this person's draft."""
    drafts = Draft.objects.filter(person=actor.person, park__code=park, bundle__code=code).order_by("-saved_at")
    form = drafts.values_list("form", flat=True).first() or {}
    return form.get(SITUATIONS) or {}


def helpers_of(park, day):
    """The 帮办代办 staff of this park's centre, who carry for nothing."""
    posts = Post.objects.filter(role="helper", centre__park=park, from_date__lte=day).select_related("person", "body")
    return [post for post in posts if post.to_date is None or post.to_date >= day]
