"""Where a form without sign-in comes from: a keyed digest of the day's address, so that no address is kept."""

import hmac

from axes.helpers import get_client_ip_address
from django.conf import settings

from yuanban.voice.step import spend

MOST = {
    "window": 200,
    "visit": 60,
    "paper": 60,
    "form": 20,
    "find": 40,
    "signup": 20,
    "interest": 20,
}  # in one day from one place


def admit(request, what):
    """Counts one more; raises Refusal `too-often`. Whoever is signed in is known, and not counted."""
    if request.actor.person is None:
        spend(place(request, what), request.actor.day, MOST[what])


def place(request, what):
    said = f"{what} {request.actor.day} {get_client_ip_address(request)}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), "sha256").hexdigest()
