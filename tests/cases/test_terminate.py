"""终止办理, late delivery and fees: each on its ground, in writing, by whom it is for."""

import pytest

from tests.cases.desk import act, desk, text
from tests.cases.matter import building_permit, invalid, kinds, last, refused
from tests.cast import at
from tests.visitor import Visitor
from yuanban.cases.actions.deliver import deliver
from yuanban.cases.actions.mark_paid import mark_paid
from yuanban.cases.actions.terminate import close, terminate
from yuanban.cases.actions.withdraw import withdraw
from yuanban.cases.verify import verify_case
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.papers.verify import differences
from yuanban.places import epoch

WHY = "申请人已于上月注销登记，没有承受申请的单位。"


@pytest.fixture
def accepted(town):
    return town.until(building_permit(town), "accepted")


def test_ended_on_a_settled_ground_with_a_paper_and_remedies(town, accepted):
    terminate(town.doer(accepted, "decide"), accepted.number, "dissolved", WHY)
    accepted.refresh_from_db()
    assert (accepted.state, accepted.closed_on, accepted.light, accepted.due_on) == (
        "terminated",
        at().date(),
        "",
        None,
    )
    paper = accepted.papers.get(kind="termination")
    assert WHY in str(paper.content)
    assert "行政复议" in str(paper.content)
    assert [verify_case(accepted), list(differences(accepted))] == [[], []]
    assert "终止办理" in text(Visitor("qiye").get(f"/cases/{accepted.number}/"))


def test_not_without_ground_or_reason_nor_by_a_clerk(town, accepted):
    doer = town.doer(accepted, "decide")
    with refused("termination"):
        terminate(doer, accepted.number, "tired", WHY)
    with refused("termination"):
        terminate(doer, accepted.number, "dissolved", " ")
    with refused("termination"):
        terminate(doer, accepted.number, "supplement-overdue", WHY)
    with pytest.raises(Refusal):
        terminate(town.clerk(accepted), accepted.number, "dissolved", WHY)
    assert kinds(accepted)[-1] == "case.accepted"


def test_a_practice_ends_it_only_where_the_place_says_so(town, accepted):
    with refused("termination", "当地没有规定"):
        close(accepted, town.doer(accepted, "decide"), "supplement-overdue", WHY)


def test_by_the_page(town, accepted):
    organ = desk("yuanqu")
    assert act(organ, accepted, "terminate", ground="dissolved", reason="").status_code in (409, 422)
    assert act(organ, accepted, "terminate", ground="dissolved", reason=WHY).status_code == 302
    assert act(organ, accepted, "terminate", ground="dissolved", reason=WHY).status_code == 409


def test_a_withdrawal_is_confirmed_on_paper(town, accepted):
    withdraw(town.owner(accepted.enterprise), accepted.number, "不再建设")
    assert accepted.papers.filter(kind="withdrawal").count() == 1


def test_delivered_late_only_with_its_reason(town, accepted):
    case = town.until(accepted, "issued")
    late = at(add_workdays(case.decided_on, 11))
    with refused("delivery-limit"):
        deliver(town.clerk(case, late), case.number, "window", "张三")
    deliver(town.clerk(case, late), case.number, "window", "张三", late="地址有误，两次退回。")
    assert last(case, "case.delivered").data["late"] == "地址有误，两次退回。"


def charge(case, fee):
    """Behind the catalogue's back: what may be published is tested there."""
    type(case.item_version).objects.filter(pk=case.item_version_id).update(fee=fee)
    epoch.bump()


@pytest.mark.parametrize("fee", [None, {"name": "工本费", "standard": "10元", "basis": ""}])
def test_nothing_is_charged_without_a_law(town, accepted, fee):
    charge(accepted, fee)
    with refused("no-fee"):
        mark_paid(town.clerk(accepted), accepted.number, "10", "00001")


def test_what_a_law_lets_be_charged_is_noted_with_its_receipt(town, accepted):
    charge(accepted, {"name": "工本费", "standard": "10元", "basis": "样例收费条例第三条"})
    with invalid("amount"):
        mark_paid(town.clerk(accepted), accepted.number, "很多", "00001")
    mark_paid(town.clerk(accepted), accepted.number, "10", "00001")
    assert last(accepted, "case.paid").data["amount"] == "10"
