"""不再使用: the holder no longer wants a document used again; what is in cases stays there. And back again."""

from django.db import transaction

from yuanban.law.refusal import Refusal
from yuanban.ledger.write import write
from yuanban.shelf.models import Document
from yuanban.shelf.queries import visible_to

KINDS = {"withdrawn": "shelf.withdrawn", "usable": "shelf.restored"}


@transaction.atomic
def set_state(actor, pk, state):
    """`state` is one of Document.STATES. Raises Document.DoesNotExist for what is not theirs."""
    visible_to(actor).get(pk=pk)
    document = Document.objects.select_for_update().get(pk=pk)
    if state not in KINDS:
        raise Refusal("wrong-state", because="没有这种状态。", cure="请从材料库页面操作。")
    if document.state != state:
        write(document, KINDS[state], actor, state=state)
    return document


def withdraw(actor, pk):
    return set_state(actor, pk, "withdrawn")


def restore(actor, pk):
    return set_state(actor, pk, "usable")
