import datetime as dt

import pytest
from django.test import Client

from tests.visitor import Visitor, text
from yuanban.accounts.models import Person, Post
from yuanban.places.models import Body

PASSWORD = "correct horse 1"


@pytest.fixture
def person(db):
    return Person.objects.create_person("zhang", "张三", PASSWORD, phone="13800000000")


@pytest.fixture
def desk(db):
    return Body.objects.create(
        code="desk",
        name="某某区市场监督管理局",
        short="市监局",
        kind="organ",
        role="department",
        standing="statutory",
        level="county",
    )


def give_post(person, body, title="审批员", **more):
    return Post.objects.create(
        person=person, body=body, title=title, role="approver", from_date=dt.date(2020, 1, 1), **more
    )


def sign_in(visitor, password=PASSWORD, username="zhang", **more):
    return visitor.post("/sign-in/", {"username": username, "password": password, **more})


def test_an_applicant_comes_to_their_own_cases(person):
    assert sign_in(Visitor()).headers["Location"] == "/my/"


def test_an_official_comes_to_the_desk(person, desk):
    give_post(person, desk)
    assert sign_in(Visitor()).headers["Location"] == "/desk/"


def test_someone_with_two_posts_is_asked_which(person, desk):
    give_post(person, desk)
    second = give_post(person, desk, "窗口人员")
    visitor = Visitor()
    assert sign_in(visitor).headers["Location"] == "/account/"
    assert "选择办理岗位" in text(visitor.get("/account/"))
    visitor.post("/account/post/", {"post": second.pk})
    assert visitor.get("/account/").wsgi_request.actor.post == second.pk


def test_nobody_takes_the_post_of_another(person, desk):
    other = give_post(Person.objects.create_person("li", "李四", PASSWORD), desk)
    visitor = Visitor()
    sign_in(visitor)
    response = visitor.post("/account/post/", {"post": other.pk}, follow=True)
    assert "没有这个岗位" in text(response)
    assert not response.wsgi_request.actor.official


@pytest.mark.parametrize(("username", "password"), [("zhang", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_name_or_password_is_one_and_the_same_answer(person, username, password):
    response = sign_in(Visitor(), password, username)
    assert response.status_code == 422
    assert "账号或者密码不正确" in text(response)
    assert f'value="{username}"' in response.content.decode()


def test_five_wrong_passwords_lock_the_account_for_a_while(person):
    visitor = Client()
    answers = [sign_in(visitor, "wrong").status_code for _ in range(5)]
    assert answers == [422, 422, 422, 422, 429]
    response = sign_in(visitor)
    assert response.status_code == 429
    assert "锁定15分钟" in text(response)


def test_only_a_post_tries_a_password(person):
    visitor = Client()
    assert [visitor.head("/sign-in/").status_code for _ in range(6)] == [200] * 6
    assert sign_in(visitor).status_code == 302


def test_after_signing_in_the_page_that_was_wanted_comes_first(person):
    assert sign_in(Visitor(), next="/cases/N1/").headers["Location"] == "/cases/N1/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_but_never_a_page_of_someone_else(person, elsewhere):
    assert sign_in(Visitor(), next=elsewhere).headers["Location"] == "/my/"


def test_signing_out_is_a_deed_and_not_a_link(person):
    visitor = Visitor("zhang")
    assert visitor.get("/sign-out/").status_code == 405
    assert visitor.post("/sign-out/").headers["Location"] == "/"
    assert visitor.get("/my/").headers["Location"].startswith("/sign-in/")


def test_demo_accounts_are_shown_only_where_nobody_else_can_reach_the_server(person, settings):
    Person.objects.filter(pk=person.pk).update(demo_note="试试提交申请")
    settings.LOOPBACK = True
    assert "试试提交申请" in text(Visitor().get("/sign-in/"))
    settings.LOOPBACK = False
    assert "演示账号" not in text(Visitor().get("/sign-in/"))


def test_a_demo_account_does_not_open_a_server_that_others_can_reach(person, settings):
    Person.objects.filter(pk=person.pk).update(is_demo=True)
    settings.LOOPBACK = False
    visitor = Visitor()
    response = sign_in(visitor)
    assert response.status_code == 403
    assert "只能在本机演示时使用" in text(response)
    assert visitor.get("/my/").status_code == 302


def change(visitor, old=PASSWORD, new="a new one 22", again="a new one 22"):
    return visitor.post("/account/password/", {"old": old, "new": new, "again": again})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"old": "x"}, "现在的密码不正确"),
        ({"again": "y"}, "两次输入的新密码不一样"),
        ({"new": "123", "again": "123"}, "密码至少8位"),
    ],
)
def test_a_password_that_cannot_be_changed_says_why(person, given, said):
    response = change(Visitor("zhang"), **given)
    assert response.status_code == 422
    assert said in text(response)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_changed_password_signs_every_other_browser_out(person):
    here, there = Visitor("zhang"), Visitor("zhang")
    assert change(here).status_code == 302
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
