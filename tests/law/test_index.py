"""The index gives the very answers of authority.py, whatever the papers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.test_authority_properties import BODIES, CODES, DAYS, facts, worlds
from yuanban.law import authority
from yuanban.law.answers import Allowed
from yuanban.law.anywhere import anywhere
from yuanban.law.codes import contains
from yuanban.law.index import index_of
from yuanban.law.world import POWERS

days = st.sampled_from(DAYS)
places = st.sampled_from((*CODES, "511502001", "511502001002"))
powers = st.sampled_from(sorted(POWERS))


@given(worlds(), powers, places, days, facts)
@settings(max_examples=400)
def test_may_is_word_for_word_the_same(world, power, place, day, given_facts):
    index = index_of(world)
    for body in (*BODIES, "stranger"):
        answer = authority.may(world, body, power, "permit", place, day, given_facts)
        assert index.may(body, power, "permit", place, day, given_facts) == answer
        expected = answer if isinstance(answer, Allowed) else answer.rule
        assert index.verdict(body, power, "permit", place, day, given_facts) == expected


@given(worlds(), powers, places, days, facts)
def test_who_is_the_same_and_in_the_same_order(world, power, place, day, given_facts):
    found = index_of(world).who(power, "permit", place, day, given_facts)
    assert found == authority.who(world, power, "permit", place, day, given_facts)


@given(worlds(), st.sampled_from(sorted(set(POWERS) - {"receive"})), places, days, facts)
def test_anywhere_names_the_bodies_of_every_place(world, power, place, day, given_facts):
    found = anywhere(world, "permit", day, given_facts, power)
    here = [one for one in found if any(contains(code, place) for code in one.territory)]
    expected = authority.who(world, power, "permit", place, day, given_facts)
    assert {one.body for one in here if not one.missing} == {body for body, _ in expected}
    assert {(body, answer) for body, answer in expected} <= {(one.body, one.answer) for one in here}
