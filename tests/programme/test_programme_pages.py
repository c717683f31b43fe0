"""The programme's pages without script: one year for the province, the city, a park, an expert and the public."""

import re

import pytest

from tests.cast import PDF, at
from tests.programme.cast import Year
from tests.visitor import Visitor, drawn, hidden, text
from yuanban.demo.stories import programme as story
from yuanban.programme.actions.publish_ranking import publish_ranking
from yuanban.programme.models import Application, Objection, Ranking, Sheet, SupportItem


@pytest.fixture
def year(town):
    return Year()


def post(visitor, address, page=None, **values):
    return visitor.post(address, (drawn(page) if page is not None else {}) | values, follow=True)


def test_a_park_writes_its_application_step_by_step_and_loses_nothing(year):
    park = Visitor("shenbao4")
    park.now = year.stage.at(50)
    assert "开始申报" in text(park.get("/desk/programme/"))
    page = post(park, "/desk/programme/2026/begin/", park="xingwen")
    row = Application.objects.get()
    address = f"/desk/programme/applications/{row.pk}/edit/"
    wrong = post(park, f"{address}?step=0", page, way="new", area_m2="很大", plan="一个方案")
    assert wrong.status_code == 422 and "面积请填写整数" in text(wrong) and "一个方案" in text(wrong)
    page = post(park, f"{address}?step=0", wrong, area_m2="1200", staff="20", **{"money-local": "1,000,000.50"})
    assert "佐证材料" in text(page)
    said = {f"score-{one['key']}": one["weight"] for one in year.criteria.rows}
    page = post(park, f"{address}?step=1", page, **said)
    assert "还差5处" in text(page) and "自评100.0分" in text(page)
    for one in year.criteria.rows:
        if one["evidence"]:
            with open_pdf() as file:
                park.post(f"/desk/programme/applications/{row.pk}/evidence/", {"key": one["key"], "file": file})
    page = post(park, f"{address}?step=2", park.get(f"{address}?step=2"))
    assert "待市级审核" in text(page) and "1,000,000.50元" in text(page)
    row.refresh_from_db()
    city = Visitor("shijizx")
    city.now = year.stage.at(49)
    file = city.get(f"/desk/programme/applications/{row.pk}/")
    assert (
        post(city, f"/desk/programme/applications/{row.pk}/recommend/", opinion="好", version=row.version).status_code
        == 422
    )
    assert "市级已推荐" in text(
        post(
            city,
            f"/desk/programme/applications/{row.pk}/recommend/",
            opinion="材料齐全，同意推荐。",
            version=hidden(file, "version"),
        )
    )
    assert Visitor("shenbao5").get(f"/desk/programme/applications/{row.pk}/").status_code == 404


def open_pdf():
    from io import BytesIO

    found = BytesIO(PDF)
    found.name = "佐证.pdf"
    return found


def test_an_expert_sees_only_their_own_sheet_and_changes_it_with_a_reason(year):
    row = year.hand_in("xingwen")
    year.score()
    year.judge(row, 80, 90)
    mine = Sheet.objects.get(expert__person__username="zhuanjia")
    expert, other = Visitor("zhuanjia"), Visitor("zhuanjia2")
    page = expert.get(f"/desk/programme/sheets/{mine.pk}/")
    assert page.status_code == 200 and "90.00" not in text(page)
    assert other.get(f"/desk/programme/sheets/{mine.pk}/").status_code == 404
    assert "写明原因" in text(post(expert, f"/desk/programme/sheets/{mine.pk}/", page, **{"score-need": "1"}))
    changed = post(expert, f"/desk/programme/sheets/{mine.pk}/", page, why="看错了一页", **{"score-need": "1.25"})
    assert "修改前后和原因都已记录" in text(changed) and "“服务需求”12.00→1.25" in text(changed)
    assert "看错了一页" in text(Visitor("shengzx").get(f"/desk/programme/applications/{row.pk}/"))
    assert "看错了一页" not in text(Visitor("shenbao4").get(f"/desk/programme/applications/{row.pk}/"))


def test_the_public_reads_the_frozen_ranking_objects_and_reads_the_answer(year):
    rows = [year.hand_in("xingwen"), year.hand_in("pingshan")]
    year.score()
    for row in rows:
        year.judge(row, 80, 85, 50)
    ranking = publish_ranking(year.stage.province(0), year.call.pk)
    anyone = Visitor()
    page = text(anyone.get("/programme/2026/rankings/1/"))
    assert "核对一致" in page and "离群" in page and ranking.digest in page and "样例评分表" in page
    short = anyone.post("/programme/2026/objections/", {"text": "不行", "name": "", "contact": ""})
    assert short.status_code == 422 and "至少十个字" in text(short)
    said = {
        "text": "场所没有租赁合同，是仓库。",
        "name": "某企业",
        "contact": "139-0000-0001",
        "application": rows[0].pk,
    }
    mine = anyone.post("/programme/2026/objections/", said, follow=True)
    assert "已经收到" in text(mine)
    one, province = Objection.objects.get(), Visitor("shengzx")
    page = province.get(f"/desk/programme/2026/objections/{one.pk}/")
    assert "139-0000-0001" in text(page)
    done = post(
        province,
        f"/desk/programme/2026/objections/{one.pk}/",
        page,
        outcome="upheld",
        remedy="exclude",
        answer="经核查没有租赁合同，异议成立。",
    )
    assert "已答复" in text(done)
    assert "异议成立" in text(anyone.get(mine.request["PATH_INFO"]))
    board = province.get("/desk/programme/2026/")
    post(
        province, "/desk/programme/2026/publish/", board, why="异议成立，取消一个园区", version=hidden(board, "version")
    )
    assert [found.state for found in Ranking.objects.order_by("number")] == ["replaced", "notice"]
    assert "已经被第2次公布更正" in re.sub(r"\s", "", text(anyone.get("/programme/2026/rankings/1/")))


def test_everything_opens_for_those_it_is_for(town):
    from types import SimpleNamespace

    story.tell(SimpleNamespace(now=at(), parks=[]))
    first = Application.objects.get(state="accepted")
    pages = {
        "": ["/programme/", "/programme/2025/", "/programme/2025/rankings/1/", "/programme/support/", "/programme/support/1/", "/programme/powers/", "/parks/lingang/structure/"],
        "shengzx": ["/desk/programme/", "/desk/programme/2025/", "/desk/programme/2026/", "/desk/programme/2027/", "/desk/programme/calls/new/", f"/desk/programme/applications/{first.pk}/", "/desk/experts/", "/desk/criteria/", "/desk/mergers/", "/desk/programme/2026/objections/"],
        "shijizx": ["/desk/programme/", "/desk/programme/2026/", "/desk/"],
        "zhuanjia": ["/desk/programme/", "/desk/"],
        "shenbao": ["/desk/programme/"],
        "guanli1": ["/desk/programme/"],
    }  # fmt: skip
    for username, addresses in pages.items():
        visitor = Visitor(username)
        assert {address: visitor.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)
    assert Visitor("zhuanjia").get("/desk/programme/2026/").status_code == 403
    page = text(Visitor().get("/parks/lingang/structure/"))
    assert "企业不是行政机关" in page and "业界共治组织只议事" in page and "按企业登记地的事项" in page
    late = Visitor().get("/programme/support/?light=red")
    assert late.status_code == 200 and SupportItem.objects.filter(due_on__lt=at().date()).exists()
    assert Visitor().get("/programme/support/?xlsx=1")["Content-Type"].endswith("sheet")
    assert Visitor().get("/programme/powers/?q=施工许可&xlsx=1").content[:2] == b"PK"
    assert Visitor().get("/programme/powers/?q=施工许可").status_code == 200


def test_a_merged_park_says_where_to_go(town):
    province = Visitor("shengzx")
    assert (
        province.post("/desk/mergers/", {"park": "nanxi", "into": "lingang", "day": "", "source": ""}).status_code
        == 422
    )
    done = province.post(
        "/desk/mergers/",
        {"park": "nanxi", "into": "lingang", "day": "2026-11-20", "source": "样例发〔2026〕9号"},
        follow=True,
    )
    assert "并入" in text(done)
    page = Visitor().get("/parks/nanxi/")
    assert page.status_code == 409 and "请向宜宾临港经济技术开发区申请" in text(page)
