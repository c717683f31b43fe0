"""The next rung: what is proposed, by whom it must be signed, and that the engine grants exactly what is claimed."""

from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from yuanban.law.authority import who
from yuanban.law.codes import contains
from yuanban.law.modes import Plan, load_modes, plan
from yuanban.law.rungs import ladder, ladders
from yuanban.law.scenario import read_scenarios
from yuanban.law.wanted import BASIS, enlarged, merged
from yuanban.law.world import OWN_NAME, POWERS, Agreement, Body, Instrument, Item, Park, Seal, World

SCENARIOS = {s.title[:4]: s for s in read_scenarios(Path(__file__).resolve().parents[1] / "scenarios" / "modes.yaml")}
DAY = date(2026, 3, 2)
EVERY = frozenset(POWERS)
MODES = {mode.id: mode for mode in load_modes().values() if mode.id != "integrated"}

BODIES = {
    "city": Body("city", "甲市住房和城乡建设局", "organ", ("511500",)),
    "county": Body("county", "甲县住房和城乡建设局", "organ", ("511502",)),
    "committee": Body("committee", "产业园管理委员会", "organ", ("511502", "511503")),
    "company": Body("company", "产业园运营有限公司", "company", ("511502", "511503")),
    "window": Body("window", "综合窗口", "organisation", ("511502", "511503")),
    "desk": Body("desk", "市级派驻窗口", "organisation", ("511502", "511503")),
}
PARK = Park("park", "产业园", ("511502", "511503"), "window", "committee", {}, operator="company", desks=("desk",))
ITEM = Item("permit", "施工许可", 20, 5, visits=1)
ROOT = Instrument("root", "statute", None, "city", frozenset({"permit"}), EVERY, ("511500",))


def town(*papers, seals=(), park=PARK, bodies=BODIES):
    return World(bodies, {"permit": ITEM}, {paper.id: paper for paper in (ROOT, *papers)}, seals, {"park": park})


def entrustment(**more):
    plain = {"powers": EVERY - {"receive"}, "territory": PARK.places, "basis": "某条例 3", "published": DAY}
    return Instrument("trust", "entrustment", "city", "committee", frozenset({"permit"}), **{**plain, **more})


def climbed(world, mode, day=DAY, stay=()):
    """The rungs to one mode."""
    return [rung for rung in ladder(world, "park", "permit", day, MODES, stay).rungs if rung.mode == mode]


def asked(rung):
    return [(wanted.kind, wanted.changes) for wanted in rung.wanted]


KEPT = (Seal("city", "committee", frozenset({"permit"}), id="kept"),)


def test_from_the_floor_every_higher_mode_is_shown_with_the_papers_it_wants():
    found = ladder(town(), "park", "permit", DAY, MODES)
    assert found.mode == "offline-agency"
    assert [(rung.mode, asked(rung)) for rung in found.rungs] == [
        ("direct-authorisation", [("entrustment", ())]),
        ("mutual-windows", [("secondment", ())]),
        ("direct-authorisation", [("entrustment", ()), ("seal", ())]),
        ("onsite-agency", [("agency", ()), ("cadre", ())]),
    ]
    assert found.next.plan.trips_outside == 0
    assert found.before.trips_outside == 1


def test_a_seal_on_sight_order_is_one_paper_and_full_authorisation_two():
    sight, full = climbed(town(), "direct-authorisation")
    assert [(w.kind, w.powers, w.seal_on_sight) for w in sight.wanted] == [("entrustment", ("accept", "review"), 1)]
    assert asked(full) == [("entrustment", ()), ("seal", ())]
    assert full.wanted[0].powers == ("accept", "review", "decide", "seal", "deliver")
    assert full.plan.decides == "committee"
    assert sight.plan.decides == "city"


def test_a_rung_says_who_signs_what_basis_is_missing_and_whose_people_must_be_ready():
    full = climbed(town(), "direct-authorisation")[1]
    paper = full.wanted[0]
    assert (paper.giver, paper.to, paper.signers, paper.territory) == ("city", "committee", ("city",), PARK.places)
    assert paper.needs_basis
    assert paper.paper.basis == BASIS
    assert full.capacity == {"committee": ("accept", "review", "decide", "seal")}


def test_the_territory_asked_for_is_the_part_of_the_park_that_lies_in_the_organs_own():
    own = replace(ROOT, to="county", territory=("511502",))
    world = replace(town(), instruments={"root": own})
    assert {wanted.territory for rung in climbed(world, "mutual-windows") for wanted in rung.wanted} == {("511502",)}


def test_an_expired_paper_is_renewed_and_an_expired_seal_with_it():
    old = entrustment(to_date=date(2026, 1, 31))
    rung = climbed(town(old, seals=(replace(KEPT[0], to_date=date(2026, 1, 31)),)), "direct-authorisation")[-1]
    assert asked(rung) == [("entrustment", ("renew",)), ("seal", ("renew",))]
    assert [wanted.was for wanted in rung.wanted] == ["trust", "kept"]


def test_one_paper_with_two_faults_is_one_paper():
    rung = climbed(town(entrustment(published=None, basis=None), seals=KEPT), "direct-authorisation")[0]
    assert asked(rung) == [("entrustment", ("publish", "basis"))]


def test_a_missing_power_is_added_and_a_narrow_territory_widened():
    weak = climbed(town(entrustment(powers=frozenset({"accept", "review"})), seals=KEPT), "direct-authorisation")
    assert [("entrustment", ("powers",))] in [asked(rung) for rung in weak]
    assert [("entrustment", ("sight",))] in [asked(rung) for rung in weak]
    narrow = climbed(town(entrustment(territory=("511504",)), seals=KEPT), "direct-authorisation")[0]
    assert asked(narrow) == [("entrustment", ("territory",))]
    assert "511502" in narrow.wanted[0].territory


def test_a_seal_that_is_there_takes_the_item_on_instead_of_a_new_one():
    other = Seal("city", "committee", frozenset({"other"}), id="other")
    rung = climbed(town(entrustment(), seals=(other,)), "direct-authorisation")[0]
    assert asked(rung) == [("seal", ("items",))]
    assert rung.wanted[0].items == {"other", "permit"}


def test_a_revoked_paper_is_not_brought_back():
    found = climbed(town(entrustment(revoked_on=date(2026, 2, 1)), seals=KEPT), "direct-authorisation")
    assert all(wanted.was != "trust" for rung in found for wanted in rung.wanted)


def test_nothing_is_entrusted_to_a_company_and_nothing_entrusted_on():
    company = town(park=replace(PARK, committee="company"))
    assert climbed(company, "direct-authorisation") == []
    middle = Instrument(
        "middle", "entrustment", "city", "county", frozenset({"permit"}), EVERY, (), None, "某条例 3", DAY
    )
    givers = {w.giver for rung in ladder(town(middle), "park", "permit", DAY, MODES).rungs for w in rung.wanted}
    assert "county" not in givers


def test_what_stays_at_home_is_neither_entrusted_nor_sent_out():
    found = ladder(town(entrustment(to_date=date(2026, 1, 1))), "park", "permit", DAY, MODES, stay={"permit"})
    assert {wanted.kind for rung in found.rungs for wanted in rung.wanted} == {"agency", "cadre"}


def test_a_mode_that_only_the_arrangement_keeps_away_wants_no_paper():
    park = replace(PARK, modes={"permit": "offline-agency"})
    sent = Instrument("sent", "secondment", "city", "desk", frozenset({"permit"}), EVERY - {"seal"}, PARK.places)
    rung = ladder(town(sent, park=park), "park", "permit", DAY, MODES).next
    assert (rung.mode, rung.wanted, rung.wish) == ("mutual-windows", (), True)


def test_at_its_best_mode_there_is_no_rung():
    found = ladder(town(entrustment(), seals=KEPT), "park", "permit", DAY, MODES)
    assert (found.mode, found.rungs, found.next) == ("direct-authorisation", (), None)


def test_what_turns_on_facts_stands_where_the_facts_may_put_it():
    world = town(entrustment(condition="investment_wan <= 5000"), seals=KEPT)
    wished = replace(world, parks={"park": replace(PARK, modes={"permit": "direct-authorisation"})})
    assert ladder(wished, "park", "permit", DAY, MODES).rungs == ()


def test_two_organs_of_one_matter_inside_one_park_may_sit_together():
    world = SCENARIOS["合署服务"].world
    apart = replace(
        world, agreements={}, instruments={i: p for i, p in world.instruments.items() if p.kind != "secondment"}
    )
    park, item = next(
        (one.id, item)
        for one in apart.parks.values()
        for item in apart.items
        if any(rung.mode == "joint-office" for rung in ladder(apart, one.id, item, DAY, MODES).rungs)
    )
    rung = next(rung for rung in ladder(apart, park, item, DAY, MODES).rungs if rung.mode == "joint-office")
    assert [wanted.kind for wanted in rung.wanted] == ["agreement"]
    assert len(rung.wanted[0].signers) >= 2
    assert rung.plan.step("decide").at == rung.wanted[0].to


def test_papers_that_differ_in_their_items_alone_are_drawn_up_as_one():
    root = replace(ROOT, items=frozenset({"permit", "second"}))
    world = replace(town(), items={"permit": ITEM, "second": replace(ITEM, id="second")}, instruments={"root": root})
    rungs = [one.next for one in ladders(world, [("park", "permit"), ("park", "second")], DAY, MODES)]
    assert [paper.items for paper in merged(w for rung in rungs for w in rung.wanted)] == [{"permit", "second"}]


# -- whatever the papers ------------------------------------------------------------------------------------------

kinds = st.sampled_from(("entrustment", "secondment", "devolution"))
some_day = st.none() | st.sampled_from((date(2025, 1, 1), date(2026, 1, 1), date(2026, 6, 1)))


@st.composite
def papers(draw, number):
    kind = draw(kinds)
    return Instrument(
        id=f"paper{number}",
        kind=kind,
        grantor=draw(st.sampled_from(("city", "county"))),
        to="desk" if kind == "secondment" else draw(st.sampled_from(("committee", "company"))),
        items=frozenset({"permit"}),
        powers=draw(st.sets(st.sampled_from(sorted(POWERS)), min_size=2).map(frozenset)),
        territory=draw(st.sampled_from(((), ("511502",), ("511503",), ("511500",)))),
        condition=draw(st.sampled_from((None, None, "size < 5"))),
        basis=draw(st.sampled_from(("某条例 3", None))),
        published=draw(some_day),
        from_date=draw(some_day),
        to_date=draw(some_day),
        revoked_on=draw(st.sampled_from((None, None, date(2026, 1, 1)))),
        seal_on_sight=draw(st.sampled_from((None, None, 1))),
    )


@st.composite
def towns(draw):
    given_papers = [draw(papers(number)) for number in range(draw(st.integers(0, 4)))]
    seals = draw(st.lists(st.builds(Seal, st.just("city"), st.just("committee"), to_date=some_day), max_size=2))
    seals = tuple(replace(seal, id=f"seal{number}") for number, seal in enumerate(seals))
    wish = draw(st.sampled_from((None, *MODES)))
    park = replace(
        PARK,
        modes={"permit": wish} if wish else {},
        cadre=draw(st.sampled_from((None, "干部甲"))),
        committee=draw(st.sampled_from(("committee", "company", None))),
    )
    home = draw(st.sampled_from(("city", "county")))
    world = town(*given_papers, seals=seals, park=park)
    root = replace(ROOT, to=home, territory=BODIES[home].territory)
    return replace(world, instruments=dict(world.instruments) | {"root": root})


def granted(world, rung, place):
    found = plan(world, "park", "permit", DAY, wished=rung.mode, place=place, modes=MODES)
    return isinstance(found, Plan) and found.mode == rung.mode


@settings(max_examples=150, deadline=None)
@given(towns())
def test_the_engine_grants_every_rung_and_none_without_any_one_of_its_papers(world):
    found = ladder(world, "park", "permit", DAY, MODES)
    for rung in found.rungs:
        place = rung.plan.place
        assert granted(enlarged(world, rung.wanted), rung, place)
        for size in range(len(rung.wanted)):
            for fewer in combinations(rung.wanted, size):
                assert not granted(enlarged(world, fewer), rung, place)


@settings(max_examples=150, deadline=None)
@given(towns())
def test_no_rung_asks_anybody_for_more_than_the_law_lets_them_give(world):
    for rung in ladder(world, "park", "permit", DAY, MODES).rungs:
        if found := ladder(world, "park", "permit", DAY, MODES).mode:
            assert MODES[rung.mode].rung > MODES[found].rung
        for wanted in rung.wanted:
            if isinstance(wanted.paper, Instrument) and not wanted.changes and wanted.kind != "agency":
                own = {
                    body for body, answer in who(world, "decide", "permit", rung.plan.place, DAY) if _own(world, answer)
                }
                wide = world.territory(wanted.giver)
                assert wanted.giver in own
                assert all(any(contains(outer, inner) for outer in wide) for inner in wanted.territory)
            if wanted.kind == "entrustment":
                assert world.bodies[wanted.to].kind == "organ"


def _own(world, answer):
    return world.instruments[answer.chain[-1]].kind in OWN_NAME


def test_an_agreement_is_signed_by_all_its_parties():
    from yuanban.law.wanted import Wanted

    paper = Wanted(Agreement("a", ("city", "county"), "window", frozenset({"permit"})))
    assert (paper.kind, paper.signers, paper.to, paper.powers) == ("agreement", ("city", "county"), "window", ())
