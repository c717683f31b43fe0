"""撤下、恢复公示: a trade secret or an error is taken from the public list with its reason, which stays to be read."""

from django.db import transaction

from yuanban.cases.step import load
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.oversight.models import Publication


@transaction.atomic
def withhold(actor, pk, reason):
    """`reason` empty: shown again."""
    publication = Publication.objects.select_for_update(of=("self",)).select_related("case").get(pk=pk)
    case = load(actor, publication.case.number)
    if actor.role != "provincial" and (actor.role != "approver" or actor.body not in case.bodies):
        raise Refusal("no-post", because=f"{actor.name}的岗位不能撤下公示。", cure="请由作出决定的机关办理。")
    reason = reason.strip()[:300]
    if bool(reason) == bool(publication.withheld):
        raise Invalid({"reason": "请写明撤下的理由（依法不公开的商业秘密、个人隐私，或者公示有误）。"})
    publication.withheld, publication.withheld_at = reason, actor.at if reason else None
    publication.save(update_fields=["withheld", "withheld_at"])
    write(case, "case.withheld" if reason else "case.shown-again", actor, {"reason": reason})
    return publication
