"""/desk/carry/: files carried for applicants, signed for at every hand-over."""

import pytest

from tests.cases.desk import desk, rows, text
from yuanban.accounts.models import Person

HANDED = {"giver": "四川样例酒业有限公司", "taker": "郑演文", "what": "申请材料原件1套"}


@pytest.fixture
def carried(town):
    helper = Person.objects.get(username="bangban")
    return town.apply("lingang", town.item("公共场所卫生许可", "cp-health"), agent=helper)


def hand(client, case, **fields):
    case.refresh_from_db()
    return client.post(f"/desk/carry/{case.number}/", {"version": case.version} | HANDED | fields)


def test_the_helper_sees_the_files_given_into_these_hands(town, carried):
    page = desk("bangban").get("/desk/carry/")
    assert rows(page) == [carried.number]
    assert "递交材料、领取结果" in text(page)
    assert rows(desk("bangban2").get("/desk/carry/")) == []
    assert rows(desk("bangban2").get("/desk/carry/?whose=all")) == [carried.number]
    assert rows(desk("bangban3").get("/desk/carry/?whose=all")) == []


def test_a_hand_over_is_signed_by_hand_or_by_name(town, carried):
    helper = desk("bangban")
    assert hand(helper, carried, drawn="M10.0,20.0L30.5,40.0").status_code == 302
    assert hand(helper, carried, signature="周演信", taker="周演信").status_code == 302
    assert list(carried.handovers.values_list("signature", flat=True)) == ["M10.0,20.0L30.5,40.0", "周演信"]
    page = helper.get(f"/desk/carry/{carried.number}/")
    assert '<path d="M10.0,20.0L30.5,40.0"/>' in page.content.decode()
    assert "签名：周演信" in text(page)
    assert "2次" in text(page)


def test_nothing_but_a_path_is_drawn(town, carried):
    answer = hand(desk("bangban"), carried, drawn='M1,1"/><script>')
    assert answer.status_code == 422
    assert carried.handovers.count() == 0


def test_an_unsigned_hand_over_is_not_kept_but_its_text_is(town, carried):
    answer = hand(desk("bangban"), carried, what="")
    assert answer.status_code == 422
    assert "交接内容" in text(answer)
    assert "四川样例酒业有限公司" in answer.content.decode()


def test_another_centres_helper_finds_nothing(town, carried):
    assert desk("bangban3").get(f"/desk/carry/{carried.number}/").status_code == 404
    assert hand(desk("bangban3"), carried, signature="某人").status_code == 404
