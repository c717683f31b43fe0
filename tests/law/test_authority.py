from datetime import date

import pytest

from yuanban.law.answers import Allowed, Refused, Unknown
from yuanban.law.authority import may, seal_for, who
from yuanban.law.conditions import ConditionError, compile_condition, judge
from yuanban.law.reasons import ORDER
from yuanban.law.rules import rule
from yuanban.law.world import POWERS, Agreement, Body, Instrument, Item, Park, Seal, World

DAY = date(2026, 3, 2)
EAST = "511502"
ALL = frozenset(POWERS)


def paper(id, kind, grantor, to, powers=ALL, territory=(EAST,), **more):
    basis = {"basis": "某条例 3", "published": date(2025, 1, 1)} if kind == "entrustment" else {}
    items = frozenset({"permit"})
    return Instrument(id, kind, grantor, to, items, frozenset(powers), territory, **basis | more)


BODIES = [
    Body("city", "某市局", "organ", ("511500",)),
    Body("county", "某区局", "organ", (EAST,)),
    Body("committee", "某管委会", "organ", (EAST,)),
    Body("desk", "派驻窗口", "organisation", (EAST,)),
    Body("window", "综合窗口", "organisation", (EAST,)),
    Body("company", "某公司", "company", (EAST,)),
]
ROOT = paper("root", "statute", None, "city", territory=("511500",))


def world(*papers, seals=(), **more):
    parks = {"park": Park("park", "某园", (EAST,), "window", "committee")}
    items = {"permit": Item("permit", "某许可", 20, 5)}
    instruments = {one.id: one for one in papers}
    return World({body.id: body for body in BODIES}, items, instruments, tuple(seals), parks, **more)


def ask(given, by, power="decide", place=EAST, day=DAY, **facts):
    return may(given, by, power, "permit", place, day, facts)


def test_who_lists_own_name_before_entrustment_before_secondment():
    given = world(
        ROOT,
        paper("sent", "secondment", "city", "desk"),
        paper("trust", "entrustment", "city", "committee"),
        paper("down", "devolution", "city", "county", from_date=date(2025, 1, 1)),
    )
    found = who(given, "decide", "permit", EAST, DAY)
    assert [body for body, _ in found] == ["city", "county", "committee", "desk"]
    assert dict(found)["desk"] == Allowed("city", "city", ("root", "sent"))


def test_who_may_receive_includes_every_centre_window():
    pact = Agreement("pact", ("city",), "desk", frozenset())
    found = who(world(ROOT, agreements={"pact": pact}), "receive", "permit", EAST, DAY)
    assert [body for body, _ in found] == ["city", "desk", "window"]


def test_nobody_may_what_no_paper_covers():
    assert who(world(), "decide", "permit", EAST, DAY) == []
    assert ask(world(ROOT), "company").rule == "no-instrument"


def test_a_refusal_speaks_of_body_item_paper_and_reason():
    answer = ask(
        world(ROOT, paper("trust", "entrustment", "city", "committee", title="委托书")),
        "committee",
        day=date(2024, 12, 31),
    )
    assert answer.because == "某管委会不能办理“某许可”的决定：《委托书》自2025年1月1日起公布，2024年12月31日尚未公布。"
    assert answer.article == rule("not-published").article
    assert answer.cure == "请自2025年1月1日起办理；在此之前由某市局办理。"


def test_a_refusal_lists_every_paper_that_was_tried():
    early = paper("early", "entrustment", "city", "committee", powers={"accept"})
    late = paper("late", "entrustment", "city", "committee", territory=("510104",))
    answer = ask(world(ROOT, early, late), "committee")
    assert answer.rule == "outside-territory"
    assert len(answer.tried) == 2
    assert "early" in answer.tried[0]


def test_every_rule_of_authority_has_an_article_and_a_cure():
    assert all(rule(rule_id).article and rule(rule_id).cure for rule_id in ORDER)


@pytest.mark.parametrize("kind", ["devolution", "centralisation", "entrustment", "secondment"])
def test_a_grant_to_oneself_gives_nothing(kind):
    assert (
        ask(world(paper("self", kind, "county", "county", from_date=date(2025, 1, 1))), "county").rule
        == "power-not-held"
    )


@pytest.mark.parametrize("size", [2, 3, 6])
def test_a_ring_of_grants_ends_and_gives_nothing(size):
    names = [f"organ{n}" for n in range(size)]
    ring = [
        paper(f"grant{n}", "devolution", names[n], names[(n + 1) % size], from_date=date(2025, 1, 1))
        for n in range(size)
    ]
    given = world(*ring)
    bodies = {name: Body(name, name, "organ", (EAST,)) for name in names}
    given = World(bodies, given.items, given.instruments)
    assert {ask(given, name).rule for name in names} == {"power-not-held"}


def test_a_ring_with_one_true_root_still_works():
    there = paper("there", "devolution", "city", "county", from_date=date(2025, 1, 1))
    back = paper("back", "devolution", "county", "city", from_date=date(2025, 1, 1))
    given = world(back, there, ROOT)
    assert ask(given, "county").chain == ("root", "there")
    assert ask(given, "city").chain == ("root",)


def test_territory_beyond_the_grantors_is_void_and_the_rest_stands():
    wide = paper("wide", "entrustment", "county", "committee", territory=("511500",))
    root = paper("own", "statute", None, "county", territory=("511500",))
    given = world(root, wide)
    assert ask(given, "committee").ok
    assert ask(given, "committee", place="511503").rule == "outside-territory"


def test_missing_facts_of_the_grantor_travel_up_and_are_asked_for_together():
    down = paper("down", "devolution", "city", "county", from_date=date(2025, 1, 1), condition="tons < 5")
    trust = paper("trust", "entrustment", "county", "committee", condition="cubic < 9")
    answer = ask(world(ROOT, down, trust), "committee")
    assert isinstance(answer, Unknown)
    assert answer.missing == ("tons", "cubic")
    assert ask(world(ROOT, down, trust), "committee", tons=1, cubic=1).ok


def test_an_organ_always_keeps_its_own_seal():
    given = world(ROOT)
    assert seal_for(given, "city", "permit", "city", DAY) == Seal("city", "city", id="own:city")
    assert seal_for(given, "city", "permit", "committee", DAY) is None


def test_a_kept_seal_serves_its_items_and_its_term_only():
    seal = Seal("city", "committee", frozenset({"permit"}), date(2026, 1, 1), date(2026, 12, 31), "s1")
    given = world(ROOT, seals=[seal])
    assert seal_for(given, "city", "permit", "committee", date(2026, 12, 31)) is seal
    assert seal_for(given, "city", "permit", "committee", date(2027, 1, 1)) is None
    assert seal_for(given, "city", "drain", "committee", DAY) is None


def test_a_committee_without_standing_is_answered_for_by_the_government_that_set_it_up():
    newborn = Body("committee", "某管委会", "organ", (EAST,), set_up_by="city", own_standing=False)
    given = world(ROOT, paper("down", "devolution", "city", "committee", from_date=date(2025, 1, 1)))
    given = World(dict(given.bodies) | {"committee": newborn}, given.items, given.instruments)
    assert ask(given, "committee") == Allowed("committee", "city", ("root", "down"))


# -- conditions ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "facts", "verdict"),
    [
        ("a <= 5", {"a": 5}, True),
        ("a <= 5", {"a": 5.5}, False),
        ("a <= 5", {}, ("a",)),
        ("a <= 5", {"a": None}, ("a",)),
        ("a <= 5", {"a": "五"}, ("a",)),
        ("a <= 5 && b", {"a": 6}, False),
        ("a <= 5 && b", {"a": 4}, ("b",)),
        ("b || a <= 5", {"a": 4}, True),
        ("kind in ['甲', '乙']", {"kind": "甲"}, True),
        ("areas.all(x, x < limit)", {"areas": [1, 2]}, ("limit",)),
        ("areas.all(x, x < limit)", {"areas": [1, 2], "limit": 3}, True),
        ("plot.area < 5", {"plot": {}}, ("plot",)),
        ("10 / a > 1", {"a": 0}, ("a",)),
        ("a", {"a": 3}, ("a",)),
        ("size(name) > 1", {"name": "某许可"}, True),
    ],
)
def test_a_condition_is_met_or_not_or_wants_facts(text, facts, verdict):
    assert judge(text, facts) == verdict


@pytest.mark.parametrize("text", ["", "a <=", "f(a)", "3", "投资 < 5", "(" * 200 + "a" + ")" * 200])
def test_a_condition_that_can_never_answer_is_refused(text):
    with pytest.raises(ConditionError, match="条件"):
        compile_condition(text)


def test_answers_say_whether_they_are_a_yes():
    assert (Allowed("a", "a", ()).ok, Refused("r", "b", "c", "d").ok, Unknown(("a",), "b").ok) == (True, False, False)
