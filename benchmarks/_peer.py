"""The bare program beside ours: WSGI and psycopg, writing the same rows of the same tables and nothing else.

No sign-in, no form check, no law, no template: the floor under any program that keeps these rows. The rows it writes
are those that ours wrote for one matter, read back from ours and given fresh keys.
"""

import json
import os
import threading
from itertools import count
from pathlib import Path

import psycopg
from psycopg.types.json import Jsonb

ROWS = json.loads(Path(os.environ["PEER_ROWS"]).read_text(encoding="utf-8"))
serials, local = count(1), threading.local()


def connection():
    if not hasattr(local, "connection"):
        local.connection = psycopg.connect(os.environ["DATABASE_URL"])
    return local.connection


def insert(cursor, table, row, returning=""):
    columns = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(["%s"] * len(row))
    cursor.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({marks}) {returning}', list(row.values()))


def prepared(table, row, **fresh):
    """A row as ours wrote it, with fresh keys; JSON columns wrapped, arrays left as they are."""
    kinds = ROWS["json"][table]
    return {
        name: Jsonb(value) if name in kinds and value is not None else value for name, value in (row | fresh).items()
    }


def apply(cursor, body):
    case = ROWS["apply"]["case"]
    cursor.execute(
        "INSERT INTO cases_counter (centre_id, day, last) VALUES (%s, %s, 1)"
        " ON CONFLICT (centre_id, day) DO UPDATE SET last = cases_counter.last + 1 RETURNING last",
        [case["centre_id"], case["applied_at"][:10]],
    )
    number = f"PEER{next(serials):012d}"
    insert(cursor, "cases_case", prepared("cases_case", case, number=number), "RETURNING id")
    key = cursor.fetchone()[0]
    for material in ROWS["apply"]["materials"]:
        insert(cursor, "cases_casematerial", prepared("cases_casematerial", material, case_id=key))
    for event in ROWS["apply"]["events"]:
        insert(cursor, "ledger_event", prepared("ledger_event", event, stream=f"case:{number}"))
    return {"number": number, "id": key}


def advance(cursor, body, verb):
    rows = ROWS[verb]
    sets = prepared("cases_case", rows["case"])
    cursor.execute(
        f"UPDATE cases_case SET {', '.join(f'{name} = %s' for name in sets)} WHERE number = %s RETURNING id",
        [*sets.values(), body["number"]],
    )
    key = cursor.fetchone()[0]
    for event in rows["events"]:
        insert(cursor, "ledger_event", prepared("ledger_event", event, stream=f"case:{body['number']}"))
    for flip in rows["flips"]:
        insert(cursor, "cases_flip", prepared("cases_flip", flip, case_id=key))
    for paper in rows["papers"]:
        cursor.execute(
            "INSERT INTO papers_register (body_id, word, year, last) VALUES (%s, 'x', 2026, 1)"
            " ON CONFLICT (body_id, word, year) DO UPDATE SET last = papers_register.last + 1 RETURNING last",
            [paper["in_name_of_id"]],
        )
        serial = f"{cursor.fetchone()[0]}-{os.urandom(8).hex()}"
        insert(
            cursor,
            "papers_paper",
            prepared("papers_paper", paper, case_id=key, number=serial, token=os.urandom(12).hex()),
        )
    return {"number": body["number"]}


COLUMNS = (
    "c.number, c.version, c.state, c.outcome, c.mode, c.holder, c.light, c.received_on, c.accepted_on, c.statutory_due,"
    " c.promised_due, c.deliver_by, c.due_on, i.name, p.code, c.applicant_name"
)
JOINS = "FROM cases_case c JOIN catalogue_item i ON i.id = c.item_id JOIN places_park p ON p.id = c.park_id"


def read(cursor, body):
    cursor.execute(
        f"SELECT {COLUMNS}, c.subject, c.form, c.facts, c.plan, c.clock {JOINS} WHERE c.number = %s", [body["number"]]
    )
    return cursor.fetchone()


def listed(cursor, body):
    cursor.execute(f"SELECT {COLUMNS} {JOINS} ORDER BY c.applied_at DESC LIMIT 50")
    return cursor.fetchall()


VERBS = {
    "apply": apply,
    "receive": lambda cursor, body: advance(cursor, body, "receive"),
    "accept": lambda cursor, body: advance(cursor, body, "accept"),
    "read": read,
    "list": listed,
}


def application(environ, start_response):
    size = int(environ.get("CONTENT_LENGTH") or 0)
    body = json.loads(environ["wsgi.input"].read(size) or b"{}")
    link = connection()
    with link.transaction(), link.cursor() as cursor:
        said = VERBS[environ["PATH_INFO"].strip("/")](cursor, body)
    data = json.dumps(said, default=str, ensure_ascii=False).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(data)))])
    return [data]
