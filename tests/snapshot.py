"""The sample world as rows: loaded by its own actions once in a run, then copied back wherever it is wanted."""

from django.apps import apps
from django.db import connection, transaction
from django.test import override_settings

from yuanban.demo.load import load_world
from yuanban.places import epoch

JOINED = ("mandates_instrument", "mandates_instrument_items", "catalogue_item", "catalogue_itemversion", "places_body")
PASSWORD = "a sample password"
QUICK_TO_TEST = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_rows: dict[str, bytes] = {}


def put_sample_world():
    """The sample town without its cases, in the transaction that the caller opened."""
    if not _rows:
        _rows.update(taken())
    with connection.cursor() as cursor:
        put(cursor, _rows)
    epoch.bump()


def put(cursor, rows):
    """Rows as they were copied, in whatever order: nothing is checked, for they were whole when they were taken."""
    cursor.execute("SET LOCAL session_replication_role = replica")
    for table, part in rows.items():
        with cursor.copy(f'COPY "{table}" FROM STDIN BINARY') as copy:
            copy.write(part)
    cursor.execute("SET LOCAL session_replication_role = origin")
    cursor.execute(f"ANALYZE {', '.join(JOINED)}")  # nobody else can count rows of a transaction that never ends well
    for model in models():
        cursor.execute(count_on(model))


def taken():
    """The rows of a world that is loaded and taken back again."""
    with transaction.atomic(), override_settings(PASSWORD_HASHERS=QUICK_TO_TEST):
        load_world(PASSWORD)
        rows = everything()
        transaction.set_rollback(True)
    return rows


def everything():
    """{table: its rows} of all rooms."""
    return {model._meta.db_table: copied(model._meta.db_table) for model in models()}


def copied(table):
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT BINARY') as copy:
        return b"".join(bytes(part) for part in copy)


def models():
    rooms = [config for config in apps.get_app_configs() if config.name.startswith("yuanban.")]
    return [model for config in rooms for model in config.get_models(include_auto_created=True)]


def count_on(model):
    """Serial numbers go on after the rows that were copied."""
    table, key = model._meta.db_table, model._meta.pk.column if model._meta.pk.concrete else None
    if key is None or model._meta.pk.get_internal_type() not in ("BigAutoField", "AutoField"):
        return "SELECT 1"
    last = f'SELECT coalesce(max("{key}"), 1) FROM "{table}"'
    return f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{key}'), ({last}))"
