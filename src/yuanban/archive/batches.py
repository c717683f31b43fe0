"""The making of a batch: one file for each case in a folder, then all of them in one package. Begun again, it goes on."""

import csv
import io
import shutil
import zipfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from yuanban.accounts.acting import acting
from yuanban.accounts.models import Person
from yuanban.archive.actions.ask_export import matching
from yuanban.archive.exporting import file_of, name_of, put_into
from yuanban.archive.models import Export
from yuanban.archive.packing import STAMP
from yuanban.law.refusal import Refusal

HEAD = ("档案文件", "办件编号", "事项", "申请人", "园区", "状态", "办结日期", "大小", "SHA-256")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def folder_of(export) -> Path:
    return Path(settings.VAR) / "exports" / str(export.pk)


def package_of(export) -> Path:
    return Path(settings.VAR) / "exports" / f"{export.pk}.zip"


def make(pk):
    """-> the export, done or failed. Nothing is kept in memory but one case's file."""
    export = Export.objects.select_related("park").get(pk=pk)
    if export.state == "done":
        return export
    actor = acting(Person.objects.get(pk=export.person or 0), timezone.now(), export.post)
    step(export, state="running")
    rows, problems = [], []
    for number in matching(actor, export).values_list("number", flat=True):
        try:
            rows.append(put(actor, export, number))
        except Refusal as refusal:
            problems.append(f"{number}：{refusal.because}")
        step(export, done=len(rows))
    return finish(export, rows, problems)


def put(actor, export, number):
    archived = file_of(actor, number)
    folder = folder_of(export)
    folder.mkdir(parents=True, exist_ok=True)
    put_into(folder, archived)
    case = archived.case
    return [
        name_of(archived), case.number, case.item.name, case.applicant_name, case.park.name, case.state,
        str(case.closed_on), archived.size, archived.sha256,
    ]  # fmt: skip


def finish(export, rows, problems):
    target = package_of(export)
    draft = target.with_suffix(".part")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as package:
        for name in sorted(row[0] for row in rows):
            package.write(folder_of(export) / name, name)
        package.writestr(zipfile.ZipInfo("清单.csv", STAMP), listing(rows))
    draft.replace(target)
    shutil.rmtree(folder_of(export), ignore_errors=True)
    said = "；".join(problems)[:300]
    step(export, state="done", size=target.stat().st_size, problem=said, ended_at=timezone.now())
    return export


def listing(rows) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([HEAD, *([escaped(cell) for cell in row] for row in rows)])
    return out.getvalue().encode("utf-8-sig")


def escaped(cell):
    return f"'{cell}" if str(cell).startswith(FORMULA) else cell


def step(export, **changes):
    for name, value in changes.items():
        setattr(export, name, value)
    export.save(update_fields=list(changes))
