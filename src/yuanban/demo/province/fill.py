"""A template filled in for one matter: the rows and events that the actions would have written, hashed as they hash."""

import base64
from hashlib import sha256
from types import SimpleNamespace

from yuanban.demo.province.days import written
from yuanban.ledger.hashing import GENESIS
from yuanban.papers.certified import identifier_of

EVENT = "ledger_event"


class Filler:
    """`out(table, lines)` takes rows as lines of COPY's text form."""

    def __init__(self, out, ids, rng):
        self.out, self.ids = out, ids
        self.token = lambda: token(rng)

    def fill(self, template, values, index, jitter, number, paper_numbers, item, bodies):
        """`values`: the slots of centre, organ, item, firm and cast, added to here; `paper_numbers`: one for each of the template's numbers."""
        values["number"] = number
        for slot in template.days:
            values[slot] = written(slot[0], slot[1], index, jitter)
        for slot, table in template.ids:
            values[slot] = str(self.ids(table))
        for slot in template.tokens:
            values[slot] = self.token()
        for (slot, *_), text in zip(template.numbers, paper_numbers, strict=True):
            values[slot] = text
        for slot, organ, paper in template.identifiers:
            values[slot] = identifier_of(SimpleNamespace(item=item), bodies[values[organ]], values[paper])
        for slot, content in template.papers:
            text = content.fill(values)
            values[slot] = sha256(text.encode()).hexdigest()
            values[f"{slot}.text"] = text.replace("\\", "\\\\")
        for event in template.events:
            self.event(event, values)
        for table, row in template.rows:
            self.out(table, row.fill(values))

    def event(self, event, values):
        stream, data, at = event.stream.fill(values), event.data.fill(values), values[event.at]
        person, post = values.get(event.person, "null"), values.get(event.post, "null")
        prev = values[event.prev] if event.prev else GENESIS
        body = f'["{stream}",{event.seq},"{event.kind}","{at}",{person},{post},{data},"{prev}"]'
        digest = values[event.hash] = sha256(body.encode()).hexdigest()
        if event.escaped:
            data = data.replace("\\", "\\\\")
        nobody, nowhere = "\\N" if person == "null" else person, "\\N" if post == "null" else post
        self.out(
            EVENT, f"{stream}\t{event.seq}\t{event.kind}\t{at}\t{nobody}\t{nowhere}\t{data}\t{prev}\t{digest}\n"
        )  # fmt: skip


def token(rng):
    return base64.urlsafe_b64encode(rng.randbytes(16)).rstrip(b"=").decode()
