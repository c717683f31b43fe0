"""The province's page and one park's page from the stored matrix of 252 parks and 490 items, each beside a bare program.

The bare program reads the same counts, or the same rows, with one psycopg statement and writes them as JSON. Both are
timed in this process, without the way over HTTP. What it takes to fill and to bring up the matrix is printed before.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from benchmarks.cases import environment, url
from yuanban import postgres

NAME = "yuanban_bench_coverage"


def main():
    with tempfile.TemporaryDirectory(prefix="yuanban-bench-") as folder:
        var = Path(folder)
        var.chmod(0o755)  # the database's own user must be able to enter it
        try:
            base = postgres.start(var / "postgres")
            with psycopg.connect(base, autocommit=True) as link:
                link.execute(f'CREATE DATABASE "{NAME}"')
            command = [sys.executable, "-m", "benchmarks._coverage_province"]
            subprocess.run(command, env=environment(var, url(base, NAME)) | {"YUANBAN_VAR": folder}, check=True)
        finally:
            postgres.stop(var / "postgres")


if __name__ == "__main__":
    main()
