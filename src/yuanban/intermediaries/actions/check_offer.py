"""核对资质: held against the register of whoever issued it. The office does not select: it says yes, or on which fixed ground no."""

from django.db import transaction

from yuanban.intermediaries.models import Offer
from yuanban.intermediaries.step import same
from yuanban.law import intermediary as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import write

KINDS = {"listed": "listing.listed", "struck": "listing.struck"}


@transaction.atomic
def check_offer(actor, pk, result, ground="", note="", version=None):
    offer = (
        Offer.objects.select_for_update(of=("self",))
        .select_related("intermediary__enterprise__park__centre")
        .get(pk=pk)
    )
    same(offer, version)
    if actor.role not in ("manager", "provincial"):
        raise Refusal("no-post", because="资质由中心管理员或者省级中心核对。", cure="请由中心管理员办理。")
    if offer.state not in ("claimed", "listed") or result not in ("listed", "struck"):
        raise Refusal("wrong-state", f"这一项{offer.get_state_display()}。", "资质有变的，由机构重新报。")
    law.guard_check(result, ground, note)
    ground = ground if result == "struck" else ""
    write(offer, KINDS[result], actor, state=result, ground=ground, note=note.strip()[:300])
    return offer
