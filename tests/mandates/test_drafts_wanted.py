"""起草: a proposed paper becomes a draft in the register; signed and published it gives the rung that was promised."""

from dataclasses import replace

import pytest

from tests.cast import DAY
from yuanban.law.modes import Plan, plan
from yuanban.law.refusal import Refusal
from yuanban.law.rungs import ladder
from yuanban.law.wanted import Cadre, Wanted
from yuanban.mandates.actions.draft_wanted import draft_wanted
from yuanban.mandates.actions.publish_instrument import publish_instrument
from yuanban.mandates.actions.sign_instrument import sign_instrument
from yuanban.mandates.models import Instrument
from yuanban.mandates.planning import alone
from yuanban.mandates.world import world
from yuanban.places.models import Body


@pytest.fixture
def manager(town):
    return town.actor("guanli1")


def rungs(town, name, organ, park="lingang"):
    return ladder(world(DAY), park, town.item(name, organ).code, DAY, alone()).rungs


@pytest.fixture
def sight(town):
    """An entrustment with the order to seal on sight: one paper is enough."""
    return next(r for r in rungs(town, "道路货物运输经营许可", "cp-trans") if r.wanted and r.wanted[0].seal_on_sight)


def test_it_is_a_draft_with_everything_but_the_basis(town, manager, sight):
    made = draft_wanted(manager, sight.wanted[0])
    made = Instrument.objects.get(pk=made.pk)
    assert (made.state, made.kind, made.basis, made.seal_on_sight) == ("draft", "entrustment", None, 1)
    assert made.title == "宜宾市翠屏区交通运输局委托宜宾三江新区管理委员会实施“道路货物运输经营许可”"
    assert [item.name for item in made.items.all()] == ["道路货物运输经营许可"]
    assert made.to_date.year == DAY.year + 3
    assert "不得再委托" in made.duties


def test_without_a_basis_it_cannot_be_signed(manager, sight):
    made = draft_wanted(manager, sight.wanted[0])
    with pytest.raises(Refusal) as refused:
        sign_instrument(manager, made.code, DAY)
    assert refused.value.rule == "no-legal-basis"


def test_signed_and_published_it_gives_the_rung_that_was_promised(town, manager, sight):
    known = replace(sight.wanted[0], paper=replace(sight.wanted[0].paper, basis="《四川省开发区条例》第十七条"))
    made = draft_wanted(manager, known)
    sign_instrument(manager, made.code, DAY)
    publish_instrument(manager, made.code, DAY, "翠屏区政府网站")
    found = plan(world(DAY), "lingang", sight.plan.item, DAY, wished=sight.mode, modes=alone())
    assert isinstance(found, Plan)
    assert found.mode == sight.mode


def test_two_drafts_of_one_day_have_two_codes(manager, sight):
    codes = {draft_wanted(manager, sight.wanted[0]).code for _ in range(2)}
    assert len(codes) == 2


def test_a_change_of_a_standing_paper_succeeds_it(town):
    manager = town.actor("shengzx")
    rung = next(r for r in rungs(town, "兽药经营许可", "nx-agri", "nanxi") if r.wanted[0].changes == ("sight",))
    made = draft_wanted(manager, rung.wanted[0])
    assert made.replaces.code == rung.wanted[0].was
    assert made.seal_on_sight == 1
    assert made.from_date > DAY


def test_a_paper_that_has_ended_is_drawn_up_anew(town, manager):
    rung = next(
        r for r in rungs(town, "城镇污水排入排水管网许可", "cp-hud") if any("renew" in w.changes for w in r.wanted)
    )
    paper = next(w for w in rung.wanted if w.kind == "entrustment")
    made = draft_wanted(manager, paper)
    assert (made.replaces, made.from_date) == (None, None)
    assert made.basis == paper.paper.basis


def test_what_is_no_instrument_is_sent_to_its_own_register(manager):
    for paper in (Wanted(Cadre("lingang")),):
        with pytest.raises(Refusal):
            draft_wanted(manager, paper)


def test_a_signed_paper_that_only_wants_publication_is_not_drafted_again(town, manager):
    found = rungs(town, "建设项目环境影响评价审批（报告表）", "yb-eco")
    paper = next(w for rung in found for w in rung.wanted if w.changes == ("publish",))
    with pytest.raises(Refusal, match="只差公布"):
        draft_wanted(manager, paper)


def test_another_parks_manager_and_a_clerk_are_refused(town, sight):
    for username in ("guanli2", "chuangkou"):
        with pytest.raises(Refusal) as refused:
            draft_wanted(town.actor(username), sight.wanted[0])
        assert refused.value.rule == "no-post"
    assert not Instrument.objects.filter(to=Body.objects.get(code="sanjiang"), state="draft").exists()
