"""告知承诺: what was granted on a promise is verified, once given time to mend, and a false promise is not forgotten."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.cases.matter import building_permit, invalid, last, refused
from tests.cast import DAY, at
from tests.visitor import Visitor, text
from yuanban.accounts.acting import system
from yuanban.accounts.credit import bad_credit
from yuanban.cases.actions.apply import apply
from yuanban.cases.verify import verify_case
from yuanban.catalogue.queries import version_on
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.notify.actions.remind import remind
from yuanban.oversight.actions.check_commitment import check_commitment
from yuanban.papers.verify import differences
from yuanban.places import epoch

SEEN = "到现场查看，消防通道宽度3.2米，与承诺的4米不一致。"


@pytest.fixture
def promise(town):
    """The building permit as an item that may be granted on a commitment."""
    item = town.item("建筑工程施工许可证核发", "yb-hud")
    version = version_on(item, DAY)
    codes = [m.code for m in version.materials.filter(need="required")[:1]]
    said = {"materials": codes, "conditions": [], "days": 60, "consequence": "撤销决定，记入信用记录。"}
    type(version).objects.filter(pk=version.pk).update(commitment=said)
    epoch.bump()
    return codes


@pytest.fixture
def case(town, promise):
    plain = building_permit(town)
    asked = town.application("lingang", plain.item, plain.enterprise, investment_wan=3000)
    files = {code: pk for code, pk in asked.files.items() if code not in promise}
    case = apply(town.owner(plain.enterprise), replace(asked, files=files, committed=True, commitment_read=True))[0]
    return town.until(case, "delivered")


def checker(town, case, when=None):
    return next(a for a in town.staff.by_body["yb-hud"] if a.role == "approver").then(when or at())


def test_a_promise_spares_the_material_and_says_when_it_is_checked(town, case, promise):
    assert {m.code for m in case.materials.filter(state="committed")} == set(promise)
    assert case.check_by == add_workdays(case.decided_on, 60)
    assert case.papers.filter(kind="commitment").exists()
    assert Visitor("yuanqu").get("/desk/checks/").status_code == 200


def test_kept(town, case):
    check_commitment(checker(town, case), case.number, "kept", "现场与承诺一致。")
    case.refresh_from_db()
    assert (case.check_by, case.state, bad_credit(case.applicant, case.enterprise, DAY)) == (None, "delivered", "")
    assert case.papers.get(kind="commitment-check").title == "承诺核查结果告知书"
    assert (verify_case(case), list(differences(case))) == ([], [])
    with refused("wrong-state", "没有待核查"):
        check_commitment(checker(town, case), case.number, "kept", "再看一遍。")


def test_time_to_mend_is_given_once_and_then_the_promise_was_false(town, case):
    mend = add_workdays(DAY, 10)
    check_commitment(checker(town, case), case.number, "mend", SEEN, mend)
    case.refresh_from_db()
    assert (case.check_by, case.papers.get(kind="commitment-check").title) == (mend, "责令限期整改通知书")
    later = checker(town, case, at(add_workdays(mend, 1)))
    with refused("commitment-checked", "不得再次限期整改"):
        check_commitment(later, case.number, "mend", SEEN, add_workdays(mend, 10))
    done = check_commitment(later, case.number, "false", SEEN)
    assert done.due == mend
    assert bad_credit(case.applicant, case.enterprise, later.day).startswith("虚假承诺")
    assert last(case, "case.commitment-checked").data["credit"] == done.credit_id
    page = text(Visitor("shenji").get("/desk/checks/", {"show": "false"}))
    assert case.applicant_name in page
    assert "到证照页面告知、撤销" in text(Visitor("shenji").get(f"/desk/checks/{case.number}/"))
    firm = text(Visitor("qiye").get(f"/cases/{case.number}/"))
    assert SEEN in firm


def test_who_promised_falsely_promises_nothing_more(town, case):
    check_commitment(checker(town, case), case.number, "false", SEEN)
    asked = town.application("lingang", case.item, case.enterprise, investment_wan=3000)
    with pytest.raises(Refusal) as found:
        apply(town.owner(case.enterprise), replace(asked, committed=True, commitment_read=True))
    assert found.value.rule == "commitment-open"


def test_what_is_missing_is_said_and_only_the_organ_checks(town, case):
    officer = checker(town, case)
    with invalid("findings", "result"):
        check_commitment(officer, case.number, "", " ")
    for day in (None, DAY, dt.date(2026, 12, 26)):
        with invalid("mend_by"):
            check_commitment(officer, case.number, "mend", SEEN, day)
    with refused("no-post"):
        check_commitment(town.actor("chuangkou"), case.number, "kept", SEEN)


def test_a_check_that_is_late_climbs_the_ladder(town, case):
    assert remind(system(at(add_workdays(case.check_by, 1)))) >= 2
    page = Visitor("shenji").get("/desk/oversight/").content.decode()
    assert "凭承诺办成、超期没有核查" in page
