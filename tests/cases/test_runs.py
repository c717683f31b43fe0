"""One application for a 一件事: its members by circumstance, its order, its joint clock, what fails, and one delivery."""

import datetime as dt

import pytest

from tests.cast import at
from yuanban.cases.actions.apply import apply
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.deliver import deliver
from yuanban.cases.actions.receive import receive
from yuanban.cases.actions.refuse_acceptance import refuse_acceptance
from yuanban.cases.actions.run_together import accept_run, choose_rest, deliver_run, wish_early
from yuanban.cases.actions.sweep import sweep
from yuanban.cases.models import BundleCase, Case
from yuanban.cases.run_view import shown, story
from yuanban.catalogue.actions.edit_bundle import edit_bundle, start_bundle
from yuanban.catalogue.actions.publish_bundle import publish_bundle
from yuanban.catalogue.actions.publish_version import draft_version, publish_version
from yuanban.catalogue.models import Bundle, ItemVersion
from yuanban.catalogue.queries import version_on
from yuanban.exchange.verify import differences_of
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.papers.models import Paper
from yuanban.places import epoch

SETUP = {"staff": True, "fund": False}
SITE = {"planned": True, "waste": True, "drain": True}


def on(n):
    """In the morning, so many working days on."""
    return at(add_workdays(at().date(), n))


def hand_in(town, code, park="lingang", situations=None, **more):
    bundle = Bundle.objects.get(code=code, state="published")
    application = town.application(park, bundle=bundle, situations=situations or {}, **more)
    cases = apply(town.owner(application.enterprise), application)
    return cases[0].bundle_case, {case.item.name: case for case in cases}


def fresh(run):
    return BundleCase.objects.select_related("bundle").get(pk=run.pk)


def states(run):
    return {case.item.name: case.state for case in run.cases.select_related("item")}


def whole(run):
    return [
        *differences_of("cases.bundlecase", run.pk),
        *(text for case in run.cases.all() for text in differences_of("case", case.number)),
    ]


def test_what_is_after_another_waits_and_begins_with_its_result(town):
    run, cases = hand_in(town, "firm-lingang", situations=SETUP)
    assert set(cases) == {
        "企业设立登记", "公章刻制备案", "新办纳税人涉税事项办理", "企业职工社会保险登记", "职工基本医疗保险单位参保登记",
    }  # fmt: skip
    assert [one["key"] for one in run.left_out] == ["fund"]
    seal = cases["公章刻制备案"]
    assert (seal.received_on, seal.holder, seal.due_on) == (None, "", None)
    with pytest.raises(Refusal) as no:
        receive(town.clerk(seal), seal.number)
    assert no.value.rule == "bundle-order"
    first = town.until(cases["企业设立登记"], "decided", on(3))
    seal.refresh_from_db()
    assert (seal.received_on, seal.holder) == (on(3).date(), "lg-window")
    assert seal.materials.get(code="business-licence").state == "shared"
    town.until(first, "issued", on(3))
    for name in cases:
        town.until(cases[name], "issued", on(4))
    done = deliver_run(town.clerk(seal, on(5)), run.number, "window", "赵演安")
    assert len(done) == 5 and set(states(run).values()) == {"delivered"}
    run = fresh(run)
    assert (run.decided_on, run.closed_on, run.light) == (on(4).date(), on(5).date(), "green")
    papers = Paper.objects.filter(case__bundle_case=run)
    assert papers.filter(kind="joint-acceptance").count() == papers.filter(kind="joint-delivery").count() == 1
    assert papers.get(kind="joint-acceptance").in_name_of.code == "cp-amr"
    assert papers.filter(kind__in=("grant", "certificate")).count() >= 5
    assert [line["title"] for line in story(run)][-1] == "一次申请"
    assert whole(run) == []


def test_the_joint_clock_begins_when_all_that_begin_together_are_accepted(town):
    run, cases = hand_in(town, "restaurant-lingang", situations=dict.fromkeys(("gathering", "sign", "tobacco"), True))
    numbers = list(cases.values())
    for case in numbers[:-1]:
        town.until(case, "accepted", on(1))
    assert fresh(run).accepted_on is None
    town.until(numbers[-1], "accepted", on(2))
    run = fresh(run)
    assert run.accepted_on == on(2).date() and run.light == "green"
    assert not Paper.objects.filter(case=numbers[0], kind="joint-acceptance").count() > 1
    assert numbers[0].promised_due != run.promised_due
    sweep(on(2) + dt.timedelta(days=30))
    run = fresh(run)
    assert run.light == "red"
    seen = shown(run, (on(2) + dt.timedelta(days=30)).date())
    assert len(seen["late"]) == 4 and seen["critical"]
    assert whole(run) == []


def test_one_that_fails_blocks_what_needs_it_and_the_applicant_chooses(town):
    run, cases = hand_in(town, "close-lingang", situations={"customs": True, "staff": True, "fund": True})
    assert len(cases) == 8
    tax = town.until(cases["税务注销"], "received")
    refuse_acceptance(town.doer(tax, "accept"), tax.number, "wrong-organ", "主管税务机关不是本机关。", "南溪税务局")
    seen = shown(fresh(run), at().date())
    assert {row.name for row in seen["blocked"]} >= {"企业注销登记", "企业印章注销"}
    assert [row.name for row in seen["open_rows"]] == ["银行账户注销"]  # only after, whatever came of it
    owner = town.owner(tax.enterprise)
    choose_rest(owner, run.number, "stop")
    assert set(states(run).values()) == {"refused", "withdrawn"}
    assert fresh(run).closed_on == at().date()
    assert whole(run) == []


def test_after_a_denial_the_rest_goes_on_and_only_what_is_blocked_is_taken_back(town):
    run, cases = hand_in(town, "transport-lingang")
    first = town.until(cases["企业设立登记"], "reviewed")
    decide(town.doer(first, "decide"), first.number, "denied", "名称与在先登记的相同。")
    with pytest.raises(Refusal):
        receive(town.clerk(first), cases["道路货物运输经营许可"].number)
    choose_rest(town.owner(first.enterprise), run.number, "go-on")
    assert states(run)["道路货物运输经营许可"] == "withdrawn"
    assert fresh(run).choice == "go-on"


def test_results_wait_for_one_another_unless_the_applicant_wants_them_early(town):
    run, cases = hand_in(town, "restaurant-lingang", situations={"gathering": False, "sign": True, "tobacco": False})
    first, second = cases.values()
    town.until(second, "accepted")
    town.until(first, "issued")
    clerk = town.clerk(first)
    for do in (
        lambda: deliver(clerk, first.number, "window", "赵演安"),
        lambda: deliver_run(clerk, run.number, "window", "赵演安"),
    ):
        with pytest.raises(Refusal) as no:
            do()
        assert no.value.rule == "joint-delivery"
    wish_early(town.owner(first.enterprise), run.number)
    assert [case.number for case in deliver_run(clerk, run.number, "window", "赵演安")] == [first.number]
    paper = Paper.objects.get(case=first, kind="joint-delivery")
    assert second.item.name in str(paper.content["body"])


def test_one_acceptance_only_where_each_is_lawful_for_the_actor(town):
    run, cases = hand_in(town, "start-jiangan", "jiangan", SITE, investment_wan=9000)
    for case in cases.values():
        if case.holder:
            receive(town.clerk(case), case.number)
    hud = town.doer(cases["建筑工程施工许可证核发"], "accept")
    assert {case.item.name for case in accept_run(hud, run.number)} == {
        "建筑工程施工许可证核发",
        "城镇污水排入排水管网许可",
    }
    assert fresh(run).accepted_on == at().date()

    run, cases = hand_in(town, "start-jiangan", "jiangan", SITE | {"planned": False}, investment_wan=9000)
    for case in cases.values():
        if case.holder:
            receive(town.clerk(case), case.number)
    with pytest.raises(Refusal) as no:
        accept_run(hud, run.number)
    assert "“建设工程规划许可证核发”由江安县自然资源和规划局受理" in str(no.value)
    assert set(states(run).values()) == {"received", "applied"}


def test_a_running_application_keeps_the_version_it_began_under(town):
    run, cases = hand_in(town, "transport-lingang")
    provincial, old = town.actor("shengzx"), run.bundle
    draft = start_bundle(provincial, "transport-lingang", copy_of=old)
    edit_bundle(provincial, draft, promised=4)
    publish_bundle(provincial, draft, at().date())
    old.refresh_from_db()
    assert old.to_date == at().date() - dt.timedelta(days=1)
    for case in cases.values():
        town.until(case, "accepted")
        town.until(case, "issued")
    assert fresh(run).bundle == old
    draft.refresh_from_db()
    assert (draft.number, draft.state) == (2, "published")
    assert whole(run) == []


def test_a_guide_published_meanwhile_changes_nothing_for_the_part_that_still_waits(town):
    run, cases = hand_in(town, "transport-lingang")
    later = cases["道路货物运输经营许可"]
    old = later.item_version
    plain = ("kind", "basis", "statutory", "conditions", "form")
    said = {name: getattr(old, name) for name in plain} | {"promised": old.promised + 2, "reviewers": 2}
    admin = town.actor("admin")
    publish_version(admin, draft_version(admin, old.item, on(1).date(), **said))
    town.until(cases["企业设立登记"], "issued", on(2))
    town.until(later, "accepted", on(2))
    assert version_on(old.item, on(2).date()).promised == old.promised + 2
    assert later.item_version_id == old.pk
    assert later.promised_due == add_workdays(on(2).date(), old.promised)
    assert {row.stretch.last - row.stretch.first for row in shown(fresh(run), on(2).date())["rows"]} == {
        case.item_version.promised for case in cases.values()
    }
    assert whole(run) == []


def test_a_member_that_is_gone_is_left_out_and_the_rest_offered(town):
    ItemVersion.objects.filter(item__name="烟草专卖零售许可证核发").update(state="withdrawn")
    epoch.bump()
    run, cases = hand_in(town, "restaurant-lingang", situations=dict.fromkeys(("gathering", "sign", "tobacco"), True))
    assert len(cases) == 3
    assert {one["key"]: one["kind"] for one in run.left_out} == {"licence": "named", "tobacco": "gone"}


def test_a_member_that_no_paper_carries_is_named_and_the_rest_goes_with_the_applicants_word(town):
    bundle = Bundle.objects.get(code="transport-lingang")
    firm = town.firm("lingang", "511503")
    application = town.application("lingang", bundle=bundle, firm=firm)
    with pytest.raises(Refusal) as no:
        apply(town.owner(firm), application)
    assert no.value.because.startswith("“企业设立登记”") and not Case.objects.exists()
