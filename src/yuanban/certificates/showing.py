"""What pages say of a certificate: how it stands and since when, what its holder may do, what happened to it."""

import datetime as dt
import io
from dataclasses import dataclass

import segno
from django.conf import settings
from django.urls import reverse
from markupsafe import Markup

from yuanban.accounts.models import Person, Post
from yuanban.certificates import words
from yuanban.certificates.models import Certificate
from yuanban.certificates.queries import ask_by, events, standing
from yuanban.certificates.words import zh
from yuanban.law import certificates as law
from yuanban.law.refusal import Refusal
from yuanban.law.terms import asking
from yuanban.ledger.models import Event

TONES = {
    "valid": "green", "expiring": "amber", "suspended": "amber", "coming": "blue", "expired": "plain", "replaced": "plain",
    "revoked": "red", "annulled": "red",
}  # fmt: skip
INWARD = ("certificate.told", "certificate.heard", "certificate.notice-withdrawn", "certificate.reminded")
DEED_TONES = {
    "certificate.told": "amber", "certificate.suspended": "amber", "certificate.restored": "green",
    "certificate.revoked": "red", "certificate.annulled": "red", "certificate.renewed": "green",
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    row: Certificate
    standing: str
    name: str
    tone: str
    says: str
    ask_by: dt.date | None
    soon: bool


def shown(certificate, day):
    stands, last = standing(certificate, day), certificate.to_date
    soon = last is not None and (last - day).days <= law.EXPIRING
    says = since(certificate, stands, day)
    return Shown(certificate, stands, law.STANDINGS[stands], TONES[stands], says, ask_by(certificate), soon)


def since(c, stands, day):
    """One short line beside the word: since when, until when."""
    if stands == "replaced":
        return f"自{zh(c.replaced_on)}起由新证照代替"
    if stands in ("revoked", "annulled", "suspended"):
        return f"自{zh(c.state_on)}起"
    if stands == "coming":
        return f"自{zh(c.from_date)}起生效"
    return until(c.to_date, day) if c.to_date else "长期有效"


def until(last, day):
    left = (last - day).days
    if left < 0:
        return f"已于{zh(last)}届满"
    return "今天到期" if left == 0 else f"至{zh(last)}，还有{left}日" if left <= law.EXPIRING else f"至{zh(last)}"


@dataclass(frozen=True)
class Way:
    """Something the holder may ask for, or why not."""

    purpose: str
    name: str
    href: str
    refusal: Refusal | None


def ways(certificate, day):
    """What its holder may ask for today; what is asked already is not offered again."""
    waiting = set(certificate.cases.filter(closed_on=None).values_list("purpose", flat=True))
    return [way(certificate, purpose, day) for purpose in law.ASKABLE if purpose not in waiting]


def way(c, purpose, day):
    where = [c.park.code, c.item_id, c.pk, purpose]
    href = reverse("cases:apply-certificate", args=where)
    stands = "replaced" if c.replaced_on else standing(c, day)
    refusal = None
    try:
        law.guard_asked(purpose, stands, c.state, c.to_date, day, asking(c.item.extra.get("renewal")))
    except Refusal as no:
        refusal = no
    return Way(purpose, law.PURPOSES[purpose], href, refusal)


def story_lines(certificate, inward=True):
    """What happened, newest first, for `parts.timeline`. `inward`: with what concerns only holder and organ."""
    told = [event for event in events(certificate) if inward or event.kind not in INWARD]
    people = Person.objects.in_bulk({event.person for event in told if event.person})
    posts = Post.objects.select_related("body").in_bulk({event.post for event in told if event.post})
    return [line(event, people, posts, inward) for event in reversed(told)]


def line(event: Event, people, posts, inward):
    post, person = posts.get(event.post or 0), people.get(event.person or 0)
    who = f"{post.body.name} {post.title}" if post else person.name if person else "系统"
    papers = "、".join(paper["number"] for paper in event.data.get("papers", ()))
    said = words.said(event.kind, event.data) if inward else event.data.get("title", "")
    return {
        "at": event.at,
        "title": words.NAMES.get(event.kind, event.kind),
        "who": who if inward else "",
        "text": "。".join(filter(None, [said.rstrip("。"), papers and f"出具{papers}"])),
        "tone": DEED_TONES.get(event.kind, "plain"),
    }


def masked(certificate):
    """A person's name is not for everyone: 张＊＊ (个人信息保护法)."""
    name = certificate.holder_name
    return name if certificate.enterprise_id else name[:1] + "＊" * max(len(name) - 1, 1)


def address(certificate):
    return f"{settings.PUBLIC_URL}{reverse('certificates:one', args=[certificate.identifier])}"


def code(certificate):
    """The picture of its public address, to be put into a page."""
    svg = io.BytesIO()
    segno.make(address(certificate), error="m", micro=False).save(
        svg, kind="svg", border=2, xmldecl=False, svgclass="qr", lineclass=None, omitsize=True
    )
    return Markup(svg.getvalue().decode())  # noqa: S704 - made here, of an address of ours
