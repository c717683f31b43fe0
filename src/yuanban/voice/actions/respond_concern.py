"""提出的人表态: content, not content, or withdrawn. Whoever signed in filed it, or holds its code."""

from django.db import transaction

from yuanban.law import voice as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.write import write
from yuanban.voice.actions.handle_concern import lock

KINDS = {"content": "concern.content", "again": "concern.again", "withdraw": "concern.withdrawn"}


@transaction.atomic
def respond_concern(actor, number, verb, secret="", version=None):
    """`secret` is the digest of the code; not needed by whoever filed it signed in."""
    row = lock(number, version)
    if not ((row.by_id and row.by_id == actor.person) or (secret and secret == row.secret)):
        raise Refusal("no-post", because="只有提出的人可以办理这一步。", cure="请用编号和查询码办理。")
    turn = law.concern_turn(row.state, verb)
    write(row, KINDS[verb], actor, {"who": "提出的人"}, **changes(row, verb, turn.target, actor.day))
    return row


def changes(row, verb, state, day):
    if verb == "content":
        return {"state": state, "content": True, "closed_on": day}
    if verb == "withdraw":
        return {"state": state, "closed_on": day}
    return once_more(row, state, day)


def once_more(row, state, day):
    """Once more, by the supervisor, with a new clock; after that it ends as it is."""
    if row.times >= law.ROUNDS:
        return {"state": "closed", "content": False, "closed_on": day}
    dues = law.dues(day, row.days)
    return {
        "state": state, "content": False, "times": row.times + 1, "opened_on": day, "due_on": dues.due_on,
        "warn_on": dues.warn_on, "holder": None,
    }  # fmt: skip
