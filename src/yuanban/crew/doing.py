"""A form of this room's desk pages: do it and go on, or draw the page again with why not and everything that was typed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from yuanban.crew.models import Order, Original, Runner, Shift, Team
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid

GONE = tuple(model.DoesNotExist for model in (Order, Original, Runner, Shift, Team))


def attempt(request, doing, said, onward, again):
    """`doing()` acts; `again(problem)` draws the page; `said` and `onward` may be made from what was done."""
    try:
        done = doing()
    except GONE:
        raise Http404 from None
    except (Refusal, Invalid) as problem:
        return again(problem)
    messages.success(request, said(done) if callable(said) else said)
    return redirect(onward(done) if callable(onward) else onward)


def problem_in(request, problem):
    """The part of a page's context that says what went wrong."""
    return {
        "typed": request.POST if problem else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
    }
