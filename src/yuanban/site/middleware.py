"""What a page did not catch itself: the law's refusal is an answer, a case that may not be seen does not exist."""

from django.shortcuts import render

from yuanban.cases.models import Case
from yuanban.law.refusal import Refusal
from yuanban.ledger.envelope import Damaged
from yuanban.site.pages import damaged, not_found

NOT_YOURS = {"no-post", "agency-scope", "no-instrument", "power-not-granted", "power-not-held"}


class AnswersMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.actor.person:  # what one person sees is kept by nobody else, and not shown after signing out
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, Refusal):
            status = 403 if exception.rule in NOT_YOURS else 409
            return render(request, "site/refused.html", {"refusal": exception}, status=status)
        if isinstance(exception, Damaged):
            return damaged(request, exception)
        if isinstance(exception, Case.DoesNotExist):
            return not_found(request)
        return None
