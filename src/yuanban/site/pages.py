"""Pages for when something went wrong. 400 and 500 may come before anyone knows who is asking: they ask nothing."""

from django.shortcuts import render


def bad_request(request, exception=None):
    return render(request, "site/error_400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "site/error_403.html", status=403)


def stale_form(request, reason=""):
    return render(request, "site/error_csrf.html", status=403)


def not_found(request, exception=None):
    return render(request, "site/error_404.html", status=404)


def broken(request):
    return render(request, "site/error_500.html", status=500)
