"""签收、退回: the regulator signs that it knows, or says whose it is."""

from django.db import transaction

from yuanban.cases.models import Case
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.oversight.models import Push

EVENTS = {"signed": "case.push-signed", "returned": "case.push-returned"}


@transaction.atomic
def sign_push(actor, pk, said=""):
    push = waiting(actor, pk)
    return close(push, actor, "signed", said.strip()[:500])


@transaction.atomic
def return_push(actor, pk, said):
    """Not ours: the organ that sent it names another regulator."""
    push = waiting(actor, pk)
    if not said.strip():
        raise Invalid({"said": "请写明退回的理由，以及应当由哪个单位监管。"})
    return close(push, actor, "returned", said.strip()[:500])


def waiting(actor, pk):
    push = Push.objects.select_for_update(of=("self",)).select_related("to", "case").get(pk=pk)
    if not actor.official or actor.body != push.to.code:
        because = f"本推送单是给{push.to.name}的，只有该单位可以签收或者退回。"
        raise Refusal("no-post", because=because, cure=f"请由{push.to.name}办理。")
    if push.state != "waiting":
        raise Refusal("wrong-state", because=f"本推送单{Push.STATES[push.state]}。", cure="不必再办。")
    return push


def close(push, actor, state, said):
    push.state, push.said, push.by_id, push.done_at = state, said, actor.person, actor.at
    push.save(update_fields=["state", "said", "by", "done_at"])
    late = max(0, (actor.day - push.due).days)
    data = {"to": push.to.name, "said": said, "late": late}
    write(Case.objects.get(pk=push.case_id), EVENTS[state], actor, data)
    return push
