"""The officials' pages as one of the cast sees them."""

import re
from types import SimpleNamespace

import pytest
from django.test import Client

from tests.cast import at
from yuanban.accounts.models import Person


@pytest.fixture(autouse=True)
def morning(monkeypatch):
    """It is the cast's day: the pages ask the same clock as the cast."""
    monkeypatch.setattr("yuanban.accounts.middleware.timezone", SimpleNamespace(now=at))


def desk(username):
    client = Client()
    client.force_login(Person.objects.get(username=username))
    return client


def text(response):
    """What a reader sees, without tags; runs of space are one."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def rows(response):
    """The numbers of the cases listed, in order."""
    found = re.findall(r'class="row-link[^"]*" href="/desk/(?:cases|proof|carry)/(\w+)/"', response.content.decode())
    return list(dict.fromkeys(found))


def act(client, case, verb, **fields):
    case.refresh_from_db()
    given = {f"{verb}-{key}": value for key, value in fields.items()}
    return client.post(f"/desk/cases/{case.number}/{verb}/", {"version": case.version} | given)
