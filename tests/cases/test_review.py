import pytest

from tests.cases.matter import invalid, kinds, last, owner, refused, unseen
from yuanban.cases.actions.review import review


@pytest.fixture
def accepted(town, case):
    return town.until(case, "accepted")


def test_the_first_of_two_leaves_it_under_review(town, accepted):
    done = review(town.actor("yuanqu"), accepted.number, "图纸齐全。")
    assert (done.state, done.reviewers, done.holder) == ("accepted", [town.actor("yuanqu").person], "sanjiang")
    assert last(done, "case.reviewed").data["opinion"] == "图纸齐全。"


def test_the_second_completes_it(town, accepted):
    review(town.actor("yuanqu"), accepted.number, "图纸齐全。")
    done = review(town.actor("yuanqu2"), accepted.number, "现场相符。", passed=False)
    assert (done.state, len(set(done.reviewers))) == ("reviewed", 2)
    assert last(done, "case.reviewed").data["passed"] is False
    assert kinds(done)[-2:] == ["case.reviewed"] * 2
    assert not done.papers.exclude(kind__in=["receipt", "acceptance"]).exists()


def test_one_person_is_not_two(town, accepted):
    review(town.actor("yuanqu"), accepted.number, "图纸齐全。")
    with refused("two-reviewers", "第三十四条第三款"):
        review(town.actor("yuanqu"), accepted.number, "再看一遍。")


def test_where_one_is_enough_one_completes_it(town):
    item = town.item("企业设立登记", "cp-amr")
    case = town.until(town.apply("lingang", item), "accepted")
    assert item.versions.get().reviewers == 1
    town.review(case)
    case.refresh_from_db()
    assert case.state == "reviewed"


def test_an_opinion_is_written(town, accepted):
    with invalid("opinion"):
        review(town.actor("yuanqu"), accepted.number, " ")


def test_only_who_may_review(town, accepted):
    with refused("no-post", "审查"):
        review(town.actor("yuanqu3"), accepted.number, "可以。")
    with refused("no-instrument"):
        review(town.actor("chuangkou"), accepted.number, "可以。")
    with refused("no-instrument"):
        review(owner(), accepted.number, "可以。")
    with unseen():
        review(town.actor("quju"), accepted.number, "可以。")


def test_not_before_acceptance(town, case):
    with refused("wrong-state"):
        review(town.actor("yuanqu"), case.number, "可以。")
