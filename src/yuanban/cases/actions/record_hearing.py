"""听证笔录: who came, what was said, who signed; with it the hearing is over and the clock goes on."""

from django.db import transaction

from yuanban.cases.hearings import go_on, open_hearing, tell
from yuanban.cases.permit import permit
from yuanban.cases.step import load
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid

SAYS = {
    "attended": "请写明哪些人参加了听证。",
    "statements": "请写明审查人员的意见和理由、各方的陈述和证据。",
    "signed": "请写明笔录由哪些人签字或者盖章。",
}


@transaction.atomic
def record_hearing(actor, number, attended, statements, signed, version=None):
    """《行政许可法》第四十八条第一款第五项: the record is handed to the parties and signed when they find it right."""
    case = load(actor, number, version)
    permit(actor, case, "record_hearing", "review")
    hearing = open_hearing(case)
    require_held(hearing, actor.day)
    record = {"attended": attended.strip(), "statements": statements.strip(), "signed": signed.strip()}
    lacking = {name: SAYS[name] for name, text in record.items() if not text}
    if lacking:
        raise Invalid(lacking)
    hearing.state, hearing.held_on, hearing.record = "held", actor.day, record
    entries, changes = go_on(case, actor.day)
    return tell(case, hearing, "case.hearing-held", actor, {}, entries, **changes)


def require_held(hearing, day):
    if hearing.state != "noticed":
        raise Refusal("wrong-state", because="听证还没有通知。", cure="请先安排听证并通知各方。")
    if day < hearing.on:
        because = f"听证定于{hearing.on}举行，还没有举行。"
        raise Refusal("hearing", because, "请在举行以后制作笔录；改期的，重新通知。")
