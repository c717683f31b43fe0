"""签收、不受理、转交、办结、司法确认: by the institution that holds it; 另选、撤回、补充 by the parties."""

import datetime as dt

from django.db import transaction

from yuanban.accounts.models import Person
from yuanban.law import disputes as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.residents.legs import current, finish, start
from yuanban.residents.models import Institution, Word
from yuanban.residents.step import (
    disputes_for,
    is_claimant,
    kept,
    lock,
    own_institution,
    require_claimant,
    require_institution,
    turn,
)

CONFIRMED = {
    "asked": "dispute.confirmation-asked",
    "confirmed": "dispute.confirmed",
    "denied": "dispute.confirmation-denied",
}


@transaction.atomic
def take(actor, number, version=None):
    """签收: the hand-over is signed by whoever takes it."""
    dispute = lock(number, version)
    found = turn(dispute, "take")
    require_institution(actor, dispute.holder_id)
    leg = current(dispute)
    write(leg, "leg.taken", actor, state="taken", signed_at=actor.at, signed_by=person(actor))
    write(dispute, "dispute.taken", actor, state=found.target)
    return dispute


@transaction.atomic
def decline(actor, number, why, version=None):
    """不受理, with the reason; the claimant chooses where to go."""
    dispute = lock(number, version)
    found = turn(dispute, "decline")
    require_institution(actor, dispute.holder_id)
    require_text(why, "why", "请写明不受理的理由和可以找哪里。")
    finish(actor, current(dispute), "declined", why)
    write(dispute, "dispute.declined", actor, state=found.target, holder=None)
    return dispute


@transaction.atomic
def send(actor, number, institution, said, version=None):
    """转交 by the holder, or 另选 by the claimant: the next institution has to sign for it. `said`: consent, agreement, note."""
    dispute = lock(number, version)
    found = turn(dispute, "send")
    if not is_claimant(actor, dispute):
        require_institution(actor, dispute.holder_id)
        require_text(said.get("note", ""), "note", "请写明转交的理由和已经做了什么。")
    to = Institution.objects.filter(pk=institution or 0, left_on=None).first()
    if to is None or to.pk == dispute.holder_id:
        raise Invalid({"institution": "请选择转给哪一家。"})
    law.guard_way(to.kind, bool(said.get("consent")), said.get("agreement", ""))
    sent_by = dispute.holder
    if leg := current(dispute):
        finish(actor, leg, "passed", said.get("note", ""))
    start(actor, dispute, to, said, sent_by)
    write(dispute, "dispute.sent", actor, state=found.target, holder=to)
    return dispute


@transaction.atomic
def settle(actor, number, agreed_on, note, version=None):
    """办结：已解决. `agreed_on` is the day on which the agreement took effect."""
    dispute = lock(number, version)
    found = turn(dispute, "settle")
    require_institution(actor, dispute.holder_id)
    require_text(note, "note", "请写明解决的结果。")
    day = as_day(agreed_on, "agreed_on")
    if day > actor.day:
        raise Invalid({"agreed_on": "日期还没有到。"})
    finish(actor, current(dispute), "settled", note)
    write(dispute, "dispute.settled", actor, state=found.target, agreed_on=day, closed_on=actor.day)
    return dispute


@transaction.atomic
def end(actor, number, note, version=None):
    """办结：未能解决. The way to another institution or to court stays open to the parties."""
    dispute = lock(number, version)
    found = turn(dispute, "end")
    require_institution(actor, dispute.holder_id)
    require_text(note, "note", "请写明为什么没有解决，还可以走哪条路。")
    finish(actor, current(dispute), "unsettled", note)
    write(dispute, "dispute.unsettled", actor, state=found.target, closed_on=actor.day)
    return dispute


@transaction.atomic
def withdraw(actor, number, version=None):
    dispute = lock(number, version)
    require_claimant(actor, dispute)
    found = turn(dispute, "withdraw")
    if leg := current(dispute):
        finish(actor, leg, "withdrawn")
    write(dispute, "dispute.withdrawn", actor, state=found.target, closed_on=actor.day)
    return dispute


@transaction.atomic
def confirm(actor, number, result, asked_on, together=True, version=None):
    """记载司法确认: `result` is asked, confirmed or denied. The court decides; here it is only noted."""
    dispute = lock(number, version)
    turn(dispute, "confirm")
    require_institution(actor, dispute.holder_id)
    if result not in CONFIRMED:
        raise Invalid({"result": "请选择结果。"})
    day = dispute.confirmation_asked_on or as_day(asked_on, "asked_on")
    law.guard_confirmation(dispute.holder.kind, dispute.agreed_on, day, together)
    write(dispute, CONFIRMED[result], actor, confirmation=result, confirmation_asked_on=day)
    return dispute


@transaction.atomic
def say(actor, number, text):
    """补充情况: by a party, or an institution on the thread."""
    dispute = lock(number)
    if not disputes_for(actor).filter(pk=dispute.pk).exists():
        raise Refusal("no-post", because="只有当事人和承办的机构可以在这里写。", cure="请用当事人的账号登录。")
    turn(dispute, "write")
    require_text(text, "text", "请写明情况。")
    text = text.strip()[:2000]
    salt, digest = kept(text)
    word = Word(
        dispute=dispute, institution=own_institution(actor), by=person(actor), text=text, salt=salt, digest=digest,
        at=actor.at,
    )  # fmt: skip
    create(word, "word.written", actor)
    return word


def person(actor):
    return Person.objects.get(pk=actor.person)


def require_text(text, key, sentence):
    if len(text.strip()) < 4:
        raise Invalid({key: sentence})


def as_day(value, key):
    try:
        return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value or ""))
    except ValueError:
        raise Invalid({key: "请选择日期。"}) from None
