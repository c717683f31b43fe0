"""Any 一件事, whatever its order and whatever becomes of its parts: the way through it, and how each part stands."""

from hypothesis import given
from hypothesis import strategies as st

from yuanban.law.bundle import FAILED, GRANTED, Member, course, fates, in_turn


@st.composite
def wholes(draw):
    """Up to eight members, each waiting only for earlier ones, told in any sequence."""
    members = []
    for n in range(draw(st.integers(1, 8))):
        earlier = st.lists(st.sampled_from([one.key for one in members]), unique=True, max_size=3) if n else st.just([])
        members.append(
            Member(
                f"m{n}",
                draw(st.integers(1, 20)),
                needs=tuple(draw(earlier)),
                after=tuple(draw(earlier)),
                decisive=draw(st.integers(0, 9)) == 0,
            )
        )
    return draw(st.permutations(members))


@given(wholes())
def test_the_way_through_is_as_long_as_its_longest_chain(members):
    way, days = course(members), {one.key: one.days for one in members}
    at = {stretch.key: stretch for stretch in way.stretches}
    for one in members:
        assert at[one.key].last - at[one.key].first == one.days
        assert at[one.key].first == max((at[key].last for key in one.waits_for), default=0)
    assert way.days == max(stretch.last for stretch in way.stretches) == sum(days[key] for key in way.critical)
    for one, then in zip(way.critical, way.critical[1:], strict=False):
        assert one in next(m for m in members if m.key == then).waits_for


@given(wholes(), st.data())
def test_every_whole_comes_to_an_end_and_nothing_begins_too_soon(members, data):
    """Whatever is open is decided one way or the other until nothing is open: then nothing waits any more either."""
    outcomes: dict[str, str] = {}
    for _ in members:
        found = fates(members, outcomes)
        for one in in_turn(members):
            lost = [key for key in one.needs if outcomes.get(key) in FAILED or found[key].standing == "blocked"]
            if found[one.key].standing == "open":
                assert not lost
                assert all(found[key].standing in ("ended", "blocked") for key in one.waits_for)
            elif lost and one.key not in outcomes:
                assert found[one.key].standing == "blocked"
        going = [key for key, fate in found.items() if fate.standing == "open"]
        if not going:
            break
        outcomes[data.draw(st.sampled_from(going))] = data.draw(st.sampled_from([GRANTED, GRANTED, *FAILED]))
    assert {fate.standing for fate in fates(members, outcomes).values()} <= {"ended", "blocked"}
