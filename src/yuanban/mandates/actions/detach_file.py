"""取下附件: only from a draft. What was signed keeps what it was signed with; the file itself stays in the store."""

from django.db import transaction

from yuanban.law.refusal import Refusal
from yuanban.ledger.write import write
from yuanban.mandates.actions.attach_file import require_keeper
from yuanban.mandates.attaching import word


@transaction.atomic
def detach_file(actor, attachment):
    owner = attachment.document or attachment.instrument
    require_keeper(actor, owner)
    if owner.state != "draft":
        because = f"《{owner.title}》已经不是草稿，附件不能取下。"
        raise Refusal("wrong-state", because=because, cure="传错的，请补传正确的一份并在名称中写明。")
    names = ("sha256", "name", "size", "type")
    write(owner, f"{word(owner)}.detached", actor, {"file": {name: getattr(attachment, name) for name in names}})
    attachment.delete()
