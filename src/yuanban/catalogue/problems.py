"""What a page of this room says when something was refused or could not be taken, and with which status."""

from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


def said(problem):
    return {
        "errors": problem.errors if isinstance(problem, Invalid) else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
    }


def status(problem):
    if problem is None:
        return 200
    return 422 if isinstance(problem, Invalid) else 403 if problem.rule == "no-post" else 409
