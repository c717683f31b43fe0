import pytest

from tests.cases.matter import FOREIGN_CLERK, invalid, last, owner, refused, unseen
from tests.cast import DAY
from yuanban.cases.actions.deliver import WAYS, deliver
from yuanban.cases.verify import verify_case


@pytest.fixture
def issued(town, case):
    return town.until(case, "issued")


@pytest.mark.parametrize("way", WAYS)
def test_delivery_closes_the_case(town, issued, way):
    done = deliver(town.actor("chuangkou"), issued.number, way, " 张三 ")
    assert (done.state, done.closed_on, done.holder, done.due_on) == ("delivered", DAY, "", None)
    said = last(done, "case.delivered").data
    assert (said["way"], said["receiver"]) == (way, "张三")
    paper = done.papers.get(kind="delivery")
    assert paper.content["papers"] == [p.number for p in done.papers.filter(kind__in=["grant", "certificate"])]
    assert verify_case(done) == []


@pytest.mark.parametrize(("way", "receiver", "field"), [("pigeon", "张三", "way"), ("window", " ", "receiver")])
def test_how_and_to_whom(town, issued, way, receiver, field):
    with invalid(field):
        deliver(town.actor("chuangkou"), issued.number, way, receiver)


def test_the_helper_hands_it_out_too(town, issued):
    assert deliver(town.actor("bangban"), issued.number, "helper", "张三").state == "delivered"


def test_the_applicant_does_not_deliver_to_themselves(town, issued):
    with refused("no-instrument"):
        deliver(owner(), issued.number, "window", "张三")


def test_a_manager_has_no_such_duty_and_strangers_do_not_see_it(town, issued):
    with refused("no-post", "送达"):
        deliver(town.actor("guanli1"), issued.number, "window", "张三")
    for username in (FOREIGN_CLERK, "qiye2", "quju"):
        with unseen():
            deliver(town.actor(username), issued.number, "window", "张三")


def test_not_before_it_is_issued_and_not_twice(town, case):
    with refused("wrong-state"):
        deliver(town.actor("chuangkou"), case.number, "window", "张三")
    town.until(case, "delivered")
    with refused("wrong-state", "已送达"):
        deliver(town.actor("chuangkou"), case.number, "window", "张三")
