"""交接: who holds the paper file now, signed for (代办, no power passes: 许可法第二十九条)."""

from django.db import transaction

from yuanban.cases.models import OPEN
from yuanban.cases.step import load, move
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@transaction.atomic
def hand_over(actor, number, giver, taker, what, signature, version=None):
    case = load(actor, number, version)
    if case.agent_id != actor.person and actor.centre != case.centre_id:
        raise Refusal("agency-scope")
    if case.state not in OPEN:
        raise Refusal("wrong-state", because="本件已经办结，不再交接。")
    words = {"giver": giver.strip(), "taker": taker.strip(), "what": what.strip(), "signature": signature.strip()}
    empty = {key: "请填写完整：交出人、接收人、交接内容和签名都不能空。" for key, value in words.items() if not value}
    if empty:
        raise Invalid(empty)
    case.handovers.create(**words, by_id=actor.person, at=actor.at)
    move(case, "case.handed-over", actor, words)
    return case
