"""A database with all tables and no rows, kept between runs: making the tables takes most of a minute, copying them a second."""

import hashlib
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from django.db import connections
from django.db.migrations.loader import MigrationLoader
from psycopg.conninfo import make_conninfo

LOCK = 7_221_044
PREFIX = "template_yuanban_"


def template():
    """Its name; made first where the migrations are others than those of the last one. Two runs at once make one."""
    name = PREFIX + digest()
    default = connections["default"]
    with default._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        known = {row[0] for row in cursor.fetchall()}
        for old in known - {name}:
            cursor.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
        if name not in known:
            begun = f"{PREFIX}begun"
            cursor.execute(f'CREATE DATABASE "{begun}"')
            migrate(make_conninfo(cursor.connection.info.dsn, password=cursor.connection.info.password, dbname=begun))
            cursor.execute(f'ALTER DATABASE "{begun}" RENAME TO "{name}"')
    return name


def digest():
    """Of every migration there is, and of what applies them."""
    loader = MigrationLoader(None)
    files = {Path(sys.modules[migration.__module__].__file__) for migration in loader.disk_migrations.values()}
    said = hashlib.sha256(f"{version('django')} {version('procrastinate')}".encode())
    for file in sorted(files):
        said.update(file.read_bytes())
    return said.hexdigest()[:16]


def migrate(address):
    own = os.environ | {"DATABASE_URL": address}
    subprocess.run([sys.executable, "-m", "yuanban.cli", "migrate"], env=own, check=True, capture_output=True)
