"""Many files at once: each case by itself into a folder, so that what was interrupted goes on where it stopped."""

from pathlib import Path

from yuanban.archive.actions.archive_case import archive_case
from yuanban.archive.models import ArchiveFile
from yuanban.archive.naming import safe
from yuanban.cases.models import Case
from yuanban.ledger import files


def chosen(park="", year=None, item=""):
    """The closed cases of this choice."""
    cases = Case.objects.filter(closed_on__isnull=False)
    if park:
        cases = cases.filter(park__code=park)
    if year:
        cases = cases.filter(closed_on__year=year)
    if item:
        cases = cases.filter(item__name__icontains=item)
    return cases.order_by("closed_on", "id")


def file_of(actor, number) -> ArchiveFile:
    """The archive of this case, made now if it was not."""
    return ArchiveFile.objects.select_related("case__item").filter(case__number=number).first() or archive_case(
        actor, number
    )


def name_of(archived):
    return f"{archived.case.number}-{safe(archived.case.item.name)}.zip"


def put_into(folder: Path, archived):
    """Whole or not at all: a half-written file never has the final name."""
    target = folder / name_of(archived)
    if not target.exists():
        draft = target.with_suffix(".part")
        draft.write_bytes(files.read(archived))
        draft.replace(target)
    return target
