"""The whole server killed in the middle of a burst of applications: what was acknowledged is there, whole, and proven."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest
from django.test import Client

from tests.cases.matter import RESTAURANT
from tests.snapshot import everything, put
from tests.tables import put_tables, tables
from yuanban import postgres
from yuanban.accounts.models import Enterprise, Person

YUANBAN = [sys.executable, "-m", "yuanban.cli"]
SENDERS, EACH, ENOUGH = 6, 200, 90
LEFT = """
SELECT c.number, (SELECT count(*) FROM cases_casematerial m WHERE m.case_id = c.id),
       (SELECT count(*) FROM ledger_event e WHERE e.stream = 'case:' || c.number AND e.seq = 1 AND e.hash = c.head)
FROM cases_case c
"""


@pytest.fixture
def home(settings):
    """A data folder, a cluster and a port of its own; the sessions of this program hold good there."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        Path(folder).chmod(0o755)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        settings.MEDIA_ROOT, settings.FILE_KEY = Path(folder) / "files", Path(folder) / "file_key"
        own = {"YUANBAN_VAR": folder, "YUANBAN_PORT": str(port), "YUANBAN_SECRET_KEY": settings.SECRET_KEY}
        own["DJANGO_SETTINGS_MODULE"] = "yuanban.settings"
        yield {name: text for name, text in os.environ.items() if name != "DATABASE_URL"} | own
        postgres.stop(Path(folder) / "postgres")


def test_kill_9_in_a_burst_loses_nothing_acknowledged(town, home):
    item = town.item("企业投资项目备案", "cp-ndrc")
    application, headers = what_to_send(town, item)
    materials = item.versions.get().materials.count()
    put_tables(home["YUANBAN_VAR"], tables())
    server = start(home)
    try:
        furnish(home)
        acknowledged = burst(home, server, application, headers)
    finally:
        kill(home, server)
    server = start(home)
    try:
        left = {number: parts for number, *parts in asked(home, LEFT)}
        assert len(acknowledged) == len(set(acknowledged)) >= ENOUGH
        assert {number: left.get(number) for number in acknowledged} == {
            number: [materials, 1] for number in acknowledged
        }
        assert list(left.values()) == [[materials, 1]] * len(left)  # nor is anything there by half
        answers = [send(home, "GET", f"/api/cases/{number}", headers)[0] for number in acknowledged[-5:]]
        assert answers == [200] * 5
        assert proof(home) == []
    finally:
        server.terminate()
        server.wait(timeout=60)


def what_to_send(town, item):
    application = town.application("lingang", item, Enterprise.objects.get(code=RESTAURANT), investment_wan=100)
    client = Client()
    client.force_login(Person.objects.get(username="qiye"), backend="yuanban.accounts.identity.Backend")
    token = "c" * 32
    cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={token}"
    body = {
        "park": "lingang",
        "item": item.code,
        "enterprise": RESTAURANT,
        "form": application.form,
        "files": application.files,
    }
    return json.dumps(body), {"Cookie": cookies, "X-CSRFToken": token, "Content-Type": "application/json"}


def start(home):
    server = subprocess.Popen([*YUANBAN, "serve"], env=home, stdout=subprocess.DEVNULL, start_new_session=True)
    end = time.monotonic() + 240
    while not answers(home):
        assert time.monotonic() < end
        assert server.poll() is None
        time.sleep(0.1)
    return server


def answers(home):
    try:
        return send(home, "GET", "/", {})
    except OSError:
        return None


def send(home, method, path, headers, body=None):
    link = http.client.HTTPConnection("127.0.0.1", int(home["YUANBAN_PORT"]), timeout=20)
    try:
        link.request(method, path, body, headers)
        answer = link.getresponse()
        return answer.status, answer.read()
    finally:
        link.close()


def furnish(home):
    """The sample world, with what was uploaded for the application."""
    with psycopg.connect(address(home)) as link, link.cursor() as cursor:
        put(cursor, everything())


def address(home):
    return postgres.url(Path(home["YUANBAN_VAR"]) / "postgres")


def asked(home, sql):
    with psycopg.connect(address(home)) as link:
        return link.execute(sql).fetchall()


def burst(home, server, application, headers):
    """Apply from several sides at once and kill everything while they do. -> the numbers answered 201."""
    acknowledged = []

    def one():
        for _ in range(EACH):
            try:
                status, said = send(home, "POST", "/api/cases", headers, application)
            except (OSError, http.client.HTTPException):
                return
            assert status == 201, said
            acknowledged.append(json.loads(said)[0]["number"])

    with ThreadPoolExecutor(SENDERS) as pool:
        sides = [pool.submit(one) for _ in range(SENDERS)]
        while len(acknowledged) < ENOUGH and not any(side.done() for side in sides):
            time.sleep(0.005)
        kill(home, server)
    assert len(acknowledged) < SENDERS * EACH  # it was the middle
    for side in sides:
        side.result()
    return acknowledged


def kill(home, server):
    """All at once and without warning: the server, its children, and the database of this data folder."""
    for each in [*family(server), *database(home)]:
        try:
            each.send_signal(signal.SIGKILL)
        except psutil.NoSuchProcess:
            continue
    server.wait(timeout=30)


def family(server):
    if server.poll() is not None:
        return []
    own = psutil.Process(server.pid)
    return [own, *own.children(recursive=True)]


def database(home):
    folder = Path(home["YUANBAN_VAR"]) / "postgres"
    return [each for each in psutil.process_iter() if works_in(each, folder)]


def works_in(process, folder):
    try:
        return process.name() == "postgres" and Path(process.cwd()) == folder.resolve()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False


def proof(home):
    done = subprocess.run([*YUANBAN, "verify", "--all", "--json"], env=home, capture_output=True, text=True)
    said = json.loads(done.stdout)
    assert (done.returncode == 0) == (said["differences"] == [])
    return said["differences"]
