"""A template filled in for one matter: the rows and events that the actions would have written, hashed as they hash."""

import base64
from hashlib import sha256
from types import SimpleNamespace

from yuanban.demo.province.days import written
from yuanban.ledger.hashing import GENESIS
from yuanban.papers.certified import identifier_of

EVENT = "ledger_event"


class Filler:
    """`out(table, lines)` takes rows as lines of COPY's text form, in bytes like every value that is filled in."""

    def __init__(self, out, ids, rng):
        self.out, self.ids = out, ids
        self.token = lambda: token(rng)

    def fill(self, template, values, index, jitter, number, paper_numbers, item, bodies):
        """`values`: the slots of centre, organ, item, firm and cast, added to here; `paper_numbers`: one for each of the template's numbers."""
        values["number"] = number.encode()
        for slot, form, expression in template.days:
            values[slot] = written(form, expression, index, jitter)
        for slot, table in template.ids:
            values[slot] = b"%d" % self.ids(table)
        for slot in template.tokens:
            values[slot] = self.token().encode()
        for (slot, *_), text in zip(template.numbers, paper_numbers, strict=True):
            values[slot] = text.encode()
        for slot, organ, paper in template.identifiers:
            named = identifier_of(SimpleNamespace(item=item), bodies[values[organ]], values[paper].decode())
            values[slot] = named.encode()
        for slot, content in template.papers:
            text = content.fill(values)
            values[slot] = hashed(text)
            values[f"{slot}.text"] = escaped(text)
        for event in template.events:
            self.event(event, values)
        for table, row in template.rows:
            self.out(table, row.fill(values))

    def event(self, event, values):
        data, prev = event.data.fill(values), values[event.prev] if event.prev else FIRST
        digest = values[event.hash] = hashed(b'%b%b,"%b"]' % (event.hashed.fill(values), data, prev))
        told = escaped(data) if event.escaped else data
        self.out(EVENT, b"%b%b\t%b\t%b\n" % (event.copied.fill(values), told, prev, digest))


FIRST = GENESIS.encode()


def hashed(text):
    return sha256(text).hexdigest().encode()


def escaped(text):
    return text.replace(b"\\", b"\\\\")


def token(rng):
    return base64.urlsafe_b64encode(rng.randbytes(16)).rstrip(b"=").decode()
