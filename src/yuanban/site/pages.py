"""Pages for when something went wrong. 400 and 500 may come before anyone knows who is asking: they ask nothing."""

from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render


def bad_request(request, exception=None):
    if isinstance(exception, RequestDataTooBig):
        return render(request, "site/error_413.html", status=413)
    return render(request, "site/error_400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "site/error_403.html", status=403)


def stale_form(request, reason=""):
    return render(request, "site/error_csrf.html", status=403)


def not_found(request, exception=None):
    return render(request, "site/error_404.html", status=404)


def damaged(request, problem):
    return render(request, "site/error_file.html", {"problem": problem}, status=500)


def broken(request):
    return render(request, "site/error_500.html", status=500)
