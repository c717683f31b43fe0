"""What must hold for any set of papers whatever."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from yuanban.law.answers import Allowed
from yuanban.law.authority import may, who
from yuanban.law.reasons import ORDER
from yuanban.law.world import APPLICANT, GRANTED, KINDS, OWN_NAME, POWERS, Body, Instrument, Item, Seal, World

CODES = ("510000", "511500", "511502", "511503", "510700")
WIDER = {"511502": "511500", "511503": "511500", "511500": "510000", "510700": "510000", "510000": "000000"}
DAYS = (date(2025, 1, 1), date(2025, 6, 1), date(2026, 1, 1), date(2026, 6, 1))
CONDITIONS = (None, "size < 5", "clean", "size < 5 && clean", "size > 9 || clean")
BODIES = ("a", "b", "c", "d", "e")

some_day = st.none() | st.sampled_from(DAYS)
codes = st.lists(st.sampled_from(CODES), max_size=2).map(tuple)
powers = st.sets(st.sampled_from(sorted(POWERS)), min_size=3).map(frozenset)
facts = st.fixed_dictionaries({}, optional={"size": st.integers(0, 12), "clean": st.booleans()})


@st.composite
def instruments(draw, number):
    kind = draw(st.sampled_from(sorted(KINDS)))
    return Instrument(
        id=f"paper{number}",
        kind=kind,
        grantor=draw(st.sampled_from(BODIES)) if kind in GRANTED else None,
        to=draw(st.sampled_from(BODIES)),
        items=frozenset({"permit"}),
        powers=draw(powers),
        territory=draw(codes),
        condition=draw(st.sampled_from(CONDITIONS)),
        basis=draw(st.sampled_from(("某法 3", "某法 4", None))),
        published=draw(some_day),
        from_date=draw(some_day),
        to_date=draw(st.none() | st.just(DAYS[-1])),
        revoked_on=draw(st.none() | st.just(DAYS[-1])),
    )


@st.composite
def worlds(draw):
    kinds = st.sampled_from(("organ", "organ", "organisation", "company"))
    bodies = {name: Body(name, name, draw(kinds), draw(codes)) for name in BODIES}
    roots = [Instrument("root", "statute", None, "a", frozenset({"permit"}), frozenset(POWERS), ("510000",))]
    papers = roots + [draw(instruments(number)) for number in range(draw(st.integers(1, 7)))]
    kept = st.builds(Seal, st.sampled_from(BODIES), st.sampled_from(BODIES), from_date=some_day, to_date=some_day)
    seals = tuple(draw(st.lists(kept, max_size=3)))
    return World(bodies, {"permit": Item("permit", "某许可", 20, 5)}, {p.id: p for p in papers}, seals)


def answers(world, given_facts, day=DAYS[2], place="511502"):
    return {
        (body, power): may(world, body, power, "permit", place, day, given_facts) for body in BODIES for power in POWERS
    }


def yes(world, given_facts):
    return {key for key, answer in answers(world, given_facts).items() if isinstance(answer, Allowed)}


def changed(world, paper):
    return replace(world, instruments=dict(world.instruments) | {paper.id: paper})


@given(worlds(), facts, st.data())
def test_removing_an_instrument_never_adds_power(world, given_facts, data):
    gone = data.draw(st.sampled_from(sorted(world.instruments)))
    fewer = replace(world, instruments={id: paper for id, paper in world.instruments.items() if id != gone})
    assert yes(fewer, given_facts) <= yes(world, given_facts)


@given(worlds(), facts, st.data())
def test_widening_a_territory_never_removes_power(world, given_facts, data):
    paper = world.instruments[data.draw(st.sampled_from(sorted(world.instruments)))]
    assume(paper.territory)
    how = data.draw(st.sampled_from(("add", "replace")))
    wider = tuple(WIDER[code] for code in paper.territory)
    wider = (*paper.territory, data.draw(st.sampled_from(CODES))) if how == "add" else wider
    assert yes(changed(world, replace(paper, territory=wider)), given_facts) >= yes(world, given_facts)


@given(worlds(), facts, st.data())
def test_widening_a_bodys_own_territory_never_removes_power(world, given_facts, data):
    body = world.bodies[data.draw(st.sampled_from(BODIES))]
    wider = replace(body, territory=(*body.territory, data.draw(st.sampled_from(CODES))))
    larger = replace(world, bodies=dict(world.bodies) | {body.id: wider})
    assert yes(larger, given_facts) >= yes(world, given_facts)


@given(worlds(), facts, st.sampled_from([c for c in CONDITIONS if c]), st.data())
def test_adding_a_condition_never_adds_power(world, given_facts, condition, data):
    paper = world.instruments[data.draw(st.sampled_from(sorted(world.instruments)))]
    stricter = f"({paper.condition}) && ({condition})" if paper.condition else condition
    assert yes(changed(world, replace(paper, condition=stricter)), given_facts) <= yes(world, given_facts)


@given(worlds(), facts)
def test_removing_a_seal_takes_only_the_power_to_seal(world, given_facts):
    bare = yes(replace(world, seals=()), given_facts)
    assert bare <= yes(world, given_facts)
    assert {power for _, power in yes(world, given_facts) - bare} <= {"seal"}


@given(worlds(), st.integers(0, 12), st.booleans())
def test_with_every_fact_known_no_answer_is_unknown_and_no_yes_is_lost(world, size, clean):
    known = answers(world, {"size": size, "clean": clean})
    assert {answer.ok or answer.rule != "facts-missing" for answer in known.values()} == {True}
    assert yes(world, {"size": size}) <= yes(world, {"size": size, "clean": clean})


@given(worlds(), facts)
def test_every_chain_is_linked_from_its_root_to_the_body_that_acts(world, given_facts):
    for (body, _), answer in answers(world, given_facts).items():
        if isinstance(answer, Allowed):
            papers = [world.instruments[id] for id in answer.chain]
            assert papers[0].kind in ("statute", "agency")
            assert papers[-1].to == body
            assert all(one.to == other.grantor for one, other in pairwise(papers))
            assert sum(paper.kind == "entrustment" for paper in papers) <= 1
            assert answer.in_name_of == signer(papers[-1])


def signer(paper):
    if paper.kind == "agency":
        return APPLICANT
    return paper.to if paper.kind in OWN_NAME else paper.grantor


@given(worlds(), facts)
def test_every_no_names_a_rule_and_every_maybe_its_facts(world, given_facts):
    for answer in answers(world, given_facts).values():
        if not answer.ok:
            assert answer.rule in ORDER
            assert answer.because.endswith("。")
            assert answer.rule != "facts-missing" or set(answer.missing) <= {"size", "clean"} - set(given_facts)


@given(worlds(), facts)
@settings(max_examples=50)
def test_who_agrees_with_may(world, given_facts):
    for power in POWERS:
        found = who(world, power, "permit", "511502", DAYS[2], given_facts)
        assert {(body, power) for body, _ in found} == {key for key in yes(world, given_facts) if key[1] == power}
