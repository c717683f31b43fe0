"""The matrix is the plans, whatever the papers; and what a change touches is enough."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law import provinces
from tests.law.provinces import BODIES, DAYS, ITEMS, Plain
from yuanban.law import authority
from yuanban.law.answers import Allowed, Unknown
from yuanban.law.change import changed
from yuanban.law.coverage import Cell, cell, cells, touched
from yuanban.law.index import index_of
from yuanban.law.modefile import load_modes
from yuanban.law.modes import Plan, choose
from yuanban.law.world import POWERS

days = st.sampled_from(DAYS)
modes = st.sampled_from((load_modes(), {k: v for k, v in load_modes().items() if k != "integrated"}))


def plainly(world, park, item, day, modes):
    """A cell as the law is read, without any index."""
    home = world.parks[park]
    wish = home.modes.get(item)
    found = choose(Plain(world, home, item, home.places[0], day, {}), modes, wish if wish in modes else None)
    if isinstance(found, Plan):
        return Cell(
            park,
            item,
            found.mode,
            "",
            "",
            found.decides,
            found.in_name_of,
            found.days,
            found.trips_outside,
            found.rests_on,
        )
    missing = found.missing if isinstance(found, Unknown) else ()
    return Cell(park, item, None, found.rule, found.because, "", "", None, None, (), missing)


def matrix(world, day, modes):
    pairs = [(park, item) for park in world.parks for item in world.items]
    return {(one.park, one.item): one for one in cells(world, pairs, day, modes)}


def anew(world):
    return replace(world)


@given(provinces.worlds(), days, modes)
@settings(max_examples=150)
def test_every_cell_is_its_plan(world, day, modes):
    expected = {(p, i): plainly(world, p, i, day, modes) for p in world.parks for i in world.items}
    assert matrix(world, day, modes) == expected
    assert {pair: cell(world, *pair, day, modes) for pair in expected} == expected


@given(provinces.worlds(), days, modes, st.data())
@settings(max_examples=200)
def test_a_change_touches_every_cell_that_differs(world, day, modes, data):
    before = matrix(world, day, modes)
    after, moved = data.draw(changes(world))
    expected = matrix(anew(after), day, modes)
    differ = {pair for pair in before.keys() | expected.keys() if before.get(pair) != expected.get(pair)}
    found = touched(data.draw(st.sampled_from((world, after, anew(world), anew(after)))), *moved)
    assert differ & expected.keys() <= found
    again = {(one.park, one.item): one for one in cells(after, found & expected.keys(), day, modes)}
    assert {**before, **again} == {**before, **expected}


@st.composite
def changes(draw, world):
    """A world after some papers changed, and those papers, old and new."""
    kept, new = world.instruments, []
    for n in range(draw(st.integers(0, 2))):
        new.append(draw(provinces.papers(draw(st.sampled_from((*kept, f"new{n}"))))))
    new = [*{paper.id: paper for paper in new}.values()]
    removed = draw(st.lists(st.sampled_from(sorted(kept)), max_size=1))
    moved = [*new, *(kept[id] for id in removed), *(kept[p.id] for p in new if p.id in kept)]
    other = {}
    if draw(st.booleans()):
        seals = tuple(draw(st.lists(provinces.seals, max_size=3)))
        other["seals"] = seals
        moved += [seal for seal in (*world.seals, *seals) if seal not in world.seals or seal not in seals]
    for name, strategy in (("agreements", provinces.agreements), ("bundles", provinces.bundles)):
        if draw(st.integers(0, 3)) == 0:
            old = dict(getattr(world, name))
            one = draw(strategy(draw(st.sampled_from((*old, f"{name}9")))))
            moved += [one, *([old[one.id]] if one.id in old else [])]
            other[name] = old | {one.id: one}
    if draw(st.integers(0, 3)) == 0:
        park = draw(provinces.parks(draw(st.sampled_from(sorted(world.parks)))[-1]))
        moved += [park, world.parks[park.id]]
        other["parks"] = dict(world.parks) | {park.id: park}
    return changed(world, new, removed, **other), moved


@given(provinces.worlds(), days, st.data())
@settings(max_examples=60)
def test_a_changed_world_is_as_if_built_anew(world, day, data):
    for park in world.parks:
        touched(world, (park, "permit"))
    list(cells(world, [(park, item) for park in world.parks for item in world.items], day))
    after, _ = data.draw(changes(world))
    fresh = anew(after)
    assert list(after.instruments) == list(fresh.instruments)
    assert after.windows == fresh.windows
    for item in ITEMS:
        assert after.about(item) == fresh.about(item)
        for body in BODIES:
            assert after.given(body, item) == fresh.given(body, item)
            for power in POWERS:
                given = (body, power, item, "511502", day, {"size": 3})
                assert index_of(after).may(*given) == authority.may(fresh, *given)
                assert (answer := index_of(after).verdict(*given)) == (
                    answer if isinstance(answer, Allowed) else authority.may(fresh, *given).rule
                )
        assert index_of(after).who("decide", item, "511502", day) == authority.who(fresh, "decide", item, "511502", day)


@given(provinces.worlds(), days, st.sampled_from(sorted(POWERS)), st.sampled_from(provinces.PLACES), st.data())
@settings(max_examples=100)
def test_the_index_agrees_where_windows_desks_and_mergers_play_a_part(world, day, power, place, data):
    facts = data.draw(
        st.fixed_dictionaries({}, optional={"size": st.integers(0, 9) | st.floats(), "clean": st.booleans()})
    )
    index = index_of(world)
    for item in ITEMS:
        for body in BODIES:
            answer = authority.may(world, body, power, item, place, day, facts)
            assert index.may(body, power, item, place, day, facts) == answer
            expected = answer if isinstance(answer, Allowed) else answer.rule
            assert index.verdict(body, power, item, place, day, facts) == expected
        assert index.who(power, item, place, day, facts) == authority.who(world, power, item, place, day, facts)


@settings(max_examples=30)
@given(provinces.worlds())
def test_a_park_whose_county_is_not_known_is_left_out(world):
    lost = replace(next(iter(world.parks.values())), id="lost", places=())
    wider = changed(world, parks={**world.parks, "lost": lost})
    for paper in world.instruments.values():
        assert all(park != "lost" for park, _ in touched(wider, paper))
