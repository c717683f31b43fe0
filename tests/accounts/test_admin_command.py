"""`yuanban admin`: the first administrator of an empty system, and everything that stops one."""

import datetime as dt
import io
import sys

import pytest
from typer.testing import CliRunner

from tests.visitor import Visitor, text
from yuanban.accounts.models import Person, Post
from yuanban.commands import admin
from yuanban.places.models import Body

GOOD = "correct horse 1"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def already_migrated(monkeypatch):
    monkeypatch.setattr("yuanban.serve.migrate", lambda: None)


def run(*arguments, given=GOOD):
    return CliRunner().invoke(admin.app, [*arguments, "--password-stdin"], input=f"{given}\n")


@pytest.fixture
def office(db):
    return Body.objects.create(
        code="office", name="某市政务服务局", short="政务局", kind="organ", role="department", standing="statutory"
    )


def test_an_empty_system_gets_its_administrator_and_its_house():
    done = run("guanliyuan", "王管理", "--body-name", "某市政务服务中心")
    assert done.exit_code == 0, done.output
    body = Body.objects.get()
    assert (body.name, body.kind, body.standing) == ("某市政务服务中心", "organisation", "none")
    assert Person.objects.get().check_password(GOOD)
    assert (Post.objects.get().role, Post.objects.get().powers, Post.objects.get().body) == ("admin", [], body)


def test_who_was_made_may_sign_in_and_make_others(office):
    assert run("guanliyuan", "王管理", "--body", "office").exit_code == 0
    visitor = Visitor()
    visitor.now = dt.datetime.now(dt.UTC)
    assert visitor.post("/sign-in/", {"username": "guanliyuan", "password": GOOD}).url == "/desk/"
    assert "王管理" in text(visitor.get("/desk/people/"))


def test_a_house_that_is_known_by_name_is_not_registered_twice(office):
    assert run("guanliyuan", "王管理", "--body-name", "某市政务服务局").exit_code == 0
    assert Post.objects.get().body == office
    assert Body.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["guanliyuan", "王管理"], "请用 --body"),
        (["guanliyuan", "王管理", "--body", "nowhere"], "没有编码为“nowhere”的单位"),
        (["Guan Li", "王管理", "--body", "office"], "账号为3至30个字符"),
        (["taken", "王管理", "--body", "office"], "账号“taken”已有人使用"),
        (["guanliyuan", "王", "--body", "office"], "请填写姓名"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_made(office, arguments, says):
    Person.objects.create_person("taken", "李在职", GOOD)
    done = run(*arguments)
    assert done.exit_code == 2
    assert says in done.stderr
    assert Person.objects.count() == 1


def test_without_any_body_it_says_how_to_get_one():
    done = run("guanliyuan", "王管理")
    assert done.exit_code == 2
    assert "yuanban import bodies" in done.stderr


@pytest.mark.parametrize("given", ["short", "12345678901", "password"])
def test_a_weak_password_leaves_nothing_behind(given):
    done = run("guanliyuan", "王管理", "--body-name", "某市政务服务中心", given=given)
    assert done.exit_code == 2
    assert "密码至少8位" in done.stderr
    assert (Person.objects.count(), Body.objects.count()) == (0, 0)


@pytest.mark.parametrize(("again", "made"), [(GOOD, 1), ("another one 2", 0)])
def test_a_terminal_is_asked_twice(office, monkeypatch, again, made):
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", terminal)
    answers = iter([GOOD, again])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(answers))
    try:
        admin.admin("guanliyuan", "王管理", "office")
    except admin.typer.Exit as end:
        assert end.exit_code == 2
    assert Person.objects.count() == made
