"""签收: somebody of the body that a case was passed to signs that it has arrived."""

from django.db import transaction

from yuanban.cases.step import load
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import write
from yuanban.notify.models import Transfer


@transaction.atomic
def sign_transfer(actor, pk):
    transfer = Transfer.objects.select_for_update(of=("self",)).select_related("case").get(pk=pk)
    if not actor.official or actor.body != transfer.taker:
        because = "只有接收单位的工作人员可以签收。"
        raise Refusal("no-post", because=because, cure="请由接收单位签收。")
    if transfer.signed_at:
        raise Refusal("wrong-state", because="这次流转已经签收。", cure="不必再签。")
    case = load(actor, transfer.case.number)
    transfer.signed_at, transfer.signed_by_id = actor.at, actor.person
    transfer.save(update_fields=["signed_at", "signed_by"])
    write(case, "case.transfer-signed", actor, {"seq": transfer.seq, "taker": actor.body_name})
    return transfer
