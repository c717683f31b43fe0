"""Supplements whole: gaps tied to what they are about, a second notice with its ground, corrections, days that pass."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.cases.desk import desk, text
from tests.cases.matter import building_permit, invalid, kinds, last, owner, refused
from tests.cast import DAY, PDF, at
from tests.visitor import Visitor
from yuanban.cases.actions.apply import apply
from yuanban.cases.actions.ask_supplement import ask_supplement
from yuanban.cases.actions.correct import correct
from yuanban.cases.actions.flag import see_flag
from yuanban.cases.actions.make_good import make_good
from yuanban.cases.actions.supply import supply
from yuanban.cases.actions.sweep import sweep
from yuanban.cases.files import keep
from yuanban.cases.verify import verify_case
from yuanban.catalogue.models import Material
from yuanban.law.calendar import add_workdays
from yuanban.papers.verify import differences
from yuanban.places.actions.settle_practice import settle_practice
from yuanban.places.models import Region

ONE = dt.timedelta(days=1)


@pytest.fixture
def case(town, case):
    return town.until(case, "received")


def gaps_of(case):
    """One of each kind: a material, an answer, a condition."""
    material = case.materials.filter(state="given").first()
    return [
        {"target": "material", "key": material.code, "kind": "illegible", "text": "第二页看不清", "cure": "重新扫描"},
        {"target": "field", "key": "investment_wan", "kind": "mismatch", "text": "与合同不一致"},
        {"target": "condition", "key": "0", "kind": "condition", "text": "没有说明资金怎样落实"},
    ]


def clean(case):
    case.refresh_from_db()
    return (verify_case(case), list(differences(case))) == ([], [])


def test_each_gap_is_tied_to_what_it_is_about_and_answered_there(town, case):
    asked = gaps_of(case)
    ask_supplement(town.actor("yuanqu"), case.number, asked)
    code = asked[0]["key"]
    page = text(Visitor("qiye").get(f"/cases/{case.number}/supplement/"))
    for one in asked:
        assert one["text"] in page
    upload = keep(owner(), "清楚的.pdf", PDF + b"clear").pk
    with invalid("investment_wan", "said-3"):
        supply(owner(), case.number, {code: upload})
    done = supply(
        owner(), case.number, {code: upload}, form={"investment_wan": "2600"}, said={"3": "自有资金，见承诺函。"}
    )
    assert (done.state, done.form["investment_wan"], done.facts["investment_wan"]) == ("received", 2600, 2600)
    assert not done.gaps.filter(answered_on__isnull=True).exists()
    assert done.corrections.get(key="investment_wan").after
    assert clean(case)


def test_a_second_notice_says_why_nobody_could_know_and_the_supervisor_sees_it(town, case):
    first = gaps_of(case)[:1]
    ask_supplement(town.actor("yuanqu"), case.number, first)
    supply(town.actor("chuangkou"), case.number, {}, paper=[first[0]["key"]])
    why = "补交的合同写明另有一处场所。"
    again = ask_supplement(town.actor("yuanqu"), case.number, gaps_of(case)[1:2], ground="from-supplement", reason=why)
    assert (again.state, again.gaps.count()) == ("supplementing", 2)
    assert why in str(again.papers.filter(kind="supplement").last().content)
    flag = again.flags.get(kind="second-asked")
    assert case.number in text(Visitor("shenji").get("/desk/flags/"))
    with refused("no-post"):
        see_flag(town.actor("yuanqu"), flag.pk, "知道了")
    see_flag(town.actor("shenji"), flag.pk, "情形属实。")
    assert kinds(case)[-1] == "case.flag-seen"
    assert clean(case)


@pytest.mark.parametrize(
    ("value", "state", "kind"),
    [(None, "withdrawn", "withdrawal"), ("refused", "refused", "refusal"), ("terminated", "terminated", "termination")],
)
def test_a_day_that_passes_ends_the_case_as_the_place_has_settled_it(town, value, state, kind):
    if value:
        settle_practice(
            town.actor("shengzx"), Region.objects.get(code="511500"), "overdue-supplement", value, "样例办法第九条", DAY
        )
    case = town.until(building_permit(town), "received")
    ask_supplement(town.actor("yuanqu"), case.number, gaps_of(case))
    case.refresh_from_db()
    assert sweep(at(case.supply_by))["lapsed"] == 0
    assert sweep(at(case.supply_by + ONE))["lapsed"] == 1
    case.refresh_from_db()
    assert (case.state, case.closed_on) == (state, case.supply_by + ONE)
    paper = case.papers.get(kind=kind)
    assert ("样例办法第九条" in str(paper.content)) is bool(value)
    with refused("wrong-state"):
        supply(town.actor("chuangkou", at(case.closed_on)), case.number, {})
    assert clean(case)


def test_what_can_be_put_right_on_the_spot_is_put_right_there(town, case):
    officer, clerk = town.actor("yuanqu"), town.actor("chuangkou")
    spot = [gaps_of(case)[1] | {"on_the_spot": True}]
    with refused("correct-on-the-spot"):
        ask_supplement(officer, case.number, spot)
    with invalid("form", "signed"):
        correct(clerk, case.number, " ")
    done = correct(clerk, case.number, "王样例", {"investment_wan": "2800"}, [case.materials.first().code])
    assert (done.state, done.form["investment_wan"], done.corrections.count()) == ("received", 2800, 2)
    assert done.received_on == case.received_on
    said = str(last(case, "case.corrected").data)
    assert "王样例" not in said  # who signed stands in the row, by its digest in the ledger
    assert "更正" in text(desk("yuanqu").get(f"/desk/cases/{case.number}/"))
    assert clean(case)


def test_a_changed_correction_is_found_out(town, case):
    correct(town.actor("chuangkou"), case.number, "王样例", {"investment_wan": "2800"})
    case.corrections.update(before="1")
    case.refresh_from_db()
    assert verify_case(case) != []


@pytest.fixture
def promised(town):
    material = Material.objects.filter(
        need="deferrable", version__item__arrangements__park__code="lingang", version__item__organ__territory=["511500"]
    ).first()
    asked = town.application("lingang", material.version.item, investment_wan=3000)
    files = {code: pk for code, pk in asked.files.items() if code != material.code}
    day = add_workdays(DAY, 5)
    asked = replace(asked, files=files, deferred=frozenset({material.code}), promise_by=day)
    return town.until(apply(town.owner(asked.enterprise), asked)[0], "accepted"), material.code


@pytest.mark.parametrize(("value", "state"), [(None, "withdrawn"), ("revoked", "revoked")])
def test_a_promise_that_is_not_kept_by_its_day(town, promised, value, state):
    if value:
        settle_practice(
            town.actor("shengzx"), Region.objects.get(code="511500"), "overdue-promise", value, "样例办法第十条", DAY
        )
    case, _ = promised
    assert case.papers.filter(kind="promise").exists()
    by = add_workdays(DAY, 5)
    assert (case.promise_by, sweep(at(by))["lapsed"]) == (by, 0)
    assert sweep(at(by + ONE))["lapsed"] == 1
    case.refresh_from_db()
    assert case.state == state
    assert clean(case)


def test_a_promise_kept_in_time_leaves_nothing_for_the_sweep(town, promised):
    case, code = promised
    firm = town.owner(case.enterprise)
    make_good(firm, case.number, {code: keep(firm, "后补.pdf", PDF + b"late").pk})
    case.refresh_from_db()
    assert (case.promise_by, sweep(at(add_workdays(DAY, 6)))["lapsed"]) == (None, 0)


def test_what_places_have_settled_is_open_to_everybody_and_kept_by_its_keepers(town):
    assert "视为撤回申请" in text(Visitor().get("/practices/"))
    keeper = Visitor("shengzx")
    said = {"region": "511500", "value": "refused", "source": "样例办法第九条", "from_date": DAY.isoformat()}
    assert desk("yuanqu").post("/desk/practices/overdue-supplement/settle/", said).status_code in (403, 409)
    wrong = keeper.post("/desk/practices/overdue-supplement/settle/", said | {"source": ""})
    assert (wrong.status_code, "请写明地方文件" in text(wrong)) == (422, True)
    assert keeper.post("/desk/practices/overdue-supplement/settle/", said).status_code == 302
    assert "样例办法第九条" in text(Visitor().get("/practices/"))
