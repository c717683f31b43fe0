"""What every rating goes through, wherever it is given: read, kept once, and what must come of it opened with it."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from yuanban.law import voice as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.voice.models import REASONS, Feedback, Mending, Rating
from yuanban.voice.step import clock


@dataclass(frozen=True)
class Said:
    """What somebody said of a service. `name` and `contact` are of those who are not signed in and wish to be called."""

    level: int
    text: str = ""
    reasons: tuple[str, ...] = ()
    name: str = ""
    contact: str = ""

    @property
    def told(self):
        """As the event says it: without who said it."""
        found = {"level": self.level, "text": self.text}
        return found | ({"reasons": list(self.reasons)} if self.reasons else {})


def read(level, text="", reasons=(), name="", contact=""):
    """Raises Invalid for what cannot be taken."""
    number = int(level) if str(level).isdecimal() and len(str(level)) < 3 else 0
    name, contact = name.strip()[:60], contact.strip()[:60]
    errors = {} if number in Rating.LEVELS else {"level": "请选择一个评价等级。"}
    if bool(name) != bool(contact):
        errors["contact" if name else "name"] = "姓名和联系方式请一并填写，或者都不填写。"
    if errors:
        raise Invalid(errors)
    return Said(number, text.strip()[:500], tuple(one for one in REASONS if one in reasons), name, contact)


def keep(actor, said, channel, *, centre, served, **of):
    """The rating, its loop when a real-name one is bad, and its way to the item's owner. `of`: what it is of."""
    law.guard_rater(actor.person, served)
    rating = once(
        level=said.level,
        text=said.text,
        reasons=list(said.reasons),
        name=said.name,
        contact=said.contact,
        channel=channel,
        centre=centre,
        served=list(served),
        at=actor.at,
        **of,
    )
    if rating.bad and rating.real_name:
        open_mending(actor, rating)
    if rating.item_id and (rating.bad or rating.text):
        create(Feedback(item_id=rating.item_id, rating=rating, at=actor.at), "feedback.noted", actor)
    return rating


def once(**columns):
    """The database keeps it to one for each case, visit and paper, however many press at once."""
    try:
        with transaction.atomic():
            return Rating.objects.create(**columns)
    except IntegrityError:
        raise Refusal("rate-once") from None


def open_mending(actor, rating):
    contact, mend = (clock(key, rating.centre, actor.day) for key in ("rating-contact", "rating-mend"))
    row = Mending(
        rating=rating,
        centre=rating.centre,
        contact_days=contact["days"],
        contact_due=contact["due_on"],
        mend_due=mend["due_on"],
        **contact | {"days": mend["days"]},
    )
    create(row, "mending.opened", actor, {"level": rating.level})
    return row
