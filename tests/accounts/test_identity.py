"""Who is signed in: read in one statement, anew with every request, so that what ended has ended."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from yuanban.accounts.acting import CHINA, acting
from yuanban.accounts.identity import Backend
from yuanban.accounts.models import Person, Post
from yuanban.places import epoch

TODAY = timezone.now().astimezone(CHINA).date()
DAY = dt.timedelta(days=1)


def person(username):
    return Person.objects.get(username=username)


def signed_in(username):
    client = Client()
    client.force_login(person(username), backend="yuanban.accounts.identity.Backend")
    return client


def listed(client):
    return client.get("/api/cases").status_code


@pytest.fixture(autouse=True)
def no_mark_read():
    yield
    epoch.forget()


@pytest.mark.parametrize("username", ["qiye", "chuangkou", "yuanqu", "shenji"])
def test_one_statement_says_all(town, username):
    pk = person(username).pk
    Backend().get_user(pk)  # a process that has not seen this mark yet reads the calendar's notices first
    with CaptureQueriesContext(connection) as asked:
        actor = acting(Backend().get_user(pk), timezone.now())
        assert epoch.current()
    assert len(asked) == 1
    assert actor == acting(person(username), actor.at)


def test_a_request_begins_with_that_one(town):
    client = signed_in("qiye")
    with CaptureQueriesContext(connection) as asked:
        assert listed(client) == 200
    assert sum("accounts_person" in one["sql"] and "FROM accounts_person" in one["sql"] for one in asked) == 1
    assert len(asked) == 2


def test_an_applicant_acts_for_their_firms(town):
    actor = acting(Backend().get_user(person("qiye").pk), timezone.now())
    assert (actor.post, actor.role, actor.powers) == (None, "", frozenset())
    assert set(actor.enterprises) == set(person("qiye").enterprises.values_list("pk", flat=True))
    assert len(actor.enterprises) == 2


def test_an_official_acts_on_a_post_and_for_no_firm(town):
    clerk = person("chuangkou")
    clerk.enterprises.add(person("qiye").enterprises.first())
    actor = acting(Backend().get_user(clerk.pk), timezone.now())
    assert (actor.role, actor.body, actor.enterprises) == ("clerk", "lg-window", ())


def test_nobody_is_nobody(town):
    assert Backend().get_user(0) is None


def test_a_closed_account_is_out_at_once(town):
    client = signed_in("chuangkou")
    assert listed(client) == 200
    Person.objects.filter(username="chuangkou").update(is_active=False)
    assert Backend().get_user(person("chuangkou").pk) is None
    assert listed(client) == 401


@pytest.mark.parametrize(
    ("first", "last", "role"),
    [(TODAY, None, "clerk"), (TODAY, TODAY, "clerk"), (TODAY + DAY, None, ""), (TODAY - 9 * DAY, TODAY - DAY, "")],
)
def test_a_post_lasts_from_its_first_day_to_its_last(town, first, last, role):
    Post.objects.filter(person__username="chuangkou").update(from_date=first, to_date=last)
    found = Backend().get_user(person("chuangkou").pk)
    assert acting(found, timezone.now()).role == acting(person("chuangkou"), timezone.now()).role == role


def test_an_ended_post_carries_no_sight(town):
    client = signed_in("shenji")
    firm = town.firm("lingang")
    town.apply("lingang", town.item("企业设立登记", "cp-amr"), firm)
    assert len(client.get("/api/cases").json()) == 1
    Post.objects.filter(person__username="shenji").update(to_date=TODAY - DAY)
    assert client.get("/api/cases").json() == []


@pytest.fixture
def two_posts(town):
    clerk = Post.objects.get(person__username="chuangkou")
    other = Post.objects.create(
        person=clerk.person, body=clerk.body, centre=clerk.centre, title="审计", role="auditor", from_date=TODAY
    )
    return clerk, other


def role_of(client):
    return client.get("/account/").wsgi_request.actor.role


def test_the_chosen_post_is_acted_on(two_posts):
    clerk, other = two_posts
    client = signed_in("chuangkou")
    assert role_of(client) == "clerk"
    client.post("/account/post/", {"post": other.pk})
    assert role_of(client) == "auditor"
    client.post("/account/post/", {"post": clerk.pk})
    assert role_of(client) == "clerk"


def test_anothers_post_cannot_be_chosen(two_posts):
    client = signed_in("chuangkou")
    for post in (Post.objects.get(person__username="yuanqu").pk, 0, 10**9):
        client.post("/account/post/", {"post": post})
        assert role_of(client) == "clerk"


def test_a_chosen_post_that_ended_is_left(two_posts):
    client = signed_in("chuangkou")
    client.post("/account/post/", {"post": two_posts[1].pk})
    two_posts[1].to_date = TODAY - DAY
    two_posts[1].from_date = TODAY - DAY
    two_posts[1].save()
    assert role_of(client) == "clerk"


def test_a_new_password_ends_the_sessions_elsewhere(town):
    someone = person("qiye")
    someone.set_password("old-word-12345")
    someone.save()
    here, there = signed_in("qiye"), signed_in("qiye")
    here.post("/account/password/", {"old": "old-word-12345", "new": "new-word-98765", "again": "new-word-98765"})
    assert person("qiye").check_password("new-word-98765")
    assert (listed(here), listed(there)) == (200, 401)
