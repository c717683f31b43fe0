"""Names as papers print them: bodies, seals and instruments, read once for each picture of the world."""

import re
from functools import lru_cache

from yuanban.mandates.models import Instrument, Seal
from yuanban.mandates.terms import last_day
from yuanban.mandates.world import world
from yuanban.papers.models import Letterhead, SealFace
from yuanban.places.models import Body

PURPOSE = re.compile(r"(?:行政审批|政务服务|审批|受理|收件)?专用章.*$|(?:行政)?公章$")


def names(day):
    return _names(world(day))


@lru_cache(maxsize=4)
def _names(_world):
    return Names()


class Names:
    def __init__(self):
        self.bodies = {b.code: b for b in Body.objects.select_related("parent", "set_up_by")}
        self.seals = {s.code: s for s in Seal.objects.select_related("of")}
        self.instruments = {i.code: i for i in Instrument.objects.select_related("grantor", "to")}
        self.letterheads = {one.body.code: one for one in Letterhead.objects.select_related("body")}
        self.faces = {face.seal.code: face.sha256 for face in SealFace.objects.select_related("seal").order_by("id")}
        shorts = [body.short for body in self.bodies.values()]
        self.shared = {short for short in shorts if shorts.count(short) > 1}

    def body(self, code):
        known = self.bodies.get(code)
        return {"code": code, "name": known.name} if known else None

    def sign(self, code):
        """What stands before the word of a paper's number: the short name, or the full one when two bodies share it."""
        body = self.bodies[code]
        return body.name[:60] if body.short in self.shared else body.short

    def seal(self, code, of):
        """The face of a seal: the name around its edge and the line that says what it is for."""
        known = self.seals.get(code)
        name = known.name if known else self.bodies[of].name
        kind = known.kind if known else "official"
        purpose = PURPOSE.search(name, 1)
        ring = name[: purpose.start()] if purpose else name
        line = "" if kind == "official" else purpose[0] if purpose else Seal.KINDS[kind]
        face = {"face": self.faces[code]} if code in self.faces else {}
        return {"code": code, "name": name, "kind": kind, "ring": ring, "line": line, **face}

    def letterhead(self, code):
        """{"letterhead": …} of an organ that has one; {} otherwise."""
        own = self.letterheads.get(code)
        return {"letterhead": {"mark": own.mark, "line": own.line, "foot": own.foot}} if own else {}

    def receipt_seal(self, body, day):
        """The receipt seal that this body keeps; None when it has none."""
        for seal in self.seals.values():
            if seal.kind == "receipt" and seal.of.code == body and lasts(seal, day):
                return self.seal(seal.code, body)
        return None

    def chain(self, codes):
        """The papers a step rests on, root first, each with where it was published."""
        return [told(self.instruments[code]) for code in codes if code in self.instruments]

    def reviewer(self, code):
        """The government that reconsiders a department's or committee's act (行政复议法第二十四条); None when not known."""
        body = self.bodies.get(code)
        above = body and (body.parent or body.set_up_by)
        return above.name if above and above.role == "government" else None


def lasts(seal, day):
    last = last_day(seal)
    return (seal.from_date is None or seal.from_date <= day) and (last is None or day <= last)


def told(instrument):
    return {
        "code": instrument.code,
        "kind": instrument.kind,
        "kind_name": Instrument.KINDS[instrument.kind],
        "title": instrument.title,
        "number": instrument.number,
        "basis": instrument.basis or "",
        "from": instrument.grantor.name if instrument.grantor else "",
        "to": instrument.to.name,
        "published_on": iso(instrument.published_on),
        "published_at": instrument.published_at,
        "from_date": iso(instrument.from_date),
        "to_date": iso(instrument.to_date),
    }


def iso(day):
    return day.isoformat() if day else None
