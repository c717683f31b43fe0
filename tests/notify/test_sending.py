"""The way out of the house: real SMTP on loopback, a real webhook, a file; retried, given up, never told twice by one key."""

import datetime as dt
import http.server
import json
import socket
import threading
from contextlib import contextmanager

import pytest
from aiosmtpd.controller import Controller

from tests.cast import at
from tests.visitor import Visitor, text
from yuanban.accounts.models import Person
from yuanban.ledger.invalid import Invalid
from yuanban.notify.actions.keep_preference import keep_preference
from yuanban.notify.actions.send import after_quiet, send_again, send_due, spread
from yuanban.notify.models import Message, Sending
from yuanban.notify.senders.hook import signature

NOW = at(hour=10)


@pytest.fixture
def person(town, settings, tmp_path):
    settings.VAR, settings.HOOK_SECRET = tmp_path, "0123456789abcdef"
    settings.SMTP_URL = settings.SMS_URL = settings.WECHAT_URL = ""
    keep_preference(town.actor("qiye"), "qiye@example.cn", "wx-1", email=True, sms=True, wechat=True, only_legal=False)
    return Person.objects.get(username="qiye")


def message(person, legal=True, when=NOW):
    return Message.objects.create(
        person=person, kind="case.accepted", title="已受理", text="您申请的“样例”已经受理。", short="您尾号0001的办件已受理。",
        link="/my/", legal=legal, at=when,
    )  # fmt: skip


class Postman:
    """An SMTP server's handler that keeps what it takes."""

    def __init__(self):
        self.letters = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(envelope.content.decode())
        return "250 taken"


@contextmanager
def post_office():
    postman = Postman()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    office = Controller(postman, hostname="127.0.0.1", port=port)
    office.start()
    try:
        yield postman, f"smtp://127.0.0.1:{port}?from=notice@yuanban.example"
    finally:
        office.stop()


@contextmanager
def gateway(*answers):
    """A webhook that gives these answers in turn, the last one for ever."""
    taken, left = [], list(answers)

    class Hook(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            taken.append((body, self.headers["X-Yuanban-Signature"]))
            self.send_response(left.pop(0) if len(left) > 1 else left[0])
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield taken, f"http://127.0.0.1:{server.server_port}/sms"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_letter_reaches_the_mailbox_once(person, settings):
    message(person)
    with post_office() as (postman, settings.SMTP_URL):
        assert (spread(NOW), spread(NOW)) == (1, 0)
        assert send_due(NOW) == {"sent": 1, "failed": 0}
        assert send_due(NOW) == {"sent": 0, "failed": 0}
    letter = postman.letters[0]
    assert len(postman.letters) == 1
    assert str(Sending.objects.get().key) in letter
    assert "To: qiye@example.cn" in letter


def test_a_dead_server_is_tried_again_later_and_given_up_in_the_end(person, settings, town):
    settings.SMTP_URL = "smtp://127.0.0.1:9?from=a@b.cn"
    message(person)
    spread(NOW)
    now, waits = NOW, 0
    while Sending.objects.get().state == "queued":
        assert send_due(now)["failed"] == 1
        now, waits = Sending.objects.get().next_at, waits + 1
    dead = Sending.objects.get()
    assert (dead.state, dead.tries, waits) == ("dead", 6, 6)
    assert "没有接收" in dead.reason
    admin = Visitor("guanliyuan") if Person.objects.filter(username="guanliyuan").exists() else Visitor("shengzx")
    assert "没有接收" in text(admin.get("/desk/outbox/?state=dead"))
    with post_office() as (postman, settings.SMTP_URL):
        send_again(town.actor("shengzx"), dead.pk)
        assert send_due(NOW + dt.timedelta(days=2))["sent"] == 1
    assert len(postman.letters) == 1


def test_an_address_that_does_not_exist_is_not_tried_again(person, settings, town):
    keep_preference(town.actor("qiye"), "nobody@example.cn", email=True, sms=False, wechat=False, only_legal=False)
    message(Person.objects.get(username="qiye"))
    with post_office() as (postman, settings.SMTP_URL):
        spread(NOW)
        send_due(NOW)
    assert (Sending.objects.get().state, postman.letters) == ("dead", [])


def test_the_gateway_can_tell_who_asks_and_what_comes_twice(person, settings):
    message(person)
    with gateway(503, 200) as (taken, settings.SMS_URL):
        spread(NOW)
        assert send_due(NOW) == {"sent": 0, "failed": 1}
        assert send_due(NOW + dt.timedelta(minutes=2)) == {"sent": 1, "failed": 0}
    (first, signed), (second, _) = taken
    assert first == second
    assert signed == signature(first)
    said = json.loads(first)
    assert (said["to"], said["channel"]) == (person.phone, "sms")
    assert person.name not in said["text"]


def test_a_refusal_of_the_gateway_is_final(person, settings):
    message(person)
    with gateway(400) as (_, settings.SMS_URL):
        spread(NOW)
        send_due(NOW)
    assert Sending.objects.get().state == "dead"


def test_into_a_file_without_any_gateway(person, settings, tmp_path):
    settings.SMS_URL = settings.WECHAT_URL = "file"
    message(person)
    spread(NOW)
    assert send_due(NOW)["sent"] == 2
    lines = [json.loads((tmp_path / "outbox" / f"{name}.jsonl").read_text()) for name in ("sms", "wechat")]
    assert [line["to"] for line in lines] == [person.phone, "wx-1"]


def test_no_telephone_rings_at_night(person, settings):
    settings.SMS_URL = "file"
    message(person)
    spread(at(hour=22))
    assert send_due(at(hour=23)) == {"sent": 0, "failed": 0}
    assert Sending.objects.get().next_at == at(hour=8) + dt.timedelta(days=1)
    assert after_quiet(at(hour=3)) == at(hour=8)


def test_only_what_the_law_wants_told(person, settings, town):
    settings.SMS_URL = "file"
    keep_preference(town.actor("qiye"), "", sms=True, email=True, wechat=True, only_legal=True)
    person = Person.objects.get(username="qiye")
    message(person, legal=False)
    assert spread(NOW) == 0
    message(person, legal=True)
    assert spread(NOW) == 1


def test_preferences_are_ones_own_and_a_wrong_address_is_said(town, settings):
    me = Visitor("qiye")
    page = me.post("/my/messages/settings/", {"address": "不是邮箱", "sms": "on"})
    assert (page.status_code, "邮箱地址不正确" in text(page)) == (422, True)
    assert 'value="不是邮箱"' in page.content.decode()
    me.post("/my/messages/settings/", {"address": "a@b.cn", "sms": "on"})
    assert Person.objects.get(username="qiye").preference.address == "a@b.cn"
    with pytest.raises(Invalid):
        keep_preference(town.actor("qiye"), "a@")
    assert Visitor("chuangkou").get("/desk/outbox/").status_code == 403
