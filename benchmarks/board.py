"""The provincial board of 200,000 matters in 252 parks from rollups, beside the same question asked of the rows in PostgreSQL, and of DuckDB.

The peers are given the working days of each matter ready made; what each gives is compared first. DuckDB has the rows flat in memory.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from benchmarks.cases import environment, url
from yuanban import postgres

CASES = 200_000


def main():
    in_own_database("yuanban_bench_board", "board", CASES)


def in_own_database(name, what, cases):
    with tempfile.TemporaryDirectory(prefix="yuanban-bench-") as folder:
        var = Path(folder)
        var.chmod(0o755)  # the database's own user must be able to enter it
        try:
            base = postgres.start(var / "postgres")
            with psycopg.connect(base, autocommit=True) as link:
                link.execute(f'CREATE DATABASE "{name}"')
            command = [sys.executable, "-m", "benchmarks._board_world", what, str(cases)]
            subprocess.run(command, env=environment(var, url(base, name)) | {"YUANBAN_VAR": folder}, check=True)
        finally:
            postgres.stop(var / "postgres")


if __name__ == "__main__":
    main()
