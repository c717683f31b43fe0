"""Somebody with a browser that runs no script, on the cast's day."""

import html
import re
from unittest.mock import patch

from django.test import Client

from tests.cast import at
from yuanban.accounts.models import Person

BACKEND = "yuanban.accounts.identity.Backend"


class Visitor(Client):
    """Everything is asked at ten o'clock of the cast's day, whatever day the test is run."""

    def __init__(self, username="", **more):
        super().__init__(**more)
        self.now = at(hour=10)
        if username:
            self.force_login(Person.objects.get(username=username), backend=BACKEND)

    def request(self, **asked):
        with patch("django.utils.timezone.now", return_value=self.now):
            return super().request(**asked)


def text(response):
    """What can be read on the page: no tags, no line breaks."""
    body = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", body)))


def hidden(response, name):
    """The value of a hidden field of the page."""
    return re.search(rf'name="{re.escape(name)}" value="([^"]*)"', response.content.decode()).group(1)
