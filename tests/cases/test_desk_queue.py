"""/desk/: what waits for whom."""

import pytest
from django.test import Client

from tests.cases.desk import desk, rows, text
from yuanban.accounts.models import Post
from yuanban.cases.models import Case

LISTS = (
    "",
    "new/",
    "seals/",
    "carry/",
    "proof/",
    "parks/",
    "people/",
    "instruments/",
    "arrangements/",
    "seal-register/",
    "ratings/",
)


@pytest.fixture
def permit(town):
    """A building permit within the entrusted limit: the park committee handles it in the city bureau's name."""
    return town.apply("lingang", town.item("建筑工程施工许可证核发", "yb-hud"), investment_wan="3000")


def test_the_queue_holds_what_waits_for_this_body_only(town, permit):
    town.until(permit, "received")
    assert rows(desk("yuanqu").get("/desk/")) == [permit.number]
    assert rows(desk("shiju").get("/desk/")) == []
    assert rows(desk("quju").get("/desk/?scope=all")) == []


def test_nearest_due_day_first(town, permit):
    later = town.until(permit, "accepted")
    sooner = town.until(town.apply("lingang", town.item("企业投资项目备案", "cp-ndrc")), "accepted")
    assert sooner.due_on < later.due_on
    assert rows(desk("yuanqu").get("/desk/")) == [sooner.number, later.number]


def test_lights_states_items_and_words_filter(town, permit):
    town.until(permit, "accepted")
    approver = desk("yuanqu")
    assert rows(approver.get("/desk/?light=green")) == [permit.number]
    assert rows(approver.get("/desk/?light=red")) == []
    assert rows(approver.get("/desk/?state=accepted")) == [permit.number]
    assert rows(approver.get("/desk/?state=received")) == []
    assert rows(approver.get(f"/desk/?item={permit.item_id}")) == [permit.number]
    assert rows(approver.get("/desk/?q=施工")) == [permit.number]
    nothing = approver.get("/desk/?q=没有这样的件")
    assert rows(nothing) == []
    assert "没有符合条件的件" in text(nothing)


def test_the_counts_are_those_of_the_list(town, permit):
    town.until(permit, "accepted")
    page = text(desk("yuanqu").get("/desk/"))
    assert "1未办结" in page
    assert "1正常" in page
    assert "0超法定" in page


def test_the_clerk_sees_what_is_to_be_received_at_this_centre(town, permit):
    assert rows(desk("chuangkou").get("/desk/")) == [permit.number]
    assert rows(desk("chuangkou4").get("/desk/?scope=all")) == []


def test_finished_cases_are_found_by_their_state(town, permit):
    town.until(permit, "delivered")
    clerk = desk("chuangkou")
    assert rows(clerk.get("/desk/?scope=all")) == []
    assert rows(clerk.get("/desk/?scope=all&state=closed")) == [permit.number]
    assert rows(clerk.get("/desk/?scope=all&state=delivered")) == [permit.number]


def test_a_stranger_is_asked_to_sign_in_and_an_applicant_is_told_why_not(town):
    assert Client().get("/desk/").url.startswith("/sign-in/")
    owner = desk("qiye").get("/desk/")
    assert owner.status_code == 403
    assert "没有相应岗位" in text(owner)


def test_every_list_opens_or_says_why_not_for_every_role(town):
    for role in Post.ROLES:
        client = desk(Post.objects.filter(role=role).earliest("pk").person.username)
        statuses = {path: client.get(f"/desk/{path}", follow=True).status_code for path in LISTS}
        assert statuses[""] == 200, role
        assert set(statuses.values()) <= {200, 403}, (role, statuses)


def test_the_list_asks_the_database_the_same_number_of_questions_however_long_it_is(
    town, permit, django_assert_max_num_queries
):
    approver = desk("yuanqu")
    for _ in range(3):
        town.until(town.apply("lingang", permit.item, investment_wan="3000"), "received")
    with django_assert_max_num_queries(12):
        assert len(rows(approver.get("/desk/"))) == 3
    assert Case.objects.count() == 4
