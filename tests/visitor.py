"""Somebody with a browser that runs no script, on the cast's day."""

import html
import re
from html.parser import HTMLParser
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


class Fields(HTMLParser):
    """What a browser would send of a page as it was drawn: {name: [values]}."""

    def __init__(self):
        super().__init__()
        self.found, self.text, self.select = {}, None, None

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "input" and said.get("type") not in ("file", "submit", "checkbox", "radio"):
            self.add(said.get("name"), said.get("value") or "")
        if tag == "input" and said.get("type") in ("checkbox", "radio") and "checked" in said:
            self.add(said.get("name"), said.get("value") or "on")
        if tag == "textarea":
            self.text = said.get("name")
            self.add(self.text, "")
        if tag == "select":
            self.select = said.get("name")
        if tag == "option" and "selected" in said:
            self.add(self.select, said.get("value") or "")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.text = None

    def handle_data(self, data):
        if self.text:
            self.found[self.text][-1] += data.removeprefix("\n")

    def add(self, name, value):
        if name:
            self.found.setdefault(name, []).append(value)


def drawn(response):
    """The fields of the page with what stands in them, to be posted back."""
    fields = Fields()
    fields.feed(response.content.decode())
    return {name: values for name, values in fields.found.items() if name not in ("do", "csrfmiddlewaretoken", "q")}
