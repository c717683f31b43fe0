"""One leg begins, and ends. The dispute is held by the caller."""

from django.db.models import Max

from yuanban.ledger.write import create, write
from yuanban.residents.models import Leg

ENDS = {
    "declined": "leg.declined",
    "passed": "leg.passed",
    "settled": "leg.settled",
    "unsettled": "leg.unsettled",
    "withdrawn": "leg.withdrawn",
}


def start(actor, dispute, institution, said, sent_by=None):
    last = dispute.legs.aggregate(n=Max("number"))["n"] or 0
    leg = Leg(
        dispute=dispute, number=last + 1, institution=institution, sent_by=sent_by, consent=bool(said.get("consent")),
        agreement=str(said.get("agreement", "")).strip()[:200], asked_at=actor.at, note=str(said.get("note", "")).strip()[:1000],
    )  # fmt: skip
    create(leg, "leg.asked", actor)
    return leg


def current(dispute):
    return dispute.legs.select_for_update().filter(state__in=("asked", "taken")).first()


def finish(actor, leg, state, note=""):
    """The note says why and what came of it; it stays out of the ledger, as the thread does."""
    if note.strip():
        leg.note = note.strip()[:1000]
        leg.save(update_fields=["note"])
    write(leg, ENDS[state], actor, state=state, ended_at=actor.at)
