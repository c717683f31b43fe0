"""归档: a closed case becomes one electronic file, once. What happens to it later is told by its events, not by the file."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from yuanban.archive.contents import package_of
from yuanban.archive.models import ArchiveFile
from yuanban.archive.packing import pack
from yuanban.cases.models import Case
from yuanban.cases.queries import visible_to
from yuanban.law.refusal import Refusal
from yuanban.ledger import files
from yuanban.ledger.digests import proof_of, seal_streams
from yuanban.ledger.hashing import sha256
from yuanban.ledger.write import write

KEEPERS = ("manager", "auditor", "provincial", "approver", "seconded")


def archive_case(actor, number) -> ArchiveFile:
    """Raises Refusal when the case is still open or has its file already."""
    case = load(actor, number)
    require_closed(case)
    if proof_of(case.stream, case.version) is None:
        seal_streams(actor.at, [case.stream])
    parts, manifest = package_of(case)
    return keep(actor, case, bytes_of(parts), len(manifest["files"]))


def load(actor, number):
    if actor.role not in (*KEEPERS, "system"):
        because = f"{actor.name}的岗位不能归档。"
        raise Refusal("no-post", because=because, cure="请由中心管理员、监督员或者承办机关的工作人员归档。")
    cases = Case.objects if actor.role == "system" else visible_to(actor)
    return cases.select_related("item", "item_version", "park", "centre", "enterprise", "bundle_case__bundle").get(
        number=number
    )


def require_closed(case):
    if case.closed_on is None:
        because = "本件还没有办结，不能归档。"
        raise Refusal("wrong-state", because=because, cure="办结以后再归档。")
    if ArchiveFile.objects.filter(case=case).exists():
        raise Refusal("wrong-state", because="本件已经归档。", cure="请直接下载档案。")


def bytes_of(parts) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "archive.zip"
        pack(parts, file)
        return file.read_bytes()


@transaction.atomic
def keep(actor, case, data, count):
    """The file is on the disk before the event says so; who wrote meanwhile wins, and the archive is made again."""
    sha = sha256(data)
    files.put(sha, data)
    row = {
        "case": case.pk,
        "sha256": sha,
        "size": len(data),
        "files": count,
        "seq": case.version,
        "made_at": actor.at,
        "by": f"{actor.body_name} {actor.name}".strip()[:160],
    }
    write(case, "case.archived", actor, {"sha256": sha, "size": len(data)}, [(ArchiveFile, row)])
    return ArchiveFile.objects.get(case=case)
