"""留言: one side writes to the other, or hands over a file. Nobody else reads it."""

from django.db import transaction

from yuanban.law import services as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.support.models import Note
from yuanban.support.step import hands, held


@transaction.atomic
def say(actor, number, text="", upload=None, material=""):
    """`upload` is a cases.Upload or None; words or a file, one of them."""
    row = held(number)
    side = side_of(actor, row)
    if row.state in law.ENDED:
        raise Refusal("wrong-state", "这件服务已经结束，不能再留言。", "需要时可以重新提出需求。")
    text = text.strip()
    if not text and upload is None:
        raise Invalid({"text": "请写要说的话，或者选择文件。"})
    if len(text) > 1000:
        raise Invalid({"text": f"最多写1000个字，现在有{len(text)}个字。"})
    note = Note(
        request=row, side=side, by_id=actor.person, at=actor.at, text=text, material=material[:120], upload=upload
    )
    create(note, "service.said", actor)
    return note


def side_of(actor, row):
    if not actor.official and row.enterprise_id in actor.enterprises:
        return "firm"
    if not actor.official and actor.person in hands(row.provider, actor.day):
        return "provider"
    raise Refusal("no-post", "只有企业和承办的机构可以在这里留言。")
