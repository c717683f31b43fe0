"""What is being applied for: one item, or a 一件事 with its one form and one set of materials."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from yuanban.accounts.models import Post
from yuanban.cases.about import LIGHT
from yuanban.catalogue.choice import open_parks
from yuanban.catalogue.merging import merged_form, merged_materials
from yuanban.catalogue.queries import bundles_of, versions_on
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
    def promised(self):
        return self.bundle.promised if self.bundle else self.versions[0].promised

    @property
    def fees(self):
        return [version.fee["name"] for version in self.versions if version.fee]

    @property
    def for_enterprises(self):
        return any(item.audience == "enterprise" for item in self.items)


def matter_of(day, park, pk=None, code=None):
    """Raises 404 for what this park does not handle on this day."""
    found = get_object_or_404(open_parks(), code=park)
    bundle: Any = get_object_or_404(bundles_of(found, day), code=code) if code else None
    item: Any = None if bundle else get_object_or_404(items_of(found, day), pk=pk)
    items = [member.item for member in bundle.members.all()] if bundle else [item]
    versions = versions_on(items, day)
    if any(one.pk not in versions for one in items):
        raise Http404
    ordered = [versions[one.pk] for one in items]
    return Matter(found, item, bundle, items, ordered, merged_form(ordered), merged_materials(ordered))


def matter_for(actor, park, pk=None, code=None, certificate=None, purpose="new"):
    """The same, about a certificate of this person's or their enterprise's when one is named."""
    matter = matter_of(actor.day, park, pk, code)
    if certificate is None:
        return matter
    if purpose not in ASKABLE:
        raise Http404
    held = visible_to(actor).select_related("item", "enterprise", "person")
    found = get_object_or_404(held, pk=certificate, item=matter.item)
    materials = [] if purpose in LIGHT else matter.materials
    return replace(matter, certificate=found, purpose=purpose, materials=materials)


def helpers_of(park, day):
    """The 帮办代办 staff of this park's centre, who carry for nothing."""
    posts = Post.objects.filter(role="helper", centre__park=park, from_date__lte=day).select_related("person", "body")
    return [post for post in posts if post.to_date is None or post.to_date >= day]
