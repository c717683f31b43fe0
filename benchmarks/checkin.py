"""500 check-ins in a minute: each code is presented twice by four hands at once; none may be lost or counted twice.

The peer is bare psycopg finding and changing the same row and inserting the same event, on the same database.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from benchmarks.cases import OURS, environment, url
from yuanban import postgres

PEOPLE = 500


def main():
    with tempfile.TemporaryDirectory(prefix="yuanban-bench-") as folder:
        var = Path(folder)
        var.chmod(0o755)  # the database's own user must be able to enter it
        try:
            measure(var, postgres.start(var / "postgres"))
        finally:
            postgres.stop(var / "postgres")


def measure(var, base):
    with psycopg.connect(base, autocommit=True) as link:
        link.execute(f'CREATE DATABASE "{OURS}"')
    env = environment(var, url(base, OURS)) | {"YUANBAN_VAR": str(var)}
    subprocess.run([sys.executable, "-m", "benchmarks._bench_world"], env=env, check=True)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks._checkin_world"], env=env, check=True, stdout=subprocess.PIPE
    )
    told = json.loads(done.stdout.decode().strip().splitlines()[-1])
    if not told["fresh"] == told["here"] == told["peer"] == PEOPLE or told["asked"] != 2 * PEOPLE:
        raise SystemExit(f"lost or counted twice: {told}")
    ours, theirs = (told[name] * 1e6 / (2 * PEOPLE) for name in ("ours", "theirs"))
    print(
        f"  {PEOPLE} people, each code presented twice by four at once: ours {told['ours']:.2f} s, bare {told['theirs']:.2f} s; none lost, none twice"
    )
    print(f"check-in ratio={ours / theirs:.2f} ours={ours:.0f} theirs={theirs:.0f} unit=us/presentation")


if __name__ == "__main__":
    main()
