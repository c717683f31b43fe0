"""The mark that says whether what the law reads has changed.

A mark is never used twice, so a picture made inside a transaction that is undone is never taken for a later one.
"""

import uuid
from contextvars import ContextVar

from yuanban.places import days
from yuanban.places.models import Epoch

# Within one request the mark read at its beginning serves: signing in reads it along with the person.
_read: ContextVar[str | None] = ContextVar("epoch", default=None)


def bump():
    """Say that something the law reads has changed: bodies, parks, items, instruments, seals, arrangements."""
    mark = uuid.uuid4().hex
    Epoch.objects.update_or_create(pk=1, defaults={"mark": mark})
    forget()


def current():
    return _read.get() or Epoch.objects.values_list("mark", flat=True).filter(pk=1).first() or ""


def remember(mark):
    _read.set(mark)
    days.follow(mark)


def forget():
    _read.set(None)
