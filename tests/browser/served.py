"""A real server of its own for the browser: the demo's town in a data folder of its own, web and jobs as users start them."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from yuanban import postgres

ROOT = Path(__file__).parents[2]
YUANBAN = [sys.executable, "-m", "yuanban.cli"]
CASES = 6  # besides the work that waits on every printed desk
PATIENCE = 600


@contextmanager
def served_town():
    """-> (its address, its scene); everything is stopped and taken away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        own = environment(folder)
        try:
            with serving(own):
                scene = json.loads(run([sys.executable, "-m", "tests.browser.scene"], own))
                yield own["YUANBAN_URL"], scene
            run([*YUANBAN, "verify", "--all"], own)  # whatever was done on the pages, every record still proves itself
        finally:
            postgres.stop(Path(folder) / "postgres")


def environment(folder):
    port = str(free_port())
    own = {"YUANBAN_VAR": folder, "YUANBAN_PORT": port, "YUANBAN_URL": f"http://127.0.0.1:{port}"}
    return (
        {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        | own
        | {"DJANGO_SETTINGS_MODULE": "yuanban.settings"}
    )


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def run(command, own):
    done = subprocess.run(command, env=own, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def serving(own):
    """Filled and started by one command, as `make demo` does it."""
    command = [*YUANBAN, "demo", "--cases", str(CASES)]
    with tempfile.TemporaryFile("w+") as said:
        server = subprocess.Popen(command, env=own, cwd=ROOT, stdout=said, stderr=said)
        try:
            until_it_answers(server, int(own["YUANBAN_PORT"]), said)
            yield
        finally:
            server.terminate()
            server.wait(PATIENCE)
        said.seek(0)
        assert "Traceback" not in (text := said.read()), text


def until_it_answers(server, port, said):
    end = time.monotonic() + PATIENCE
    while not answers(port):
        assert server.poll() is None and time.monotonic() < end, said.seek(0) or said.read()
        time.sleep(0.1)


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
