"""/desk/proof/ and /desk/parks/: what can be checked and counted."""

import pytest

from tests.cases.desk import desk, rows, text
from yuanban.cases.models import Case
from yuanban.ledger.models import Event


@pytest.fixture
def permit(town):
    case = town.apply("lingang", town.item("建筑工程施工许可证核发", "yb-hud"), investment_wan="3000")
    return town.until(case, "delivered")


def test_the_auditor_finds_any_case_and_sees_who_by_which_paper_in_whose_name(town, permit):
    auditor = desk("shenji")
    assert rows(auditor.get(f"/desk/proof/?q={permit.number[-10:]}")) == [permit.number]
    page = auditor.get(f"/desk/proof/{permit.number}/")
    words = text(page)
    assert "核验一致" in words
    assert "宜宾三江新区管理委员会" in words
    assert "宜宾市住房和城乡建设局" in words
    assert "宜宾三江新区管理委员会 审批服务局审批员" in words
    last = Event.objects.filter(stream=permit.stream).latest("seq")
    assert last.hash in words
    assert all(paper.number in words for paper in permit.papers.all())


def test_a_change_behind_the_back_is_shown(town, permit):
    Case.objects.filter(pk=permit.pk).update(outcome="denied")
    words = text(desk("shenji").get(f"/desk/proof/{permit.number}/"))
    assert "核验不一致" in words
    assert "outcome" in words


def test_the_auditor_looks_and_does_nothing(town, permit):
    page = desk("shenji").get(f"/desk/cases/{permit.number}/")
    assert page.status_code == 200
    assert f'action="/desk/cases/{permit.number}/' not in page.content.decode()


def test_the_clerk_has_no_proof_page(town, permit):
    assert desk("chuangkou").get("/desk/proof/").status_code == 403


def test_figures_add_up_to_the_cases_behind_them(town, permit):
    town.until(town.apply("lingang", permit.item, investment_wan="3000"), "accepted")
    town.apply("jiangan", town.item("企业设立登记", "ja-amr"))
    province = desk("shengzx")
    page = text(province.get("/desk/parks/"))
    assert "宜宾临港经济技术开发区" in page
    assert rows(province.get("/desk/?scope=all&park=lingang&state=closed")) == [permit.number]
    assert len(rows(province.get("/desk/?scope=all&park=lingang"))) == 1
    assert len(rows(province.get("/desk/?scope=all&park=jiangan"))) == 1
    assert rows(province.get("/desk/?scope=all&park=lingang&state=year")) == [permit.number]


def test_the_manager_sees_the_own_park_only(town, permit):
    page = text(desk("guanli1").get("/desk/parks/"))
    assert "宜宾临港经济技术开发区" in page
    assert "江安" not in page
