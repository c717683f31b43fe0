"""/desk/ratings/: what was said of the cases one may see."""

from tests.cases.desk import desk, text
from yuanban.voice.actions.rate import rate


def test_ratings_are_seen_by_those_who_see_the_case(town):
    case = town.until(town.apply("lingang", town.item("企业投资项目备案", "cp-ndrc")), "delivered")
    rate(town.owner(case.enterprise), case.number, 5, "等得太久")
    page = text(desk("shengzx").get("/desk/ratings/"))
    assert "等得太久" in page
    assert "好评率0.0%" in page
    assert "等得太久" in text(desk("chuangkou").get("/desk/ratings/?level=5"))
    assert "没有符合条件的评价" in text(desk("chuangkou").get("/desk/ratings/?level=1"))
    assert "等得太久" not in text(desk("chuangkou4").get("/desk/ratings/"))
    assert desk("qiye").get("/desk/ratings/").status_code == 403
