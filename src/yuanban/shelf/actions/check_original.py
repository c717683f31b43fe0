"""核对原件: somebody at a window has held the original beside the file; from C it becomes B."""

from yuanban.ledger.write import write
from yuanban.shelf.models import Document


def check_original(actor, pk, case_number):
    """Whether this person may is asked by the case in which it is done. Once checked it stays checked."""
    document = Document.objects.select_for_update().get(pk=pk)
    if document.trust == "C":
        by = f"{actor.body_name} {actor.name}"[:120]
        said = {"case": case_number}
        write(document, "shelf.checked", actor, said, trust="B", checked_on=actor.day, checked_by=by)
    return document
