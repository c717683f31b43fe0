"""取用: what is on the shelf is handed in again with one press; the case keeps which document it was."""

from django.db import transaction

from yuanban.cases.models import Upload
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.shelf.actions.use import use
from yuanban.shelf.holders import holder_of
from yuanban.shelf.models import Document
from yuanban.shelf.queries import usable_on, visible_to

PAST = "材料库中的这份材料已经过期、不再使用，或者不是本申请人的，请换一份或者重新上传。"


@transaction.atomic
def reuse(actor, holder, pk):
    """-> Upload of the same bytes. Raises Invalid for what is not theirs, over, or no longer to be used."""
    return handed_again(visible_to(actor), actor, holder, pk, actor.person)


@transaction.atomic
def reuse_at_window(actor, holder, applicant, pk):
    """The applicant stands at the window and wants it used: it is handed in in their name."""
    if actor.centre is None or "receive" not in actor.powers:
        raise Refusal("no-post", because="只有窗口收件时可以替到场的申请人取用。", cure="请由申请人本人或者窗口办理。")
    return handed_again(Document.objects.all(), actor, holder, pk, applicant.pk)


def handed_again(seen, actor, holder, pk, by):
    document = seen.filter(usable_on(actor.day), **holder.key, pk=pk).first()
    if document is None:
        raise Invalid({"file": PAST})
    return Upload.objects.create(
        sha256=document.sha256,
        name=document.file_name,
        size=document.size,
        type=document.type,
        by_id=by,
        at=actor.at,
        document=document,
    )


def spoiled(uploads, holder, day):
    """{code: sentence} of files taken from the shelf that may no longer stand for this holder on this day."""
    taken = {code: one.document_id for code, one in uploads.items() if one and one.document_id}
    if not taken:
        return {}
    rows = Document.objects.filter(usable_on(day), **holder.key, pk__in=taken.values())
    good = set(rows.values_list("pk", flat=True))
    return {code: PAST for code, pk in taken.items() if pk not in good}


def use_in(actor, case, uploads):
    """What is handed in to a case later on: it must still be usable, and the shelf notes where it went. Raises Invalid."""
    if wrong := spoiled(uploads, holder_of(case.enterprise, case.applicant), actor.day):
        raise Invalid({f"material-{code}": text for code, text in wrong.items()})
    if taken := {one.document_id for one in uploads.values() if one and one.document_id}:
        use(actor, taken, case.number, case.item.name)
