"""The officials' pages as one of the cast sees them."""

import re

from tests.visitor import Visitor, text

__all__ = ["act", "desk", "rows", "text"]
desk = Visitor


def rows(response):
    """The numbers of the cases listed, in order."""
    found = re.findall(r'class="row-link[^"]*" href="/desk/(?:cases|proof|carry)/(\w+)/"', response.content.decode())
    return list(dict.fromkeys(found))


def act(client, case, verb, **fields):
    """Press the button of a verb, on a page drawn just now."""
    case.refresh_from_db()
    given = {f"{verb}-{key}": value for key, value in fields.items()}
    return client.post(f"/desk/cases/{case.number}/{verb}/", {"version": case.version} | given)
