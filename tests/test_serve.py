"""`yuanban serve`: the web and the jobs start together, stop together, and nothing is left behind."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import psycopg
import pytest

from tests.tables import put_tables, tables
from yuanban import postgres

YUANBAN = [sys.executable, "-m", "yuanban.cli"]
DEFER = "import django; django.setup(); from yuanban.jobs import retry_stalled; retry_stalled.defer(timestamp=0)"


@pytest.fixture(scope="module")
def home(django_db_setup, django_db_blocker):
    """A data folder of its own, with a free port; its tables are copied, a first start from nothing is that of the browser's town."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        Path(folder).chmod(0o755)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        own = {"YUANBAN_VAR": folder, "YUANBAN_PORT": str(port), "DJANGO_SETTINGS_MODULE": "yuanban.settings"}
        with django_db_blocker.unblock():
            put_tables(folder, tables())
        yield {name: text for name, text in os.environ.items() if name != "DATABASE_URL"} | own
        postgres.stop(Path(folder) / "postgres")


@pytest.fixture(scope="module")
def started(home):
    """What was started, the last one maybe still running: a test that leaves it whole leaves it to the next."""
    processes = []
    yield processes
    for process in processes:
        process.terminate()
        process.wait(timeout=60)


@pytest.fixture
def server(home, started):
    if not started or started[-1].poll() is not None:
        started.append(start(home))
    return started[-1]


def start(home):
    process = subprocess.Popen([*YUANBAN, "serve"], env=home, stdout=subprocess.DEVNULL)
    try:
        until(lambda: len(family(process)) >= 2 and answer(home), process)
    except AssertionError:
        process.terminate()  # whoever comes next needs the port
        process.wait(timeout=60)
        raise
    return process


def family(process):
    return psutil.Process(process.pid).children(recursive=True)


def until(true, process=None):
    end = time.monotonic() + 240  # patience only
    while not true():
        assert time.monotonic() < end
        assert process is None or process.poll() is None
        time.sleep(0.1)


def answer(home, path="/"):
    """The status of an answer of whatever kind; None when nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{home['YUANBAN_PORT']}{path}") as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def jobs_left(home):
    with psycopg.connect(postgres.url(Path(home["YUANBAN_VAR"]) / "postgres")) as connection:
        return connection.execute("SELECT count(*) FROM procrastinate_jobs WHERE status <> 'failed'").fetchone()[0]


def gone(processes):
    return not any(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in processes)


def test_pages_static_files_and_jobs_are_served(home, server):
    assert answer(home, "/static/django_htmx/htmx-2.min.js") == 200
    subprocess.run([sys.executable, "-c", DEFER], env=home, check=True)
    until(lambda: jobs_left(home) == 0, server)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_of_it(home, server, sign):
    children = family(server)
    server.send_signal(sign)
    assert server.wait(timeout=60) == 0
    assert gone(children)
    assert answer(home) is None


def test_a_killed_server_leaves_nobody_and_starts_again(home, server, started):
    children = family(server)
    server.kill()
    started.append(start(home))
    until(lambda: gone(children))
    assert answer(home)


def test_a_killed_job_worker_is_started_again(home, server):
    def workers():
        alive = [each for each in family(server) if each.status() != psutil.STATUS_ZOMBIE]
        return {each.pid for each in alive if "yuanban.jobs" in each.cmdline()}

    (first,) = workers()
    os.kill(first, signal.SIGKILL)
    until(lambda: workers() - {first}, server)


def test_a_port_in_use_is_said_in_words(home, server):
    second = subprocess.run([*YUANBAN, "serve"], env=home, capture_output=True, text=True)
    assert second.returncode == 1
    assert f"端口 {home['YUANBAN_PORT']} 已被其他程序占用" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_database_that_is_away_is_said_in_words(home):
    away = home | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}
    refused = subprocess.run([*YUANBAN, "migrate"], env=away, capture_output=True, text=True)
    assert refused.returncode == 1
    assert "请检查 DATABASE_URL" in refused.stderr
    assert "Traceback" not in refused.stderr
