"""Casework over HTTP on the embedded PostgreSQL, beside a bare WSGI + psycopg program writing the same rows.

The ratio is of CPU per request, server and database together. Both run on granian with the same threads, one after the
other, each on a database of its own made alike.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
from psycopg.rows import dict_row

from benchmarks._load import run, served
from yuanban import postgres

APPLIES, READS, LISTS = 800, 1500, 300
OURS, PEER = "yuanban_bench_ours", "yuanban_bench_peer"
JSONB = "SELECT table_name, column_name FROM information_schema.columns WHERE data_type = 'jsonb' AND table_schema = 'public'"


def main():
    with tempfile.TemporaryDirectory(prefix="yuanban-bench-") as folder:
        var = Path(folder)
        var.chmod(0o755)  # the database's own user must be able to enter it
        try:
            measure(var, postgres.start(var / "postgres"))
        finally:
            postgres.stop(var / "postgres")


def measure(var, base):
    postmaster = int((var / "postgres" / "postmaster.pid").read_text().split()[0])
    scene = make_databases(var, base)
    mine = measure_ours(environment(var, url(base, OURS)), scene, postmaster, var / "rows.json")
    counts = statements(environment(var, url(base, OURS)), scene)
    theirs = measure_peer(environment(var, url(base, PEER)), postmaster, var / "rows.json")
    for verb, cost in mine.items():
        print(f"  {verb}: ours {cost}, {counts[verb]} SQL statements; bare {theirs[verb]}")
        ratio = cost.cpu / theirs[verb].cpu
        print(f"cases-{verb} ratio={ratio:.2f} ours={cost.cpu:.0f} theirs={theirs[verb].cpu:.0f} unit=us-cpu/request")


def statements(env, scene):
    command = [sys.executable, "-m", "benchmarks._statements"]
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, input=json.dumps(scene), text=True)
    return json.loads(done.stdout)


def url(base, name):
    return re.sub(r"/yuanban\?", f"/{name}?", base)


def make_databases(var, base):
    """Two databases alike: the sample world, and the scene's uploads. -> the scene."""
    with psycopg.connect(base, autocommit=True) as link:
        link.execute(f'CREATE DATABASE "{OURS}"')
    env = environment(var, url(base, OURS))
    subprocess.run([sys.executable, "-m", "benchmarks._bench_world"], env=env, check=True)
    command = [sys.executable, "-m", "benchmarks._scene"]
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True)
    with psycopg.connect(base, autocommit=True) as link:
        link.execute(f'CREATE DATABASE "{PEER}" TEMPLATE "{OURS}"')
    return json.loads(done.stdout)


def environment(var, address):
    here = Path(__file__).parent.parent
    return os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "yuanban.settings",
        "PYTHONPATH": f"{here / 'src'}:{here}",
    }


def browser(session):
    """A signed-in browser's headers: its session cookie, and the same CSRF token in cookie and header."""
    token = "b" * 32
    return {
        "Cookie": f"sessionid={session}; csrftoken={token}",
        "X-CSRFToken": token,
        "Content-Type": "application/json",
    }


def measure_ours(env, scene, postmaster, rows):
    with served("yuanban.wsgi:application", env) as (port, server):
        who = {role: browser(scene[role]) for role in ("applicant", "clerk", "accepter")}

        def load(role, requests):
            return run(port, requests, who[role], server.pid, postmaster)

        body = json.dumps(scene["application"])
        load("applicant", [("POST", "/api/cases", body)] * 40)
        costs, answers = {}, None
        costs["apply"], answers = load("applicant", [("POST", "/api/cases", body)] * APPLIES)
        numbers = [a[0]["number"] for a in answers]
        if len(set(numbers)) != APPLIES:
            raise SystemExit("duplicate case numbers")
        costs["receive"], _ = load("clerk", [("POST", f"/api/cases/{n}/receive", "{}") for n in numbers])
        costs["accept"], _ = load("accepter", [("POST", f"/api/cases/{n}/accept", "{}") for n in numbers])
        costs["read"], _ = load(
            "applicant", [("GET", f"/api/cases/{numbers[i % APPLIES]}", None) for i in range(READS)]
        )
        costs["list"], _ = load("applicant", [("GET", "/api/cases?limit=50", None)] * LISTS)
    rows.write_text(
        json.dumps(written(env["DATABASE_URL"], numbers[len(numbers) // 2]), default=str, ensure_ascii=False)
    )
    return costs


def measure_peer(env, postmaster, rows):
    with served("benchmarks._peer:application", env | {"PEER_ROWS": str(rows)}) as (port, server):

        def load(requests):
            return run(port, requests, {"Content-Type": "application/json"}, server.pid, postmaster)

        load([("POST", "/apply", "{}")] * 40)
        costs, answers = {}, None
        costs["apply"], answers = load([("POST", "/apply", "{}")] * APPLIES)
        numbers = [a["number"] for a in answers]
        for verb in ("receive", "accept"):
            costs[verb], _ = load([("POST", f"/{verb}", json.dumps({"number": n})) for n in numbers])
        costs["read"], _ = load([("GET", "/read", json.dumps({"number": numbers[i % APPLIES]})) for i in range(READS)])
        costs["list"], _ = load([("GET", "/list", None)] * LISTS)
    return costs


def written(address, number):
    """What ours wrote for one matter, step by step, for the peer to write again."""
    with psycopg.connect(address, row_factory=dict_row) as link:

        def rows(sql, *values):
            return link.execute(sql, values).fetchall()

        kinds = {}
        for table, column in ((r["table_name"], r["column_name"]) for r in rows(JSONB)):
            kinds.setdefault(table, []).append(column)
        case = rows("SELECT * FROM cases_case WHERE number = %s", number)[0]
        key = case.pop("id")
        events = rows("SELECT * FROM ledger_event WHERE stream = %s ORDER BY seq", f"case:{number}")
        papers = rows("SELECT * FROM papers_paper WHERE case_id = %s", key)
        flips = rows("SELECT * FROM cases_flip WHERE case_id = %s", key)
        materials = rows("SELECT * FROM cases_casematerial WHERE case_id = %s", key)
    for row in [*papers, *flips, *materials]:
        del row["id"]
    parts = split(events)
    tables = ("cases_case", "cases_casematerial", "ledger_event", "papers_paper", "cases_flip")
    said = {
        "json": {t: kinds.get(t, []) for t in tables},
        "apply": {"case": case, "materials": materials, "events": parts["case.applied"]},
    }
    for verb, kind in (("receive", "case.received"), ("accept", "case.accepted")):
        told = parts[kind]
        changes = {name: value for event in told for name, value in (event["data"].get("set") or {}).items()}
        changes = {name: case[name] for name in changes} | {"version": told[-1]["seq"], "head": told[-1]["hash"]}
        seqs = {event["seq"] for event in told}
        said[verb] = {
            "case": changes,
            "events": told,
            "papers": [p for p in papers if p["seq"] in seqs],
            "flips": flips if kind == "case.accepted" else [],
        }
    return said


def split(events):
    """Each step's events: its own and those that follow from it."""
    parts, now = {}, None
    for event in events:
        now = event["kind"] if event["kind"] in ("case.applied", "case.received", "case.accepted") else now
        parts.setdefault(now, []).append(event)
    return parts


if __name__ == "__main__":
    main()
