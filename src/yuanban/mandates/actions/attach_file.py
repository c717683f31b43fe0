"""附件: a scan of the paper itself, of the minutes behind it, of the announcement. Before or after signing."""

from django.db import transaction

from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write
from yuanban.mandates.attaching import kept, word
from yuanban.mandates.models import Attachment, Document
from yuanban.mandates.step import require_manager_of, require_province

MOST = 30


@transaction.atomic
def attach_file(actor, owner, name, data):
    """`owner` is an Instrument or a Document."""
    require_keeper(actor, owner)
    said = kept(name, data)
    held = owner.attachments.all()
    if len(held) >= MOST:
        raise Invalid({"file": f"一份文书最多{MOST}个附件。"})
    if any(one.sha256 == said["sha256"] for one in held):
        raise Invalid({"file": f"文件“{name}”已经在附件中。"})
    write(owner, f"{word(owner)}.attached", actor, {"file": said})
    return Attachment.objects.create(**{word(owner): owner}, **said, by_id=actor.person, at=actor.at)


def require_keeper(actor, owner):
    if isinstance(owner, Document):
        require_province(actor)
    else:
        require_manager_of(actor, owner)
