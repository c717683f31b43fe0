"""A file of the archive against what the database says of the same case today."""

import json

from yuanban.archive.checking import ARCHIVE, MANIFEST, Verdict, check, json_of
from yuanban.archive.models import ArchiveFile
from yuanban.archive.packing import Package
from yuanban.cases.models import Case
from yuanban.ledger.models import Event


def compare(file) -> Verdict:
    """Raises `Broken` when it is no file of ours."""
    verdict = check(file)
    package = Package(file)
    if verdict.wrong or MANIFEST not in package.names():
        return verdict
    manifest = json_of(package, MANIFEST)
    if manifest["format"] == ARCHIVE:
        against(verdict, package, manifest)
    return verdict


def against(verdict, package, manifest):
    number = manifest["case"]["number"]
    case = Case.objects.filter(number=number).first()
    if case is None:
        verdict.unproven.append(f"本库没有编号为{number}的办件，只核对了档案本身。")
        return
    held = [json.loads(line) for line in package.read(manifest["events"]).decode().splitlines()]
    here = dict(Event.objects.filter(stream=case.stream).values_list("seq", "hash"))
    differ = [event["seq"] for event in held if here.get(event["seq"]) != event["hash"]]
    if differ:
        verdict.wrong.append(f"第{differ[0]}号事件与库中的不同")
        return
    verdict.proven.append(f"与库中办件{number}的前{len(held)}个事件一致。")
    if len(here) > len(held):
        verdict.unproven.append(f"归档以后办件又有{len(here) - len(held)}个事件，不在档案里。")
    if not ArchiveFile.objects.filter(case=case).exists():
        verdict.unproven.append("本库没有这一件的归档记录。")
