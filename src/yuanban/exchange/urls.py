from django.contrib.auth.decorators import login_not_required
from django.urls import path

from yuanban.exchange.api import api

# The API answers a stranger with 401 in JSON, not with the sign-in page.
urls = api.urls  # asked for once: each time it makes new views
for pattern in urls[0]:
    login_not_required(pattern.callback)  # type: ignore[type-var]

urlpatterns = [path("api/", urls)]
