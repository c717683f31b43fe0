"""SMS and WeChat through a port: a webhook of the operator's gateway, or a file of JSON lines to try it all without one.

POST JSON {"key", "channel", "to", "text", "link"}; header `X-Yuanban-Signature: sha256=HMAC(secret, body)`. A key that
comes twice is the same message. 2xx: taken; 4xx other than 408 and 429: never will be; all else: try again.
"""

import hashlib
import hmac
import json
import os
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings

from yuanban.notify.senders import NotSent

TIMEOUT = 10
LATER = (408, 429)


def sender(channel, target):
    if not target:
        return None
    return to_file(Path(settings.VAR) / "outbox" / f"{channel}.jsonl") if target == "file" else to_hook(target)


def said(sending):
    link = f"{settings.PUBLIC_URL}{sending.message.link}" if sending.message.link else settings.PUBLIC_URL
    text = f"【园办】{sending.message.short or sending.message.title}"
    return {"key": str(sending.key), "channel": sending.channel, "to": sending.to, "text": text, "link": link}


def to_file(path):
    def send(sending):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(said(sending), ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())

    return send


def to_hook(target):
    def send(sending):
        body = json.dumps(said(sending), ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "X-Yuanban-Signature": signature(body)}
        request = urllib.request.Request(target, body, headers)  # noqa: S310 - http or https, as settings.py allows
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT):  # noqa: S310
                return
        except urllib.error.HTTPError as problem:
            again = problem.code >= 500 or problem.code in LATER
            raise NotSent(f"网关答复{problem.code}。", again) from problem
        except OSError as problem:
            raise NotSent("网关连接不上。") from problem

    return send


def signature(body):
    return "sha256=" + hmac.new(settings.HOOK_SECRET.encode(), body, hashlib.sha256).hexdigest()
