"""监督提示: what a supervisor is to look at in a case; also of what was tried and refused."""

from django.db import transaction

from yuanban.cases import gaps as gap
from yuanban.cases.models import Flag
from yuanban.cases.queries import flags_of
from yuanban.cases.step import load, move
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


def flag(actor, case, kind, gaps, reason=""):
    """One row, in the caller's transaction."""
    said = "；".join(str(one.get("text", "")).strip() for one in gaps if str(one.get("text", "")).strip())
    return Flag.objects.create(
        case=case, kind=kind, at=actor.at, by_id=actor.person, body=actor.body, said=said, reason=reason
    )


def flag_refused(actor, number, gaps, reason):
    """The refusal undid everything; that it was tried stays on the record, in a transaction of its own."""
    with transaction.atomic():
        case = load(actor, number)
        found = flag(actor, case, "second-refused", gaps, reason)
        data = {"flag": found.pk, "sha256": gap.sha(found.said)}
        move(case, "case.second-request-refused", actor, data)


@transaction.atomic
def see_flag(actor, pk, note):
    """The supervisor has looked at it and says what is to be done, or that nothing is."""
    found = flags_of(actor).select_for_update(of=("self",)).get(pk=pk)
    if actor.role not in ("auditor", "provincial"):
        raise Refusal("no-post", because="监督提示由监督人员或者省级中心阅处。", cure="请由监督人员办理。")
    if found.seen_on:
        raise Refusal("wrong-state", because="这条提示已经阅处。", cure="无需再办。")
    note = note.strip()
    if not note or len(note) > 500:
        raise Invalid({"note": "请写明阅处意见，最多500字。"})
    found.seen_on, found.seen_by_id, found.note = actor.day, actor.person, note
    found.save(update_fields=["seen_on", "seen_by", "note"])
    move(load(actor, found.case.number), "case.flag-seen", actor, {"flag": found.pk, "kind": found.kind, "note": note})
    return found
