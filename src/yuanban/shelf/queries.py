"""Reading shelves: what is held, whether it can be used today, where it was used, who looked."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from yuanban.catalogue.material_kinds import kind_for, name_of
from yuanban.certificates.queries import held_by
from yuanban.shelf.models import Document, Look, LookUp

STANDINGS = {"usable": "可以使用", "expired": "已过期", "coming": "还没有生效", "withdrawn": "不再使用"}


def standing(document, day):
    """One of STANDINGS."""
    if document.state == "withdrawn":
        return "withdrawn"
    if document.to_date and document.to_date < day:
        return "expired"
    return "coming" if document.from_date and document.from_date > day else "usable"


def usable_on(day):
    """As SQL: it may be used on this day. A promise is no document to be used again."""
    begun = Q(from_date__isnull=True) | Q(from_date__lte=day)
    lasting = Q(to_date__isnull=True) | Q(to_date__gte=day)
    return Q(state="usable") & begun & lasting & ~Q(trust="D")


def visible_to(actor):
    """Their own, and their firms'. Officials see what is in a case through the case."""
    if actor.person is None or actor.official:
        return Document.objects.none()
    return Document.objects.filter(Q(enterprise__in=actor.enterprises) | Q(person=actor.person))


def on_shelf(holder, kinds, day):
    """{kind: [Document]} that may be used today, the most trusted and newest first."""
    found = defaultdict(list)
    rows = Document.objects.filter(**holder.key, kind__in=kinds).filter(usable_on(day))
    for document in rows.order_by("trust", "-put_at"):
        found[document.kind].append(document)
    return found


def past_use(holder, kinds, day):
    """{kind: Document}: the newest of those that can no longer be used because their days are over."""
    rows = Document.objects.filter(**holder.key, kind__in=kinds, state="usable", to_date__lt=day)
    return {document.kind: document for document in rows.order_by("to_date")}


def certificates_held(holder, day):
    """{kind: Certificate} in force today, from the register."""
    return {kind_for(one.name): one for one in held_by(holder.enterprise, holder.person, day)}


@dataclass(frozen=True)
class Entry:
    """One line of a shelf: a document, or a certificate of the register."""

    name: str
    kind: str
    trust: str
    standing: str
    to_date: Any
    document: Document | None = None
    certificate: Any = None


def entries(holder, day, words=""):
    """Everything held about this holder: certificates first, then documents, the newest first."""
    lines = [
        Entry(one.name, kind_for(one.name), "A", "usable", one.to_date, certificate=one)
        for one in held_by(holder.enterprise, holder.person, day)
    ]
    lines += [
        Entry(one.name, one.kind, one.trust, standing(one, day), one.to_date, document=one)
        for one in Document.objects.filter(**holder.key)
    ]
    return [line for line in lines if words in said_of(line)] if words else lines


def said_of(line):
    of = line.document
    return " ".join((line.name, name_of(line.kind), of.file_name if of else line.certificate.number))


def asked_about(holder):
    """The questions to shared data about this holder, the newest first."""
    return LookUp.objects.filter(**holder.key).order_by("-at", "-pk")


def looks_at(holder):
    mine = {"enterprise": holder.enterprise, "holder": holder.person}
    return Look.objects.filter(**mine).annotate(who=F("by__name"))
