"""The channels out of the house. A sender takes one Sending and raises `NotSent` when it was not taken over there."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings

Sender = Callable[[Any], None]


class NotSent(Exception):
    """Why, in Chinese; `again` says whether trying later makes sense."""

    def __init__(self, reason: str, again: bool = True) -> None:
        super().__init__(reason)
        self.again = again


def channels() -> dict[str, Sender]:
    """{channel: its sender}, as far as they are set."""
    return _channels(settings.SMTP_URL, settings.SMS_URL, settings.WECHAT_URL)


@cache
def _channels(smtp, sms, wechat):
    from yuanban.notify.senders import email, hook

    made = {
        "email": smtp and email.sender(smtp),
        "sms": hook.sender("sms", sms),
        "wechat": hook.sender("wechat", wechat),
    }
    return {name: sender for name, sender in made.items() if sender}
