"""Scans of papers: what may be attached, where it is kept, and whether the rows are what the events say."""

from yuanban.ledger.intake.door import take
from yuanban.ledger.intake.kinds import SCANS
from yuanban.mandates.models import Document


def kept(name, data):
    """Store the bytes; -> what the event and the row say of them. Raises Invalid."""
    return take(name, data, SCANS).columns


def word(owner):
    return "document" if isinstance(owner, Document) else "instrument"


def differences(owner, events):
    """The attachments that are there, against those that the events say."""
    told = [event.data["file"]["sha256"] for event in events if event.kind.endswith(".attached")]
    for event in events:
        if event.kind.endswith(".detached"):
            told.remove(event.data["file"]["sha256"])
    now = list(owner.attachments.values_list("sha256", flat=True))
    if sorted(now) != sorted(told):
        yield f"{owner.stream} 的附件与事件记载不一致：现有{len(now)}份，事件为{len(told)}份"
