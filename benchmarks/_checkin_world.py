"""500 people checked in at one door, each code presented twice, by several at once. Run as a program, with DATABASE_URL set.

Prints JSON: seconds for ours and for the peer, and what each counted.
"""

import datetime as dt
import json
import os
import threading
import time

import django

PEOPLE, HANDS = 500, 4
CLEAR = "UPDATE recruiting_signup SET state = 'seated', came_at = NULL, version = 1"


def main() -> None:
    django.setup()
    from yuanban.accounts.acting import CHINA, Actor, acting
    from yuanban.accounts.models import Person
    from yuanban.recruiting.actions.check_in import check_in
    from yuanban.recruiting.actions.hold_gathering import hold_gathering
    from yuanban.recruiting.actions.sign_up import sign_up
    from yuanban.recruiting.models import SignUp

    at = dt.datetime(2026, 11, 23, 9, tzinfo=CHINA)
    hour = dt.timedelta(hours=1)
    said = {
        "kind": "fair", "title": "五百人的招聘会", "about": "一分钟内签到。", "place": "大厅", "starts_at": at + hour,
        "ends_at": at + 4 * hour, "close_at": at + hour, "seats": PEOPLE, "stalls": 0,
    }  # fmt: skip
    fair = hold_gathering(acting(Person.objects.get(username="guanli1"), at), said)
    nobody = Actor(person=None, name="访客", at=at)
    for n in range(PEOPLE):
        sign_up(nobody, fair.pk, f"来人{n}", f"139{n:08d}")
    door = acting(Person.objects.get(username="chuangkou"), at)
    codes = list(SignUp.objects.order_by("pk").values_list("code", flat=True))
    once = []
    ours = by_many(codes, lambda code: once.append(check_in(door, fair, code)[1]))
    here = SignUp.objects.filter(state="here").count()
    theirs, counted = peer(codes)
    print(
        json.dumps(
            {
                "ours": ours,
                "theirs": theirs,
                "fresh": once.count(True),
                "asked": len(once),
                "here": here,
                "peer": counted,
            }
        )
    )


def by_many(codes, do):
    """Seconds for every code twice, in the hands of several."""
    from django.db import connections

    parts = [(codes * 2)[n::HANDS] for n in range(HANDS)]

    def work(part):
        try:
            for code in part:
                do(code)
        finally:
            connections.close_all()

    hands = [threading.Thread(target=work, args=[part]) for part in parts]
    start = time.perf_counter()
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    return time.perf_counter() - start


def peer(codes):
    """The same rows written by bare psycopg: find the row, change it once, insert the event as ours wrote it."""
    import psycopg
    from psycopg.rows import dict_row
    from psycopg.types.json import Jsonb

    address = os.environ["DATABASE_URL"]
    with psycopg.connect(address, row_factory=dict_row) as link:
        told = link.execute("SELECT * FROM ledger_event WHERE kind = 'signup.arrived' LIMIT 1").fetchone()
        link.execute("SET session_replication_role = replica")
        link.execute("DELETE FROM ledger_event WHERE kind = 'signup.arrived'")
        link.execute(CLEAR)
    local, counted = threading.local(), []
    event = ("kind", "at", "person", "post", "data", "prev", "hash")

    def arrive(code):
        if not hasattr(local, "link"):
            local.link = psycopg.connect(address, prepare_threshold=3)
        with local.link.transaction():
            row = local.link.execute(
                "SELECT id, version, state FROM recruiting_signup WHERE code = %s", [code]
            ).fetchone()
            changed = local.link.execute(
                "UPDATE recruiting_signup SET state = 'here', came_at = %s, version = version + 1, head = %s"
                " WHERE id = %s AND version = %s AND state = 'seated'",
                [told["at"], told["hash"], row[0], row[1]],
            ).rowcount
            if changed:
                values = [Jsonb(told[name]) if name == "data" else told[name] for name in event]
                local.link.execute(
                    "INSERT INTO ledger_event (stream, seq, kind, at, person, post, data, prev, hash)"
                    " VALUES (%s, 2, %s, %s, %s, %s, %s, %s, %s)",
                    [f"recruiting.signup:{row[0]}", *values],
                )
                counted.append(code)

    seconds = by_many(codes, arrive)
    return seconds, len(counted)


if __name__ == "__main__":
    main()
