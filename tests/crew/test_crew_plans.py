"""The planner alone: the same answer every time, nobody beyond their shift, skill or load, and never worse than first come, first served."""

from itertools import pairwise

import pytest

from benchmarks.crew import day
from yuanban.crew.planning import Errand, Runner, baseline, may, plan

HERE = (0.0, 0.0)


def small():
    errands, runners = day()
    return errands[:40], runners[:18]


def test_the_same_question_has_the_same_answer_and_keeps_every_limit():
    errands, runners = small()
    first, again, plain = plan(errands, runners, 60), plan(errands, runners, 60), baseline(errands, runners)
    assert first == again
    assert len(first.left) <= len(plain.left)
    assert sum(v.late for v in first.late) <= sum(v.late for v in plain.late)
    if len(first.left) == len(plain.left):
        assert first.km < plain.km
    by_key, done = {e.key: e for e in errands}, []
    for runner in runners:
        route = first.routes[runner.key]
        assert len(route) <= runner.room and all(visit.leaves <= runner.ends for visit in route)
        assert all(may(runner, by_key[visit.errand]) for visit in route)
        assert all(a.leaves <= b.arrives for a, b in pairwise(route))
        done += [visit.errand for visit in route]
    assert sorted([*done, *first.left]) == [e.key for e in errands]


def test_one_way_out_instead_of_to_and_fro():
    errands = [Errand(n, (x, 0.0), (x, 0.0), 10) for n, x in enumerate((5.0, 1.0, 6.0, 2.0))]
    ours, theirs = plan(errands, [Runner(1, HERE, 540, 1020)]), baseline(errands, [Runner(1, HERE, 540, 1020)])
    assert [visit.errand for visit in ours.routes[1]] == [1, 3, 0, 2]
    assert (round(ours.km, 1), round(theirs.km, 1)) == (7.8, 23.4)


@pytest.mark.parametrize(
    ("runners", "why"),
    [
        ([], "没有人在班"),
        ([Runner(1, HERE, 540, 1020, skills=frozenset({"b"}))], "没有登记会办此事"),
        ([Runner(1, HERE, 540, 1020, areas=frozenset({2}))], "不负责这个片区"),
        ([Runner(1, HERE, 540, 1020, room=0)], "排满"),
        ([Runner(1, HERE, 540, 550)], "下班前都赶不到"),
    ],
)
def test_why_nobody_goes(runners, why):
    assert why in plan([Errand(1, (3.0, 0.0), HERE, 15, "a", 1)], runners).left[1]


def test_an_errand_named_by_hand_stays_even_when_it_is_late():
    runners = [Runner(1, HERE, 540, 1020), Runner(2, (9.0, 0.0), 540, 1020)]
    found = plan([Errand(7, HERE, HERE, 15, due=541, fixed=2)], runners)
    assert [visit.errand for visit in found.routes[2]] == [7]
    assert found.late[0].late > 0
