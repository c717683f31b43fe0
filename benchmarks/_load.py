"""A bounded load over loopback, and what it cost: requests a second, p50/p99, CPU of server and database together."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass
class Cost:
    rate: float
    p50: float
    p99: float
    cpu: float

    def __str__(self):
        return f"{self.rate:.0f} req/s, p50 {self.p50:.1f} ms, p99 {self.p99:.1f} ms, CPU {self.cpu:.0f} us/request"


def mean(costs):
    """The cost of rounds of the same size."""
    return Cost(*(sum(getattr(cost, name) for cost in costs) / len(costs) for name in ("rate", "p50", "p99", "cpu")))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(target, env, threads=3):
    """A granian of its own for `target`, on a free port; ended by its id."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += [
        "--workers",
        "1",
        "--blocking-threads",
        str(threads),
        "--backpressure",
        "64",
        "--no-ws",
        "--log-level",
        "warning",
        target,
    ]
    process = subprocess.Popen(command, env=os.environ | env, cwd=Path(__file__).parent.parent)
    try:
        wait(port)
        yield port, process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def wait(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the server did not come up")


def cpu_seconds(server, postmaster):
    """User and system time of a server's processes and of every process of the database."""
    trees = [psutil.Process(pid) for pid in (server, postmaster)]
    everyone = [p for tree in trees for p in (tree, *tree.children(recursive=True))]
    return sum(sum(p.cpu_times()[:4]) if p.pid in (server, postmaster) else sum(p.cpu_times()[:2]) for p in everyone)


def run(port, requests, headers, server, postmaster, connections=8):
    """Send `requests` [(method, path, body)], each once, over keep-alive connections. -> (Cost, [JSON answers])."""
    answers, times = [None] * len(requests), [0.0] * len(requests)
    turns, lock = iter(range(len(requests))), threading.Lock()

    def work():
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            with lock:
                n = next(turns, None)
            if n is None:
                return
            method, path, body = requests[n]
            began = time.perf_counter()
            link.request(method, path, body=body, headers=headers)
            response = link.getresponse()
            data = response.read()
            times[n] = time.perf_counter() - began
            if response.status >= 300:
                raise SystemExit(f"{method} {path}: {response.status} {data[:400].decode(errors='replace')}")
            answers[n] = data

    threads = [threading.Thread(target=work) for _ in range(connections)]
    before, began = cpu_seconds(server, postmaster), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took, cpu = time.perf_counter() - began, cpu_seconds(server, postmaster) - before
    missing = answers.count(None)
    if missing:
        raise SystemExit(f"{missing} of {len(requests)} requests were not answered")
    ranked = sorted(times)
    cost = Cost(
        len(requests) / took,
        ranked[len(ranked) // 2] * 1e3,
        ranked[int(len(ranked) * 0.99)] * 1e3,
        cpu / len(requests) * 1e6,
    )
    return cost, [json.loads(a) for a in answers]
