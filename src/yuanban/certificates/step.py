"""What the verbs of this room share: finding the certificate, asking whether this person may, writing the step."""

from yuanban.certificates.authority import granting
from yuanban.certificates.queries import visible_to
from yuanban.law import certificates as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import write

DONE = {
    "suspend": "certificate.suspended",
    "restore": "certificate.restored",
    "revoke": "certificate.revoked",
    "annul": "certificate.annulled",
}


def load(actor, number, version=None):
    """The certificate as this person may see it; Certificate.DoesNotExist otherwise. `version`: as in `cases.step.load`."""
    seen = visible_to(actor).select_related("item", "organ", "park", "centre", "enterprise", "person")
    certificate = seen.get(number=number)
    if version is not None and int(version) != certificate.version:
        raise Refusal("changed-meanwhile")
    return certificate


def require_turn(certificate, verb, day):
    replaced = bool(certificate.replaced_on and certificate.replaced_on <= day)
    return law.turn(certificate.state, verb, replaced)


def decide_on(actor, certificate, verb, ground, reasons, basis="", harm=False, renewal_open=False, **more):
    """One adverse or restoring decision: the law's guards, the organ's power, one event. -> the certificate."""
    day = actor.day
    turn = require_turn(certificate, verb, day)
    answer = granting(actor, certificate, verb)
    holder = "enterprise" if certificate.enterprise_id else "person"
    found = law.guard_ground(verb, ground, reasons, basis, holder, certificate.state, certificate.to_date, day, harm)
    law.guard_no_answer_due(found, renewal_open)
    told = told_of(certificate, verb)
    law.guard_told(found, told.get("ground"), told.get("answer_by"), told.get("answered", False), day)
    data = grounds_said(found, reasons, basis) | answer | {"notice": told and certificate.notice, **more}
    write(
        certificate, DONE[verb], actor, data, state=turn.target, state_on=day,
        **({"notice": None} if told else {}),
    )  # fmt: skip
    return certificate


def grounds_said(ground, reasons, basis=""):
    return {
        "ground": ground.key,
        "title": ground.title,
        "article": ground.article,
        "unprotected": ground.unprotected,
        "basis": basis.strip(),
        "reasons": reasons.strip(),
    }


def told_of(certificate, verb):
    """What the holder was told about this very decision: {ground, answer_by, answered}; empty when nothing."""
    notice = certificate.notice
    if not notice or notice["verb"] != verb:
        return {}
    by = type(certificate.issued_on).fromisoformat(notice["answer_by"])
    return {"ground": notice["ground"], "answer_by": by, "answered": bool(notice.get("answer"))}
