"""Casework over HTTP on the embedded PostgreSQL, beside a bare WSGI + psycopg program writing the same rows.

The ratio is of CPU per request, server and database together. Both run on granian with the same threads, in turns,
each on a database of its own made alike.
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

from benchmarks._load import mean, run, served
from yuanban import postgres

SIZES = {"apply": 800, "receive": 800, "accept": 800, "read": 1600, "list": 320}
ROUNDS = 8
JSON = {"Content-Type": "application/json"}
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
    env, peer = environment(var, url(base, OURS)), environment(var, url(base, PEER))
    with served("yuanban.wsgi:application", env) as (port, server):
        ours = Ours(port, server.pid, postmaster, scene)
        rows = var / "rows.json"
        rows.write_text(json.dumps(written(env["DATABASE_URL"], ours.first()), default=str, ensure_ascii=False))
        with served("benchmarks._peer:application", peer | {"PEER_ROWS": str(rows)}) as (their_port, bare):
            mine, theirs = in_turns(ours, Theirs(their_port, bare.pid, postmaster))
    counts = statements(env, scene)
    for verb, cost in mine.items():
        print(f"  {verb}: ours {cost}, {counts[verb]} SQL statements; bare {theirs[verb]}")
        ratio = cost.cpu / theirs[verb].cpu
        print(f"cases-{verb} ratio={ratio:.2f} ours={cost.cpu:.0f} theirs={theirs[verb].cpu:.0f} unit=us-cpu/request")


def in_turns(ours, theirs):
    """Each verb in rounds, ours and theirs one after the other: a machine that slows down slows both. -> costs of each"""
    for side in (ours, theirs):
        side.warm_up()
    mine, bare = {}, {}
    for verb, requests in SIZES.items():
        costs = [(ours.take(verb, requests // ROUNDS), theirs.take(verb, requests // ROUNDS)) for _ in range(ROUNDS)]
        mine[verb], bare[verb] = (mean(side) for side in zip(*costs, strict=True))
    return mine, bare


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


class Side:
    """One program and its matters: each round goes on with the numbers of the rounds before."""

    def __init__(self, port, server, postmaster):
        self.where = port, server, postmaster
        self.numbers, self.done = [], {"receive": 0, "accept": 0, "read": 0}

    def load(self, requests, headers):
        port, server, postmaster = self.where
        return run(port, requests, headers, server, postmaster)

    def next(self, verb, count):
        begun = self.done[verb]
        self.done[verb] += count
        return [self.numbers[n % len(self.numbers)] for n in range(begun, begun + count)]

    def applied(self, numbers):
        self.numbers += numbers
        if len(set(self.numbers)) != len(self.numbers):
            raise SystemExit("duplicate case numbers")


class Ours(Side):
    def __init__(self, port, server, postmaster, scene):
        super().__init__(port, server, postmaster)
        self.who = {role: browser(scene[role]) for role in ("applicant", "clerk", "accepter")}
        self.body = json.dumps(scene["application"])

    def first(self):
        """One matter taken as far as the measured ones. -> its number"""
        _, [[case]] = self.load([("POST", "/api/cases", self.body)], self.who["applicant"])
        for verb, role in (("receive", "clerk"), ("accept", "accepter")):
            self.load([("POST", f"/api/cases/{case['number']}/{verb}", "{}")], self.who[role])
        return case["number"]

    def warm_up(self):
        self.load([("POST", "/api/cases", self.body)] * 40, self.who["applicant"])

    def take(self, verb, count):
        who, requests = self.requests(verb, count)
        cost, answers = self.load(requests, self.who[who])
        if verb == "apply":
            self.applied([answer[0]["number"] for answer in answers])
        return cost

    def requests(self, verb, count):
        if verb == "apply":
            return "applicant", [("POST", "/api/cases", self.body)] * count
        if verb == "list":
            return "applicant", [("GET", "/api/cases?limit=50", None)] * count
        if verb == "read":
            return "applicant", [("GET", f"/api/cases/{n}", None) for n in self.next(verb, count)]
        who = {"receive": "clerk", "accept": "accepter"}[verb]
        return who, [("POST", f"/api/cases/{n}/{verb}", "{}") for n in self.next(verb, count)]


class Theirs(Side):
    def warm_up(self):
        self.load([("POST", "/apply", "{}")] * 40, JSON)

    def take(self, verb, count):
        cost, answers = self.load(self.requests(verb, count), JSON)
        if verb == "apply":
            self.applied([answer["number"] for answer in answers])
        return cost

    def requests(self, verb, count):
        if verb == "apply":
            return [("POST", "/apply", "{}")] * count
        if verb == "list":
            return [("GET", "/list", None)] * count
        method = "GET" if verb == "read" else "POST"
        return [(method, f"/{verb}", json.dumps({"number": n})) for n in self.next(verb, count)]


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
