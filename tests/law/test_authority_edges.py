"""The edges of authority: who answers, who cannot receive a power, what an unknown body or grantor is worth."""

from dataclasses import replace
from datetime import date

import pytest

from tests.law.test_authority import BODIES, DAY, EAST, ROOT, ask, paper, world
from yuanban.law.answers import Allowed, Refused, Unknown
from yuanban.law.authority import at_the_window, may, seal_for, who
from yuanban.law.rules import rule
from yuanban.law.world import APPLICANT, Body, Seal, World

START = date(2025, 1, 1)


def peopled(given, *bodies):
    """The same world with these bodies in it too, or instead."""
    return World(
        dict(given.bodies) | {body.id: body for body in bodies},
        given.items,
        given.instruments,
        given.seals,
        given.parks,
    )


def test_a_window_receives_in_its_own_name_and_whoever_set_it_up_answers():
    given = peopled(
        world(ROOT), Body("window", "综合窗口", "organisation", (EAST,), set_up_by="city", own_standing=False)
    )
    assert at_the_window(given, "window") == Allowed("window", "city", ())
    assert ask(given, "window", "receive") == Allowed("window", "city", ())
    assert ask(given, "window", "accept").rule == "no-instrument"


def test_a_window_with_a_paper_that_fails_still_receives():
    sent = paper("sent", "secondment", "city", "window", powers={"accept"})
    assert ask(world(ROOT, sent), "window", "receive") == Allowed("window", "window", ())
    assert ask(world(ROOT, sent), "desk", "receive").rule == "no-instrument"


def test_a_paper_to_a_body_that_nobody_knows_passes_no_power():
    assert ask(world(ROOT, paper("p", "devolution", "city", "ghost", from_date=START)), "ghost").rule == (
        "entrustee-not-organ"
    )
    assert ask(world(ROOT, paper("p", "entrustment", "city", "ghost")), "ghost").rule == "entrustee-not-organ"
    assert ask(world(ROOT, paper("p", "secondment", "city", "ghost")), "ghost").ok


@pytest.mark.parametrize("kind", ["devolution", "centralisation"])
@pytest.mark.parametrize(
    ("body", "kind_of_body", "ok"),
    [("county", "organ", True), ("desk", "organisation", True), ("company", "company", False)],
)
def test_powers_are_handed_down_to_organs_and_organisations_only(kind, body, kind_of_body, ok):
    answer = ask(world(ROOT, paper("down", kind, "city", body, from_date=START)), body)
    assert answer.ok is ok
    assert ok or answer.rule == "entrustee-not-organ"


@pytest.mark.parametrize("body", ["county", "desk", "company", "ghost"])
def test_the_law_itself_may_give_a_power_to_any_body(body):
    own = paper("own", "statute", None, body)
    assert ask(world(own), body) == Allowed(body, body, ("own",))


def test_a_company_may_receive_under_a_paper_but_not_accept():
    given = world(ROOT, paper("firm", "entrustment", "city", "company"))
    assert ask(given, "company", "receive") == Allowed("city", "city", ("root", "firm"))
    assert ask(given, "company", "accept").rule == "entrustee-not-organ"


@pytest.mark.parametrize("power", ["receive", "deliver"])
def test_an_agent_hands_in_and_collects_in_the_applicants_name(power):
    agent = paper("agent", "agency", None, "company", territory=())
    assert ask(world(agent), "company", power) == Allowed(APPLICANT, None, ("agent",))
    for step in ("accept", "review", "decide", "seal"):
        assert ask(world(agent), "company", step).rule == "power-not-granted"


def test_an_agent_carries_anywhere_unless_the_paper_names_a_place():
    anywhere = paper("agent", "agency", None, "company", territory=())
    here = paper("agent", "agency", None, "company")
    assert ask(world(anywhere), "company", "receive", place="510104").ok
    assert ask(world(here), "company", "receive").ok
    assert ask(world(here), "company", "receive", place="510104").rule == "outside-territory"


def test_a_power_that_the_grantor_has_by_secondment_or_agency_is_not_passed_on():
    sent = paper("sent", "secondment", "city", "desk")
    onward = paper("onward", "devolution", "desk", "county", from_date=START)
    answer = ask(world(ROOT, sent, onward), "county")
    assert answer.rule == "power-not-held"
    assert "其权限来自派驻或者代办，不能再授出" in answer.because


def test_a_window_that_receives_on_its_own_may_let_others_receive():
    onward = paper("onward", "devolution", "window", "county", from_date=START)
    assert ask(world(ROOT, onward), "county", "receive") == Allowed("county", "county", ("onward",))
    assert ask(world(ROOT, onward), "county", "accept").rule == "power-not-held"


def test_what_an_entrusted_grantor_wants_to_know_is_asked_before_the_refusal():
    """Without the facts nobody can tell yet whether the grantor is an entrusted organ or nothing at all."""
    trust = paper("trust", "entrustment", "city", "committee", condition="tons < 5")
    onward = paper("onward", "entrustment", "committee", "county")
    given = world(ROOT, trust, onward)
    unknown = ask(given, "county")
    assert (unknown.rule, unknown.missing) == ("facts-missing", ("tons",))
    assert unknown.because == (
        "某区局能否办理“某许可”的决定：委托文书“onward”所依据的上级文件附有条件，缺少可供判断的情况“tons”，请补充后再判断。"
    )
    assert ask(given, "county", tons=1).rule == "re-entrustment"
    refused = ask(given, "county", tons=9)
    assert refused.rule == "power-not-held"
    assert "附有条件“tons < 5”，本件不符合（tons为9）" in refused.because


def test_re_entrustment_is_said_before_the_territory_and_the_territory_before_the_power():
    trust = paper("trust", "entrustment", "city", "committee", territory=("511500",))
    onward = paper("onward", "entrustment", "committee", "county", territory=("510104",))
    assert ask(world(ROOT, trust, onward), "county", place=EAST).rule == "re-entrustment"
    alone = paper("alone", "entrustment", "committee", "county", territory=("510104",))
    assert ask(world(ROOT, alone), "county", place=EAST).rule == "outside-territory"
    assert ask(world(ROOT, alone), "county", place="510104").rule == "outside-territory"


def test_missing_facts_are_named_once_and_in_the_order_of_the_chain():
    down = paper("down", "devolution", "city", "county", from_date=START, condition="tons < 5")
    trust = paper("trust", "entrustment", "county", "committee", condition="tons < 3 && cubic < 9")
    assert ask(world(ROOT, down, trust), "committee").missing == ("tons", "cubic")
    assert ask(world(ROOT, down, trust), "committee", tons=4, cubic=1).rule == "outside-condition"


def test_an_empty_territory_reaches_as_far_as_the_body_it_is_addressed_to():
    down = paper("down", "devolution", "city", "county", territory=(), from_date=START)
    assert ask(world(ROOT, down), "county").ok
    assert ask(world(ROOT, down), "county", place="511503").rule == "outside-territory"
    nowhere = peopled(world(ROOT, down), Body("county", "某区局", "organ"))
    assert ask(nowhere, "county").rule == "outside-territory"


def test_own_name_ends_the_search_and_the_better_of_two_borrowed_names_wins():
    trust = paper("trust", "entrustment", "city", "committee")
    sent = paper("sent", "secondment", "city", "committee")
    down = paper("down", "devolution", "city", "committee", from_date=START)
    assert ask(world(ROOT, sent, trust), "committee").chain == ("root", "trust")
    assert ask(world(ROOT, trust, sent), "committee").chain == ("root", "trust")
    assert ask(world(ROOT, sent, trust, down), "committee") == Allowed("committee", "committee", ("root", "down"))
    again = paper("again", "entrustment", "city", "committee")
    assert ask(world(ROOT, trust, again), "committee").chain == ("root", "trust")


def test_a_seal_kept_elsewhere_or_of_another_organ_does_not_serve():
    given = world(ROOT, paper("trust", "entrustment", "city", "committee"))
    assert ask(given, "committee", "seal").rule == "seal-not-registered"
    for seal in (Seal("city", "desk"), Seal("county", "committee"), Seal("city", "committee", frozenset({"drain"}))):
        assert ask(world(*given.instruments.values(), seals=[seal]), "committee", "seal").rule == "seal-not-registered"
    kept = Seal("city", "committee", id="s1")
    assert ask(world(*given.instruments.values(), seals=[kept]), "committee", "seal").ok
    assert seal_for(given, "city", "permit", "city", DAY) == Seal(of="city", kept_by="city", id="own:city")
    own = Seal("city", "city", id="s2")
    assert seal_for(world(ROOT, seals=[own]), "city", "permit", "city", DAY) is own


def test_a_place_that_is_no_code_is_an_error():
    with pytest.raises(ValueError, match="区划代码"):
        may(world(ROOT), "city", "decide", "permit", "5115", DAY)


@pytest.mark.parametrize(("fact", "told"), [(True, "是"), (False, "否"), (9, "9"), ("旧厂房", "旧厂房")])
def test_a_condition_that_is_not_met_is_told_with_what_was_given(fact, told):
    down = paper("down", "devolution", "city", "county", from_date=START, condition="plant == 1")
    answer = ask(world(ROOT, down), "county", plant=fact)
    assert answer.rule == "outside-condition"
    assert answer.because.endswith(f"附有条件“plant == 1”，本件不符合（plant为{told}）。")


@pytest.mark.parametrize("basis", [None, "", "  "])
def test_an_entrustment_names_its_basis(basis):
    trust = replace(paper("trust", "entrustment", "city", "committee"), basis=basis)
    answer = ask(world(ROOT, trust), "committee")
    assert answer.rule == "no-legal-basis"
    assert answer.cure == "请由某市局写明依据的名称和条款并重新公告；没有依据的，不得委托，由某市局办理。"


def test_who_depends_on_the_facts():
    given = world(ROOT, paper("down", "devolution", "city", "county", from_date=START, condition="tons < 5"))
    assert [body for body, _ in who(given, "decide", "permit", EAST, DAY, {"tons": 1})] == ["city", "county"]
    assert [body for body, _ in who(given, "decide", "permit", EAST, DAY, {"tons": 9})] == ["city"]
    assert [body for body, _ in who(given, "decide", "permit", EAST, DAY)] == ["city"]


def test_without_facts_a_condition_asks_for_them():
    down = paper("down", "devolution", "city", "county", from_date=START, condition="tons < 5")
    answer = may(world(ROOT, down), "county", "decide", "permit", EAST, DAY)
    assert isinstance(answer, Unknown)
    assert (answer.article, answer.cure) == (rule("facts-missing").article, rule("facts-missing").cure)


# -- bodies that are no more ----------------------------------------------------------------------------------


def merged(given, id, into, day):
    old = given.bodies[id]
    return peopled(given, Body(id, old.name, old.kind, old.territory, merged_into=into, merged_on=day))


def test_from_the_day_of_a_merger_the_papers_of_the_old_organ_stop():
    trust = paper("trust", "entrustment", "city", "committee")
    given = merged(world(ROOT, trust), "city", "county", DAY)
    assert ask(given, "committee", day=date(2026, 3, 1)).ok
    for body in ("city", "committee"):
        answer = ask(given, body)
        assert answer.rule == "not-in-force"
        assert "某市局已于2026年3月2日并入某区局，不再行使职权" in answer.because
    assert ask(given, "committee").cure == "请由某区局重新出具并公布；在此之前由某区局办理。"


def test_an_organ_that_was_abolished_leaves_nothing_behind():
    trust = paper("trust", "entrustment", "city", "committee")
    given = merged(world(ROOT, trust), "committee", None, DAY)
    answer = ask(given, "committee")
    assert isinstance(answer, Refused)
    assert "某管委会已于2026年3月2日撤销，不再行使职权" in answer.because
    assert ask(given, "city").ok


def test_an_organ_that_is_merely_renamed_keeps_every_paper():
    trust = paper("trust", "entrustment", "city", "committee")
    given = peopled(world(ROOT, trust), Body("city", "某市数据和审批局", "organ", ("511500",)))
    assert ask(given, "committee") == Allowed("city", "city", ("root", "trust"))
    assert len(BODIES) == len(given.bodies)
