"""Prints how many SQL statements each request takes, transaction control included. Run as a program, with DATABASE_URL set."""

import json
import sys

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402


def browser(session):
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies["sessionid"] = session
    return client


def counted(send, *args):
    with CaptureQueriesContext(connection) as caught:
        answer = send(*args, content_type="application/json")
    if answer.status_code >= 300:
        sys.exit(f"{answer.status_code}: {answer.content[:300].decode()}")
    return len(caught), answer.json()


def main(scene):
    applicant, clerk, accepter = (browser(scene[role]) for role in ("applicant", "clerk", "accepter"))
    for _ in range(2):  # the first round reads what every later one finds ready
        counts = {}
        counts["apply"], cases = counted(applicant.post, "/api/cases", scene["application"])
        number = cases[0]["number"]
        counts["receive"], _ = counted(clerk.post, f"/api/cases/{number}/receive", {})
        counts["accept"], _ = counted(accepter.post, f"/api/cases/{number}/accept", {})
        counts["read"], _ = counted(applicant.get, f"/api/cases/{number}")
        counts["list"], _ = counted(applicant.get, "/api/cases?limit=50")
    print(json.dumps(counts))


if __name__ == "__main__":
    main(json.loads(sys.stdin.read()))
