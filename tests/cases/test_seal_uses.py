"""用印记录: every paper that carries the seal, with the case, the person and the moment; read, not stored again."""

from tests.cases.matter import building_permit
from tests.cast import at
from tests.visitor import Visitor, text
from yuanban.cases.actions.seal import seal
from yuanban.mandates.models import Seal
from yuanban.papers.models import Paper


def kept():
    return Seal.objects.get(of__code="yb-hud", kept_by__code="sanjiang", kind="approval")


def address():
    return f"/desk/seal-register/{kept().code}/uses/"


def issued(town):
    case = building_permit(town)
    town.until(case, "decided")
    seal(town.actor("yuanqu3", at(hour=15)), case.number)
    town.until(case, "issued")
    return case


def test_every_use_is_listed_with_its_paper_case_and_person(town):
    case = issued(town)
    uses = Paper.objects.filter(seal=kept().code, case=case)
    assert {"grant", "certificate"} <= set(uses.values_list("kind", flat=True))
    page = text(Visitor("guanli1").get(address()))
    for paper in uses:
        assert paper.number in page
    assert case.number in page
    assert town.actor("yuanqu3").name in page
    assert "15:00" in page
    assert f"共 {uses.count()} 次" in page


def test_filtered_by_paper_and_day(town):
    issued(town)
    page = Visitor("guanli1")
    grants = Paper.objects.filter(seal=kept().code, kind="grant").count()
    assert f"共 {grants} 次" in text(page.get(address(), {"kind": "grant"}))
    assert "没有符合条件的用印" in text(page.get(address(), {"to": "2020-01-01"}))
    assert page.get(address(), {"from": "哪天"}).status_code == 200


def test_empty_and_of_others(town):
    assert "还没有用过" in text(Visitor("guanli1").get(address()))
    issued(town)
    assert "还没有用过" in text(Visitor("guanli2").get(address()))
    assert Visitor("qiye").get(address()).status_code == 403
    assert Visitor("guanli1").get("/desk/seal-register/no-such/uses/").status_code == 404
