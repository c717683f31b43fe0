"""/desk/carried/: every open case the paper carries, the choices the law leaves, chosen one by one or all at once."""

from tests.cases.carrying import PAPER, revoke
from tests.cases.desk import desk, rows, text
from tests.cases.matter import building_permit
from yuanban.cases.permit import plan_of
from yuanban.mandates.models import Instrument

ADDRESS = f"/desk/carried/{PAPER}/"


def test_the_list_says_what_becomes_of_each(town, case):
    town.until(case, "accepted")
    fresh = building_permit(town)
    town.until(fresh, "received")
    revoke(town)
    page = desk("guanli1").get(ADDRESS)
    assert sorted(rows(page)) == sorted([case.number, fresh.number])
    seen = page.content.decode()
    assert f'name="choice-{case.number}" value="finish" checked' in seen
    assert f'name="choice-{fresh.number}" value="replan" checked' in seen
    assert f'name="choice-{fresh.number}" value="finish"' not in seen
    assert "第八条" in text(page)
    assert rows(desk("guanli2").get(ADDRESS)) == []


def test_one_by_one(town, case):
    town.until(case, "accepted")
    revoke(town)
    page = desk("guanli1")
    assert page.post(ADDRESS, {}).status_code == 422
    sent = {"case": case.number, f"choice-{case.number}": "replan", "reason": "由市局接着办"}
    assert page.post(ADDRESS, sent).status_code == 302
    case.refresh_from_db()
    assert case.holder == plan_of(case).step("review").actor != "sanjiang"
    assert rows(page.get(ADDRESS)) == []


def test_all_at_once_in_the_usual_way(town, case):
    town.until(case, "accepted")
    fresh = building_permit(town)
    revoke(town)
    page = desk("guanli1")
    assert page.post(ADDRESS, {"all": "1"}).status_code == 302
    case.refresh_from_db()
    fresh.refresh_from_db()
    assert (case.kept_day is None, PAPER in fresh.plan["rests_on"]) == (False, False)
    assert rows(page.get(f"{ADDRESS}?kept=kept")) == [case.number]


def test_a_void_paper_leaves_one_choice(town, case):
    town.until(case, "accepted")
    revoke(town, void=True)
    seen = desk("guanli1").get(ADDRESS).content.decode()
    assert f'name="choice-{case.number}" value="replan" checked' in seen
    assert 'value="finish"' not in seen
    assert "第六十九条" in seen


def test_a_paper_that_stands_is_only_shown(town, case):
    town.until(case, "accepted")
    Instrument.objects.filter(code=PAPER).update(to_date=None)
    page = desk("guanli1").get(ADDRESS)
    assert rows(page) == [case.number]
    assert "照常办" in text(page)
    assert 'name="case"' not in page.content.decode()


def test_others_look_and_do_not_choose(town, case):
    town.until(case, "accepted")
    revoke(town)
    assert 'name="case"' not in desk("shenji").get(ADDRESS).content.decode()
    assert desk("shenji").post(ADDRESS, {"all": "1"}).status_code == 403
    assert desk("qiye").get(ADDRESS).status_code == 403
    assert desk("guanli1").get("/desk/carried/no-such/").status_code == 404


def test_what_could_not_be_done_is_said(town, case):
    town.until(case, "accepted")
    revoke(town)
    answer = desk("guanli1").post(ADDRESS, {"case": case.number})
    assert "没有选定怎么办" in text(answer)
