"""The mark that says whether what the law reads has changed.

A mark is never used twice, so a picture made inside a transaction that is undone is never taken for a later one. Its
first half is the ground, the second half the papers of authority on it: a new paper leaves the ground as it was.
"""

import uuid
from contextvars import ContextVar

from django.db.models import Value
from django.db.models.functions import Concat, Left

from yuanban.places import days
from yuanban.places.models import Epoch

HALF = 16
# Within one request the mark read at its beginning serves: signing in reads it along with the person.
_read: ContextVar[str | None] = ContextVar("epoch", default=None)


def bump():
    """Say that something the law reads has changed: bodies, parks, items, instruments, seals, arrangements."""
    mark = uuid.uuid4().hex
    Epoch.objects.update_or_create(pk=1, defaults={"mark": mark})
    forget()


def bump_papers():
    """Say that only instruments of authority have changed."""
    said = Concat(Left("mark", HALF), Value(uuid.uuid4().hex[:HALF]))
    if not Epoch.objects.filter(pk=1).update(mark=said):
        bump()
    forget()


def ground(mark):
    return mark[:HALF]


def current():
    return _read.get() or Epoch.objects.values_list("mark", flat=True).filter(pk=1).first() or ""


def remember(mark):
    _read.set(mark)
    days.follow(mark)


def forget():
    _read.set(None)
