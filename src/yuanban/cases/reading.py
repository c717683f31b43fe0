"""Cases as JSON, put together by the database: one statement, and nothing built in between."""

from django.db import connection

from yuanban.cases.queries import sight

SHORT = """c.number, c.version, c.state, c.outcome, c.mode, c.holder, c.light, c.received_on, c.accepted_on,
c.statutory_due, c.promised_due, c.deliver_by, c.due_on, c.applicant_name, i.name AS item, p.code AS park"""
WHOLE = f"{SHORT}, c.subject, c.form, c.facts, c.plan, c.clock"
FROM = "FROM cases_case c JOIN catalogue_item i ON i.id = c.item_id JOIN places_park p ON p.id = c.park_id"


def one_as_json(actor, number):
    """The whole case, or None when there is none that this person may see."""
    seen, values = sight(actor)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT to_json(t)::text FROM (SELECT {WHOLE} {FROM} WHERE c.number = %s AND {seen}) t", [number, *values]
        )
        row = cursor.fetchone()
    return row and row[0]


def many_as_json(actor, limit, offset, state):
    """A JSON array, newest first; every state when `state` is empty."""
    seen, values = sight(actor)
    inner = f"SELECT {SHORT} {FROM} WHERE {seen} AND (%s = '' OR c.state = %s) ORDER BY c.applied_at DESC, c.id DESC"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(json_agg(t), '[]')::text FROM ({inner} LIMIT %s OFFSET %s) t",
            [*values, state, state, limit, offset],
        )
        return cursor.fetchone()[0]
