import os
import re

import psutil
import pytest
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connections, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models.signals import post_migrate

from tests.cast import Cast
from tests.template import template

KEPT = ("ledger_event", "ledger_digest", "ledger_leaf")


def pytest_collection_modifyitems(items):
    """Pages last: from the first of them on Playwright keeps an event loop in this thread, and jobs want their own."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_blocker) -> None:
    """Each run has a database of its own, so that two runs at once do not disturb each other."""
    default = connections["default"]
    with django_db_blocker.unblock(), default._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'")
        for (name,) in cursor.fetchall():
            owner = re.fullmatch(r"test_.*_(\d+)", name)
            if owner and not psutil.pid_exists(int(owner[1])):
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        made = template()
    default.settings_dict["TEST"] |= {"NAME": f"test_{default.settings_dict['NAME']}_{os.getpid()}", "TEMPLATE": made}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Tests that commit empty the tables afterwards: the one deletion that the ledger lets pass.

    Django's list of permissions, which nothing here reads, is not written anew each time.
    """
    for written, uid in (
        (create_permissions, "django.contrib.auth.management.create_permissions"),
        (create_contenttypes, None),
    ):
        post_migrate.disconnect(written, dispatch_uid=uid)
    flush = DatabaseOperations.sql_flush

    def with_the_ledger_open(self, *args, **kwargs):
        statements = flush(self, *args, **kwargs)
        opened, closed = (
            [f"ALTER TABLE {table} {word} TRIGGER USER" for table in KEPT] for word in ("DISABLE", "ENABLE")
        )
        return [*opened, *statements, *closed] if statements else []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", with_the_ledger_open)
        yield


@pytest.fixture(autouse=True)
def quick_to_test(settings, tmp_path):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SHARED_DATA = tmp_path / "shared-data"
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """The sample town without its cases, put there for a module and undone after it."""
    from tests.snapshot import put_sample_world

    with django_db_blocker.unblock(), transaction.atomic():
        put_sample_world()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def town(sample, db):
    """The cast at hand: `tests/cast.py` says how to find them."""
    return Cast()


@pytest.fixture
def open_town(transactional_db):
    """The sample town for tests that commit, with real connections side by side."""
    from tests.snapshot import put_sample_world

    with transaction.atomic():
        put_sample_world()
    return Cast()
