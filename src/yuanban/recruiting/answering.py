"""What the pages of this room share: the status that fits a problem, whole numbers out of what was typed, codes as pictures."""

from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


def status_of(problem):
    if problem is None:
        return 200
    if isinstance(problem, Invalid):
        return 422
    return {"no-post": 403, "too-often": 429}.get(problem.rule, 409)


def told(problem):
    """What every page says of a problem."""
    return {
        "refusal": problem if isinstance(problem, Refusal) else None,
        "errors": problem.errors if isinstance(problem, Invalid) else {},
    }


def seen(request):
    """The version of the row that the page was drawn from; a page without one is out of date."""
    return whole(request.POST.get("version", ""), -1)


def whole(text, otherwise=None):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise
