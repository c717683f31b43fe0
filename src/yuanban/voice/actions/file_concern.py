"""提出投诉、建议或者办不成的事: by anyone, signed in or not, with a number and a code to follow it by."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from yuanban.accounts.models import Person
from yuanban.law.rules import rules
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.voice.concerned import concerned_by
from yuanban.voice.models import Concern, Feedback
from yuanban.voice.step import clock, tell_case

WORDS = {"complaint": "TS", "suggestion": "JY", "stuck": "BC"}
CLOCKS = {"complaint": "complaint-days", "suggestion": "complaint-days", "stuck": "stuck-days"}
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that can be taken for another


@dataclass(frozen=True)
class Matter:
    """What it is about. Only the centre is always known."""

    centre: Any
    case: Any = None
    item: Any = None
    window: Any = None
    whom: str = ""
    stage: str = ""
    rule: str = ""
    told: str = ""


@transaction.atomic
def file_concern(actor, kind, text, matter, name="", contact=""):
    """-> the concern and the code to look it up by, which is told once and kept only as a digest.

    An official writes it down for somebody who came or called: it is then that person's, by the code.
    """
    known = None if actor.official else Person.objects.filter(pk=actor.person).first()
    name, contact = (
        name.strip()[:60] or (known.name if known else ""),
        contact.strip()[:60] or (known.phone if known else ""),
    )
    check(kind, text, matter, contact)
    code = "".join(secrets.choice(LETTERS) for _ in range(8))
    number = f"{WORDS[kind]}{actor.day:%Y%m%d}{secrets.randbelow(10**6):06d}"
    concern = Concern(
        number=number, secret=digest(number, code), kind=kind, by=known, name=name, contact=contact, text=text.strip(),
        centre=matter.centre, case=matter.case, item=matter.item or (matter.case.item if matter.case else None),
        window=matter.window, whom=matter.whom.strip()[:60], concerned=concerned_by(matter, actor.day),
        stage=matter.stage.strip()[:200], rule=matter.rule if matter.rule in rules() else "",
        told=matter.told.strip()[:500], at=actor.at, **clock(CLOCKS[kind], matter.centre, actor.day),
    )  # fmt: skip
    create(concern, "concern.filed", actor)
    tell_case(concern.case_id, "case.voiced", actor, {"number": number, "kind": kind})
    if concern.item_id:
        create(Feedback(item_id=concern.item_id, concern=concern, at=actor.at), "feedback.noted", actor)
    return concern, code


def check(kind, text, matter, contact):
    errors = {}
    if kind not in Concern.KINDS:
        errors["kind"] = "请选择投诉、建议或者办不成事。"
    if len(text.strip()) < 5:
        errors["text"] = "请写明情况，至少五个字。"
    if len(text.strip()) > 2000:
        errors["text"] = f"最多写2000个字，现在有{len(text.strip())}个字。"
    if matter.centre is None:
        errors["park"] = "请选择园区。"
    if not contact:
        errors["contact"] = "请留下联系方式，我们才能答复您；被投诉的人看不到。"
    if kind == "stuck" and not (matter.item or matter.case):
        errors["item"] = "请选择是哪一件事办不成，或者填写办件编号。"
    if errors:
        raise Invalid(errors)


def digest(number, code):
    return hashlib.sha256(f"{number}:{code.strip().upper()}".encode()).hexdigest()
