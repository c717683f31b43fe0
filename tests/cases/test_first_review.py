"""初审: the lower organ accepts and reviews first, the file goes up whole, and nobody asks for it again (许可法第三十五条、第四十三条)."""

import datetime as dt

import pytest

from tests.cases.matter import RESTAURANT, kinds, last, refused
from tests.cast import DAY, at
from tests.visitor import Visitor, text
from yuanban.accounts.models import Enterprise
from yuanban.cases.actions.ask_supplement import ask_supplement
from yuanban.cases.actions.first_review import first_review
from yuanban.cases.actions.review import review
from yuanban.cases.verify import verify_case
from yuanban.law.calendar import add_workdays
from yuanban.mandates.actions.draft_instrument import draft_instrument
from yuanban.mandates.actions.publish_instrument import publish_instrument
from yuanban.mandates.actions.sign_instrument import sign_instrument
from yuanban.papers.verify import differences
from yuanban.places import epoch
from yuanban.places.models import Body

YEAR_AGO = DAY - dt.timedelta(days=365)


@pytest.fixture
def goes_up(town):
    """A city item that the district bureau accepts and reviews first, as a law says (sample)."""
    item, lower = town.item("建筑工程施工许可证核发", "yb-hud"), Body.objects.get(code="cp-hud")
    actor = town.actor("shengzx", at(YEAR_AGO))
    draft_instrument(
        actor, items=[item], code="first-review-sample", kind="statute", title="样例条例关于初审的规定", to=lower,
        powers=["accept", "review"], territory=["511502"], basis="样例条例第十条", from_date=YEAR_AGO,
    )  # fmt: skip
    sign_instrument(actor, "first-review-sample", YEAR_AGO)
    publish_instrument(actor, "first-review-sample", YEAR_AGO, "法律文本")
    item.versions.filter(state="published").update(first_reviewer=lower)
    epoch.bump()
    firm = Enterprise.objects.get(code=RESTAURANT)
    return town.apply("lingang", item, firm, investment_wan=3000)


def below(town, case, when=None):
    return next(a for a in town.staff.by_body["cp-hud"] if "review" in a.powers).then(when or at())


def test_the_lower_organ_first_then_the_upper_one_without_asking_again(town, goes_up):
    case = town.until(goes_up, "prereview")
    assert case.holder == "cp-hud"
    assert case.due_on == add_workdays(case.accepted_on, 20)
    first_review(below(town, case), case.number, "材料齐全，符合条件，建议准予。")
    case.refresh_from_db()
    assert (case.state, case.holder) == ("accepted", last(case, "case.first-reviewed").data["to"])
    assert case.papers.filter(kind="first-review").count() == 1
    code = case.materials.first().code
    with refused("no-re-asking"):
        ask_supplement(town.doer(case, "review"), case.number, {code: "请再交一份"})
    case = town.until(case, "delivered")
    assert [verify_case(case), list(differences(case))] == [[], []]
    assert kinds(case).index("case.first-reviewed") < kinds(case).index("case.reviewed")


def test_only_the_lower_organ_and_only_first(town, goes_up):
    case = town.until(goes_up, "prereview")
    with refused("no-post"):
        first_review(town.actor("yuanqu"), case.number, "同意。")
    with refused("wrong-state"):
        review(below(town, case), case.number, "同意。")


def test_late_it_goes_up_all_the_same_with_its_reason(town, goes_up):
    case = town.until(goes_up, "prereview")
    late = at(add_workdays(case.accepted_on, 21))
    with refused("first-review-limit"):
        first_review(below(town, case, late), case.number, "同意。")
    first_review(below(town, case, late), case.number, "同意。", late="现场核实三次。")
    assert "现场核实三次" in text(Visitor("shenji").get(f"/desk/cases/{case.number}/"))


def test_the_applicant_sees_where_it_is_and_not_the_opinion(town, goes_up):
    case = town.until(goes_up, "prereview")
    first_review(below(town, case), case.number, "材料齐全，内部意见。")
    page = text(Visitor("qiye").get(f"/cases/{case.number}/"))
    assert "初审，报送上级机关" in page
    assert "初审意见书" not in page
    assert "内部意见" not in page
