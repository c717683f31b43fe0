"""另行推送: what one regulator returned goes to another."""

from django.db import transaction

from yuanban.cases.step import load
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.oversight.models import Push
from yuanban.places.models import Body
from yuanban.places.practices import settled


@transaction.atomic
def push_again(actor, pk, to):
    """`to`: the code of the other regulator."""
    push = Push.objects.select_related("sender", "case", "to").get(pk=pk)
    case = load(actor, push.case.number)
    if actor.body != push.sender.code:
        because = f"本推送单由{push.sender.name}发出。"
        raise Refusal("no-post", because=because, cure=f"请由{push.sender.name}另行推送。")
    if push.state != "returned":
        raise Refusal("wrong-state", because="只有退回的推送单可以另行推送。", cure="不必再办。")
    body = Body.objects.filter(code=to, kind="organ").exclude(pk=push.to_id).first()
    if body is None:
        raise Invalid({"to": "请选择另一个监管部门。"})
    due = add_workdays(actor.day, settled("push-days", case.place, actor.day))
    write(case, "case.push-redirected", actor, {"from": push.to.name, "to": body.name})
    content = [row for row in push.content if row[0] != "签收期限"]
    return Push.objects.create(
        case=case, to=body, sender=push.sender, seq=case.version, content=content, at=actor.at, due=due
    )
