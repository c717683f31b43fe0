"""The turns of procedure by their pages: refused to whoever they are not for, and what is published meanwhile changes nothing."""

import json

import pytest

from tests.cases.desk import act, desk, text
from tests.cases.matter import RESTAURANT, building_permit, invalid, kinds, last, refused
from tests.cast import DAY
from tests.catalogue.test_item_desk import form_of, press
from tests.visitor import Visitor
from yuanban.accounts.models import Enterprise
from yuanban.cases.actions.mark_paid import mark_paid
from yuanban.cases.actions.refuse_acceptance import refuse_acceptance
from yuanban.cases.actions.tell_hearing import tell_hearing
from yuanban.cases.verify import verify_case
from yuanban.exchange.verify import differences_of
from yuanban.law.calendar import add_workdays
from yuanban.places import epoch
from yuanban.places.models import Body

WHY = {"ground": "interests", "reason": "采光受影响。"}
TURNS = [
    ("tell_hearing", WHY),
    ("fix_hearing", {"on": "2026-12-31", "time": "9:30", "place": "厅", "chair": "1"}),
    ("record_hearing", {"attended": "各方", "statements": "陈述", "signed": "各方"}),
    ("refuse_hearing", {"party": "李某", "reason": "无关"}),
    ("first_review", {"passed": "yes", "opinion": "可以"}),
    ("terminate", {"ground": "dissolved", "reason": "已注销"}),
    ("suspend", {"ground": "testing", "days": "5", "reason": "检测"}),
    ("resume", {"result": "完毕"}),
    ("extend", {"days": "5", "reason": "复杂"}),
]


@pytest.fixture
def permit(town):
    return town.item("建筑工程施工许可证核发", "yb-hud")


@pytest.mark.parametrize(("verb", "said"), TURNS)
def test_each_turn_is_refused_to_the_wrong_person(town, case, verb, said):
    """A clerk is told why, by which rule; another organ and another firm find no such case; nothing is written."""
    town.until(case, "accepted")
    before = kinds(case)
    clerk = act(desk("chuangkou"), case, verb, **said)
    assert clerk.status_code in (403, 409)
    assert 'href="/rules/' in clerk.content.decode()
    assert "为什么不能办" in text(clerk)
    assert act(desk("quju"), case, verb, **said).status_code == 404
    assert act(desk("qiye"), case, verb, **said).status_code == 403
    assert kinds(case) == before


def test_a_version_published_meanwhile_leaves_running_cases_alone(town, permit, case):
    """许可法第八条: accepted under one version, finished under it; who applies afterwards has the new one."""
    town.until(case, "accepted")
    due, said, manager = case.promised_due, case.item_version, Visitor("shengzx")
    press(manager, permit, "start")
    form = form_of(manager, permit, promised="5", reviewers="1", result_name="施工许可决定（新版）")
    assert manager.post(f"/desk/items/{permit.pk}/draft/", form).status_code == 302
    assert press(manager, permit, "publish").status_code == 302
    page = text(desk("yuanqu").get(f"/desk/cases/{case.number}/"))
    assert "施工许可决定（新版）" not in page
    organ = desk("yuanqu")
    act(organ, case, "review", passed="yes", opinion="符合条件。")
    case.refresh_from_db()
    assert (case.state, case.item_version, case.promised_due) == ("accepted", said, due)  # two reviewers, as it was
    town.until(case, "issued")
    assert case.papers.get(kind="certificate").title != "施工许可决定（新版）"
    assert verify_case(case) == []
    fresh = town.until(
        town.apply("lingang", permit, Enterprise.objects.get(code=RESTAURANT), investment_wan=3000), "accepted"
    )
    assert (fresh.item_version.number, fresh.promised_due) == (said.number + 1, add_workdays(DAY, 5))
    town.until(fresh, "reviewed")
    assert len(fresh.reviewers) == 1


def test_a_fee_needs_its_basis_before_it_is_published_and_is_then_all_there_is_to_pay(town, permit):
    manager, draft = Visitor("shengzx"), f"/desk/items/{permit.pk}/draft/"
    press(manager, permit, "start")
    fee = {"fee_name": "登记费", "fee_standard": "每件550元"}
    assert manager.post(draft, form_of(manager, permit, **fee)).status_code == 302
    answer = press(manager, permit, "publish")
    assert (answer.status_code, "/rules/no-fee/" in answer.content.decode()) == (409, True)
    said = form_of(manager, permit, **fee, fee_basis="某条例第九条")
    assert manager.post(draft, said).status_code == 302
    assert press(manager, permit, "publish").status_code == 302
    assert differences_of("catalogue.item", permit.pk) == []
    case = town.until(building_permit(town), "accepted")
    assert "登记费：每件550元；某条例第九条" in text(Visitor("qiye").get(f"/cases/{case.number}/"))
    assert "某条例第九条" in str(case.papers.get(kind="acceptance").content)
    clerk = town.clerk(case)
    for amount in ("很多", "-1", "0", "1.234"):
        with invalid("amount"):
            mark_paid(clerk, case.number, amount, "A001")
    with invalid("receipt"):
        mark_paid(clerk, case.number, "550", " ")
    assert act(desk("chuangkou"), case, "mark_paid", amount="550.00", receipt="A001").status_code == 302
    assert last(case, "case.paid").data["amount"] == "550.00"
    case.refresh_from_db()
    assert (case.state, verify_case(case)) == ("accepted", [])


def test_where_nothing_is_charged_the_page_says_so(town, case):
    town.until(case, "received")
    assert "收费不收费" in text(Visitor("qiye").get(f"/cases/{case.number}/"))
    town.until(case, "accepted")
    with refused("no-fee", "不收费"):
        mark_paid(town.clerk(case), case.number, "1", "A001")


def test_who_is_sent_elsewhere_may_be_sent_to_an_organ_that_is_competent(town, permit):
    case = town.until(building_permit(town), "received")
    page = desk("yuanqu").get(f"/desk/cases/{case.number}/").content.decode()
    assert 'name="refuse_acceptance-organ"' in page
    with invalid("organ"):
        refuse_acceptance(town.actor("yuanqu"), case.number, "wrong-organ", "项目在外县。", organ="no-such-organ")
    answer = act(desk("yuanqu"), case, "refuse_acceptance", ground="wrong-organ", reason="项目在外县。", organ="cp-amr")
    assert answer.status_code == 302
    said = last(case, "case.refused").data
    assert said["organ"] == "cp-amr"
    assert "宜宾市翠屏区市场监督管理局" in str(case.papers.get(kind="refusal").content)


def test_what_the_offices_write_to_each_other_hides_no_paper_of_the_applicant(town, permit):
    """A grant is pushed to the regulator on paper; the applicant still finds every paper of its own."""
    permit.versions.update(supervisor=Body.objects.get(code="cp-urban"))
    epoch.bump()
    case = town.until(building_permit(town), "delivered")
    assert case.papers.filter(kind="push").exists()
    page = text(Visitor("qiye").get("/my/papers/"))
    for paper in case.papers.exclude(kind="push"):
        assert paper.number in page
    assert case.papers.get(kind="push").number not in page


def test_the_same_turns_by_the_api(town, case):
    town.until(case, "reviewed")
    organ, firm = desk("yuanqu"), Visitor("qiye")

    def post(who, verb, **body):
        return who.post(f"/api/cases/{case.number}/{verb}", json.dumps(body), content_type="application/json")

    assert post(organ, "tell_hearing", **WHY, parties=["某物业公司"]).status_code == 200
    assert post(organ, "decide", outcome="granted").json()["rule"] == "hearing"
    assert post(firm, "ask_hearing", reason="采光。").json()["state"] == "paused"
    wrong = post(organ, "fix_hearing", on="2026-12-03", time="9:30", place="厅", chair="yuanqu3")
    assert (wrong.status_code, list(wrong.json()["errors"])) == (422, ["chair"])
    assert post(firm, "waive_hearing").json()["state"] == "reviewed"
    assert post(firm, "terminate", ground="dissolved", reason="注销").status_code == 409
    assert post(organ, "first_review", opinion="可以").json()["rule"] == "wrong-state"


def test_a_hearing_in_the_ledger_and_in_the_row_must_agree(town, case):
    town.until(case, "reviewed")
    tell_hearing(town.actor("yuanqu"), case.number, "interests", WHY["reason"])
    hearing = type(case).objects.get(pk=case.pk).hearing
    hearing.reason = "改过的理由"
    hearing.save()
    found = verify_case(
        type(case).objects.select_related("item_version", "item", "bundle_case__bundle").get(pk=case.pk)
    )
    assert any("听证与账本" in one for one in found)
