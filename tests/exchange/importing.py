"""Helpers for the tests of imports."""

import datetime as dt
import shutil

from tests.shared import shared
from yuanban.accounts.acting import system
from yuanban.exchange.run import run
from yuanban.ledger.models import Event

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def bring(kind, path, dry_run=False):
    return run(kind, path, system(NOW), dry_run)


def copy_of(name, folder):
    """A shared file where rejected rows may be written beside it."""
    target = folder / shared(f"data/{name}").name
    shutil.copyfile(shared(f"data/{name}"), target)
    return target


def csv_file(folder, text, name="table.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def accounted(report):
    counts = report.counts()
    return counts["accepted"] + counts["warned"] + counts["rejected"]


def events():
    return Event.objects.count()
