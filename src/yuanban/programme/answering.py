"""What the pages of this room share: reading what was typed, answering with what stands in the way."""

import datetime as dt

from django.contrib import messages
from django.shortcuts import redirect

from yuanban.cases.files import keep
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.voice.answering import seen, status_of

__all__ = ["day_of", "done", "problem_in", "seen", "status_of", "uploaded"]


def day_of(text):
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None


def problem_in(problem):
    """The context in which templates show a Refusal or Invalid."""
    return {
        "refusal": problem if isinstance(problem, Refusal) else None,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
    }


def uploaded(request, name="file"):
    """What came under this name, taken in and kept. [] when nothing was chosen."""
    return [keep(request.actor, one.name, one.read()) for one in request.FILES.getlist(name)]


def done(request, text, *where):
    messages.success(request, text)
    return redirect(*where)
