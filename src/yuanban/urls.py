"""Every room's addresses, the API first; a room without pages has no urls.py."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"yuanban.{room}.urls")) for room in reversed(settings.ROOMS) if find_spec(f"yuanban.{room}.urls")
]
handler400 = "yuanban.site.pages.bad_request"
handler403 = "yuanban.site.pages.forbidden"
handler404 = "yuanban.site.pages.not_found"
handler500 = "yuanban.site.pages.broken"
