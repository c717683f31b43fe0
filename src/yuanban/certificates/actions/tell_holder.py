"""告知: what is about to be decided against the holder, why, and until when the holder may state and defend (许可法第七条)."""

from django.db import transaction

from yuanban.certificates.authority import lawful, require_post
from yuanban.certificates.step import grounds_said, load, require_turn
from yuanban.law import certificates as law
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.places.practices import settled


@transaction.atomic
def tell_holder(actor, number, verb, ground, reasons, basis="", version=None):
    """`verb`: suspend, revoke or annul. One notice at a time: a new one takes the place of the old."""
    certificate = load(actor, number, version)
    require_turn(certificate, verb, actor.day)
    require_post(actor)
    answer = lawful(actor.body, certificate, verb, actor.day)
    holder = "enterprise" if certificate.enterprise_id else "person"
    found = law.guard_ground(verb, ground, reasons, basis, holder, certificate.state, certificate.to_date, actor.day)
    if not found.notice:
        raise Refusal("statement", f"“{found.title}”不需要事先告知，可以直接作出决定。")
    answer_by = add_workdays(actor.day, settled("statement-days", certificate.place, actor.day))
    notice = {
        "verb": verb,
        **grounds_said(found, reasons, basis),
        "told_on": actor.day.isoformat(),
        "answer_by": answer_by.isoformat(),
        "answer": "",
    }
    write(certificate, "certificate.told", actor, answer, notice=notice)
    return certificate


@transaction.atomic
def take_back_notice(actor, number, reasons, version=None):
    """What was announced is not decided after all, and the holder is told so."""
    certificate = load(actor, number, version)
    notice = require_notice(certificate)
    require_post(actor)
    lawful(actor.body, certificate, notice["verb"], actor.day)
    if not reasons.strip():
        raise Invalid({"reasons": "请写明不再作出决定的理由。"})
    write(certificate, "certificate.notice-withdrawn", actor, {"reasons": reasons.strip()}, notice=None)
    return certificate


def require_notice(certificate):
    if not certificate.notice:
        raise Refusal("statement", "没有告知过拟作出的决定。", "请先告知持证人。")
    return certificate.notice
