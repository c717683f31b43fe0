"""The hot verb's one statement: a case, its materials and its first event, written together."""

import orjson
from django.db import connection

from yuanban.cases.models import Case
from yuanban.ledger.write import EVENT_CASTS, EVENT_COLUMNS, event_for, event_values, recorded

FIELDS = [f for f in Case._meta.concrete_fields if not f.primary_key]
TOLD = [f for f in FIELDS if f.name not in ("version", "head", "form")]
COLUMNS = ", ".join(f'"{f.column}"' for f in FIELDS)
SQL = f"""
WITH made AS (INSERT INTO cases_case ({COLUMNS}) VALUES ({", ".join(["%s"] * len(FIELDS))}) RETURNING id),
     handed AS (INSERT INTO cases_casematerial (case_id, code, name, need, state, upload_id, gap, why)
                SELECT made.id, m.code, m.name, m.need, m.state, m.upload_id, '', m.why
                FROM made, jsonb_to_recordset(%s::jsonb)
                  AS m(code text, name text, need text, state text, upload_id bigint, why jsonb)),
     told AS (INSERT INTO ledger_event ({EVENT_COLUMNS}) SELECT {EVENT_CASTS} FROM made)
SELECT id FROM made
"""


def insert(case, materials, kind, actor, data):
    """Write the new case with `version` 1. The event says every column but the form, of which it holds the digest."""
    said = recorded(TOLD, {f.name: getattr(case, f.attname) for f in TOLD})
    event = event_for(case.stream, 1, "", kind, actor, {**data, "set": said})
    case.version, case.head = 1, event.hash
    values = [f.get_db_prep_save(getattr(case, f.attname), connection) for f in FIELDS]
    with connection.cursor() as cursor:
        cursor.execute(SQL, [*values, handed(materials), *event_values(event)])
        case.pk = cursor.fetchone()[0]
    case._state.adding, case._state.db = False, "default"
    return event


def handed(materials):
    rows = [
        {name: getattr(m, name) for name in ("code", "name", "need", "state", "upload_id", "why")} for m in materials
    ]
    return orjson.dumps(rows).decode()
