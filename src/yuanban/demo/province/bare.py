"""As a restore does it: what slows copying down is taken off the large tables before, put back and checked over all rows after.

Indexes are then built in one go, foreign keys checked as one join; nothing is left out. The triggers that note changed
matters for the rollups rest meanwhile, for the filling counts what it has written.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, connections

TABLES = (
    "ledger_event", "ledger_leaf", "papers_paper", "notify_message", "notify_transfer", "cases_case", "cases_casematerial",
    "cases_flip", "certificates_certificate", "insight_fact", "oversight_publication", "oversight_push",
    "recruiting_signup", "support_servicerequest", "voice_rating",
)  # fmt: skip
FOREIGN = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
 WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) ORDER BY 1, 2
"""
UNIQUE = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint k
 WHERE contype IN ('p', 'u') AND conrelid = ANY(%s::regclass[])
   AND (contype = 'u' OR pg_get_constraintdef(oid) <> 'PRIMARY KEY (id)')
   AND NOT EXISTS (SELECT 1 FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = k.conindid) ORDER BY 1, 2
"""
INDEXES = """
SELECT indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index i
 WHERE indrelid = ANY(%s::regclass[]) AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
 ORDER BY 1, 2
"""
COLUMNS = """
SELECT attrelid::regclass::text, string_agg(quote_ident(attname), ', ') FROM pg_attribute
 WHERE attrelid = ANY(%s::regclass[]) AND attnum > 0 AND NOT attisdropped AND atttypid <> 'jsonb'::regtype GROUP BY 1
"""  # nothing is looked for by a whole document
APART = "ALTER TABLE papers_paper ALTER COLUMN content SET STORAGE "  # not compressed: a third less work for each paper
SELDOM = {"max_wal_size": "12GB", "checkpoint_timeout": "1h"}
ALONE = """
SET maintenance_work_mem = '256MB'; SET work_mem = '128MB';
SET max_parallel_maintenance_workers = 0; SET max_parallel_workers_per_gather = 0
"""  # each core has a table to itself: sorted in memory, handed to nobody


@contextmanager
def few_checkpoints():
    """
    Of the embedded server, meanwhile.

    Whoever first reads a page after a checkpoint has it logged whole, and every page is read again for its indexes.
    """
    if settings.DATABASES["default"]["ENGINE"] != "yuanban.postgres":
        yield
        return
    try:
        server(f"SET {name} = '{value}'" for name, value in SELDOM.items())
        yield
    finally:
        server(f"RESET {name}" for name in SELDOM)


def server(changes):
    with connection.cursor() as cursor:
        for one in changes:
            cursor.execute(f"ALTER SYSTEM {one}")
        cursor.execute("SELECT pg_reload_conf()")


def stripped():
    """-> (what builds the indexes, what checks the foreign keys): [(table, statement)], for `dressed`."""
    with connection.cursor() as cursor:
        foreign = constraints(cursor, FOREIGN)
        indexes = constraints(cursor, UNIQUE)
        for table, name, definition in found(cursor, INDEXES):
            cursor.execute(f"DROP INDEX {name}")
            indexes.append((table, definition))
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER, SET (autovacuum_enabled = off)")
        cursor.execute(APART + "EXTERNAL")
    return indexes, foreign


def found(cursor, query):
    cursor.execute(query, [list(TABLES)])
    return cursor.fetchall()


def constraints(cursor, query):
    rows = found(cursor, query)
    for table, name, _ in rows:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    return [(table, f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}') for table, name, definition in rows]


def dressed(indexes, foreign, workers):
    """Everything as it was; raises IntegrityError for a row that breaks a constraint."""
    with connection.cursor() as cursor:
        looked_at = [(table, f"ANALYZE {table} ({columns})") for table, columns in found(cursor, COLUMNS)]
    apart(indexes + looked_at, workers)
    apart(foreign, workers)
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER, RESET (autovacuum_enabled)")
        cursor.execute(APART + "EXTENDED")


def apart(statements, workers):
    """The statements of one table one after another, different tables side by side in the order of TABLES: the largest first."""
    of = {table: [said for other, said in statements if other == table] for table in TABLES}
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(run, of.values()))


def run(statements):
    try:
        with connection.cursor() as cursor:
            cursor.execute(ALONE)
            for statement in statements:
                cursor.execute(statement)
    finally:
        connections.close_all()
