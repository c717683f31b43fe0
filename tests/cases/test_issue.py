import pytest

from tests.cases.matter import kinds, owner, refused, unseen
from yuanban.cases.actions.issue import issue


@pytest.fixture
def sealed(town, case):
    return town.until(case, "sealed")


def test_the_decision_and_the_certificate_are_numbered_and_sealed(town, sealed):
    done = issue(town.actor("yuanqu3"), sealed.number)
    assert (done.state, done.holder) == ("issued", "sanjiang")
    assert done.due_on == done.deliver_by
    result = done.item_version.result_kind
    expected = {"grant", "certificate"} if result == "certificate" else {"grant"}
    papers = done.papers.filter(kind__in=["grant", "denial", "certificate"])
    assert {p.kind for p in papers} == expected
    assert {p.in_name_of.code for p in papers} == {"yb-hud"}
    assert all(p.seal and p.number.endswith("号") for p in papers)
    assert kinds(done)[-1] == "case.issued"


def test_a_denial_comes_with_remedies_and_no_certificate(town, case):
    town.until(case, "reviewed")
    town.decide(case, outcome="denied", reasons="布局与图纸不一致。")
    town.seal(case)
    done = issue(town.actor("yuanqu"), case.number)
    (paper,) = done.papers.filter(kind__in=["grant", "denial", "certificate"])
    assert paper.kind == "denial"
    assert "行政诉讼" in paper.content["remedies"]
    assert "布局与图纸不一致" in str(paper.content["body"])


def test_only_who_may_seal(town, sealed):
    with refused("no-post"):
        issue(town.actor("yuanqu2"), sealed.number)
    with refused("no-instrument"):
        issue(town.actor("chuangkou"), sealed.number)
    with refused("no-instrument"):
        issue(owner(), sealed.number)
    with unseen():
        issue(town.actor("quju"), sealed.number)


def test_not_before_the_seal_and_not_twice(town, case):
    town.until(case, "decided")
    with refused("wrong-state"):
        issue(town.actor("yuanqu"), case.number)
    town.until(case, "issued")
    with refused("wrong-state"):
        issue(town.actor("yuanqu"), case.number)
