"""Closed cases are filed by themselves after a while, and batches are made in the background."""

import logging

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from yuanban.accounts.acting import system
from yuanban.archive import batches
from yuanban.archive.actions.archive_case import archive_case
from yuanban.archive.models import Export
from yuanban.cases.models import Case
from yuanban.jobs import daily
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.places.practices import settled

log = logging.getLogger(__name__)
AT_ONCE = 500


@app.periodic(cron=daily(2, 10))
@app.task(queueing_lock="archive.file", pass_context=False)
def file_closed_cases(timestamp):
    file_due(system(timezone.now()))


def file_due(actor):
    """-> how many were filed: those closed for longer than their place says, the oldest first."""
    cases = Case.objects.filter(closed_on__isnull=False, archived__isnull=True).order_by("closed_on", "id")
    return sum(file_one(actor, number) for number, place, day in due_of(actor, cases)[:AT_ONCE])


def due_of(actor, cases):
    rows = list(cases.values_list("number", "place", "closed_on"))
    days = {place: settled("archive-after-days", place, actor.day) for place in {row[1] for row in rows}}
    return [row for row in rows if add_workdays(row[2], days[row[1]]) < actor.day]


def file_one(actor, number):
    try:
        archive_case(actor, number)
    except Refusal:
        return 0  # somebody filed or changed it in the same moment
    except Exception:
        log.exception("办件%s没有归档成功，明晚再试", number)
        return 0
    return 1


@app.task(pass_context=False)
def make_export(export):
    try:
        batches.make(export)
    except Exception:
        log.exception("批量导出%s没有完成", export)
        Export.objects.filter(pk=export).update(state="failed", problem="导出中断，请稍后重新导出。")
        raise


def make_soon(export):
    """Once, however often it is asked for before its turn comes."""
    try:
        with transaction.atomic():
            make_export.configure(queueing_lock=f"archive.export:{export.pk}").defer(export=export.pk)
    except AlreadyEnqueued:
        return
