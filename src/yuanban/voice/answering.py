"""What the officials' pages of this room share: the status that fits a problem, and the version a page was drawn from."""

from yuanban.ledger.invalid import Invalid


def status_of(problem):
    if problem is None:
        return 200
    if isinstance(problem, Invalid):
        return 422
    return 403 if problem.rule in ("no-post", "stand-aside") else 409


def seen(request):
    """The version of the row that the page was drawn from; a page without one is out of date."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 9 else -1
