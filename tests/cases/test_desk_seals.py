"""/desk/seals/: sealing one by one and together."""

import pytest

from tests.cases.desk import act, desk, rows, text
from yuanban.cases.actions.review import review


def filing(town):
    """Completion filings: the park reviews, the city bureau seals on sight."""
    return town.apply("lingang", town.item("房屋建筑和市政基础设施工程竣工验收备案", "yb-hud"))


@pytest.fixture
def decided(town):
    return [town.until(filing(town), "decided") for _ in range(3)]


def test_the_organ_sees_what_waits_for_its_seal_with_the_parks_approval(town, decided):
    page = desk("shiju").get("/desk/seals/")
    assert set(rows(page)) == {case.number for case in decided}
    assert "宜宾三江新区管理委员会" in text(page)
    assert "同意：材料齐全，符合条件。" in text(page)
    assert "见章盖章" in text(page)
    assert rows(desk("yuanqu").get("/desk/seals/")) == []


def test_all_at_once_each_by_itself(town, decided):
    clerk = desk("shiju")
    act(clerk, decided[0], "seal")
    answer = clerk.post("/desk/seals/", {"stage": "decided", "number": [case.number for case in decided]})
    assert "共2件，2件已用印" in text(answer)
    for case in decided:
        case.refresh_from_db()
        assert case.state == "sealed"
    issued = clerk.post("/desk/seals/", {"stage": "sealed", "number": [case.number for case in decided]})
    assert "共3件，3件已出证" in text(issued)
    decided[0].refresh_from_db()
    assert decided[0].state == "issued"


def test_a_single_one_leaves_the_others(town, decided):
    desk("shiju").post("/desk/seals/", {"stage": "decided", "number": [decided[1].number], "only": decided[0].number})
    for case in decided:
        case.refresh_from_db()
    assert [case.state for case in decided] == ["sealed", "decided", "decided"]


def test_nobody_else_seals_them(town, decided):
    answer = desk("yuanqu").post(
        "/desk/seals/", {"stage": "decided", "number": [case.number for case in decided]}, follow=True
    )
    assert "没有选中可以办理的件" in text(answer)
    assert act(desk("yuanqu"), decided[0], "seal").status_code == 403
    decided[0].refresh_from_db()
    assert decided[0].state == "decided"


def test_on_sight_of_the_parks_approval_the_organ_decides_and_seals_in_one(town):
    case = town.until(filing(town), "reviewed")
    bureau = desk("shiju")
    assert rows(bureau.get("/desk/seals/?stage=reviewed")) == [case.number]
    answer = bureau.post("/desk/seals/", {"stage": "reviewed", "number": case.number})
    assert "1件已决定并用印" in text(answer)
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("sealed", "granted")


def test_what_a_reviewer_did_not_agree_to_is_not_sealed_on_sight(town):
    case = town.until(filing(town), "accepted")
    review(town.doer(case, "review"), case.number, "缺少消防验收意见。", passed=False)
    answer = desk("shiju").post("/desk/seals/", {"stage": "reviewed", "number": case.number})
    assert "园区的审查意见不是同意" in text(answer)
    case.refresh_from_db()
    assert case.state == "reviewed"


def test_the_page_asks_the_same_number_of_questions_for_many(town, decided, django_assert_max_num_queries):
    bureau = desk("shiju")
    with django_assert_max_num_queries(11):
        assert len(rows(bureau.get("/desk/seals/"))) == 3
