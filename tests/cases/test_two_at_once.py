"""Two at once, each on a connection of its own: exactly one wins, the other is told, and nothing is lost or doubled."""

import datetime as dt
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from tests.cases.matter import RESTAURANT, building_permit, kinds, mate, owner
from tests.cast import DAY, PDF, at
from yuanban.accounts.models import Enterprise
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.apply import apply
from yuanban.cases.actions.ask_hearing import ask_hearing
from yuanban.cases.actions.ask_supplement import ask_supplement
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.receive import receive
from yuanban.cases.actions.review import review
from yuanban.cases.actions.seal import seal
from yuanban.cases.actions.supply import supply
from yuanban.cases.actions.sweep import sweep
from yuanban.cases.actions.tell_hearing import tell_hearing
from yuanban.cases.actions.terminate import terminate
from yuanban.cases.actions.waive_hearing import waive_hearing
from yuanban.cases.files import keep
from yuanban.cases.models import Case, CaseMaterial
from yuanban.cases.verify import verify_case
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.ledger.models import Event
from yuanban.papers.models import Paper
from yuanban.papers.verify import differences
from yuanban.voice.actions.rate import rate
from yuanban.voice.models import Rating

LOST = {"changed-meanwhile", "wrong-state", "rate-once"}


def at_once(*doings):
    """Do them all in the same moment. -> what each gave, or the rule that refused it."""
    ready = Barrier(len(doings))

    def one(doing):
        try:
            connections["default"].ensure_connection()
            ready.wait(timeout=30)
            return doing()
        except Refusal as refusal:
            return refusal.rule
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(one, doings))


def won(results):
    """The one that went through; all others were refused in the known words."""
    through = [one for one in results if not isinstance(one, str)]
    assert len(through) == 1, results
    assert {one for one in results if isinstance(one, str)} <= LOST
    return through[0]


def whole(case):
    case.refresh_from_db()
    assert case.version == Event.objects.filter(stream=case.stream).count()
    assert verify_case(case) == []
    assert differences(case) == []
    return case


@pytest.mark.django_db(transaction=True)
def test_a_step_pressed_twice_is_taken_once(open_town):
    """Each step of one matter in turn, pressed four times at once."""
    town, case = open_town, building_permit(open_town)
    for state, name, verb, more in [
        ("applied", "chuangkou", receive, []),
        ("received", "yuanqu", accept, []),
        ("reviewed", "yuanqu", decide, ["granted"]),
        ("decided", "yuanqu", seal, []),
    ]:
        town.until(case, state)
        version, papers = case.version, Paper.objects.filter(case=case).count()
        actor = town.actor(name)
        done = won(at_once(*[lambda v=verb, a=actor, m=more: v(a, case.number, *m)] * 4))
        assert whole(case).state == done.state != state
        assert case.version == version + 1
        assert Paper.objects.filter(case=case).count() - papers == (verb in (receive, accept))


@pytest.mark.django_db(transaction=True)
def test_two_people_of_opposite_minds(open_town):
    town = open_town
    case = town.until(building_permit(town), "accepted")
    first, second = town.actor("yuanqu"), town.actor("yuanqu2")
    results = at_once(lambda: review(first, case.number, "可以。"), lambda: review(second, case.number, "可以。"))
    whole(case)
    assert len(case.reviewers) == len(set(case.reviewers)) == sum(not isinstance(one, str) for one in results)
    town.until(case, "reviewed")
    grants, denies = town.actor("yuanqu"), town.actor("yuanqu3")
    done = won(
        at_once(
            lambda: decide(grants, case.number, "granted"),
            lambda: decide(denies, case.number, "denied", "布局与图纸不一致。"),
        )
    )
    assert whole(case).outcome == done.outcome
    assert kinds(case).count("case.decided") == 1


@pytest.mark.django_db(transaction=True)
def test_a_supplement_and_the_sweep_in_the_same_moment(open_town):
    """On the day after the fifth, a notice sent with the page of yesterday meets the sweep: accepted, and never both."""
    town = open_town
    case = town.until(building_permit(town), "received")
    code = case.materials.filter(state="given").first().code
    approver, late = town.actor("yuanqu", at(add_workdays(DAY, 5))), at(add_workdays(DAY, 6))
    asked, swept = at_once(lambda: ask_supplement(approver, case.number, {code: "缺页"}), lambda: sweep(late))
    whole(case)
    told = kinds(case)
    assert ("case.supplement-asked" in told) != ("case.deemed-accepted" in told)
    assert case.state == ("accepted" if isinstance(asked, str) else "supplementing")
    assert swept["deemed"] == told.count("case.deemed-accepted")


@pytest.mark.django_db(transaction=True)
def test_an_answer_handed_in_twice(open_town):
    town = open_town
    case = town.until(building_permit(town), "received")
    code = case.materials.filter(state="given").first().code
    ask_supplement(town.actor("yuanqu"), case.number, {code: "缺页"})
    files = {code: keep(owner(), "补正.pdf", PDF).pk}
    won(at_once(*[lambda: supply(owner(), case.number, files)] * 3))
    assert whole(case).state == "received"
    assert kinds(case).count("case.supplemented") == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_in_the_second_in_which_the_sweep_closes_the_case(open_town):
    """Whoever is first stands whole; an answer that was acknowledged is in the case."""
    town = open_town
    for _ in range(3):
        case = town.until(building_permit(town), "received")
        code = case.materials.filter(state="given").first().code
        ask_supplement(town.actor("yuanqu"), case.number, {code: "看不清"})
        late = at(whole(case).supply_by + dt.timedelta(days=1))
        upload = keep(owner(), "补正.pdf", PDF + b"late").pk
        answer, swept = at_once(
            lambda c=case, u=upload, k=code, t=late: supply(owner(t), c.number, {k: u}), lambda t=late: sweep(t)
        )
        if isinstance(answer, str):
            assert (answer in LOST, swept["lapsed"]) == (True, 1)
            assert (whole(case).state, case.materials.get(code=code).upload_id == upload) == ("withdrawn", False)
        else:
            assert swept["lapsed"] == 0
            assert (whole(case).state, case.materials.get(code=code).upload_id) == ("received", upload)


@pytest.mark.django_db(transaction=True)
def test_a_hearing_told_twice_asked_and_waived_at_once_and_a_decision_in_between(open_town):
    """One row, one answer; and whoever decides while the hearing is asked for is refused, or was quicker and stands."""
    town = open_town
    case = town.until(building_permit(town), "reviewed")
    first, second = town.actor("yuanqu"), town.actor("yuanqu2")
    told = [lambda a=a: tell_hearing(a, case.number, "interests", "采光受影响。") for a in (first, second)]
    won(at_once(*told))
    assert whole(case).hearing.state == "told"
    won(at_once(lambda: ask_hearing(owner(), case.number), lambda: ask_hearing(mate(), case.number)))
    assert (whole(case).state, case.hearing.state) == ("paused", "asked")
    waive_hearing(owner(), case.number)
    assert (whole(case).state, case.hearing.state) == ("reviewed", "waived")
    results = at_once(
        lambda: decide(first, case.number, "granted"),
        lambda: terminate(second, case.number, "impossible", "场地灭失。"),
        lambda: decide(second, case.number, "denied", "不符合条件。"),
    )
    done = won([one if one != "no-post" else "wrong-state" for one in results])
    assert whole(case).state == done.state


@pytest.mark.django_db(transaction=True)
def test_rating_twice_at_once(open_town):
    case = open_town.until(building_permit(open_town), "delivered")
    who = owner()
    won(at_once(*[lambda level=level: rate(who, case.number, level) for level in (1, 5, 5, 1)]))
    assert Rating.objects.filter(case=case).count() == 1
    assert kinds(whole(case)).count("case.rated") == 1


@pytest.mark.django_db(transaction=True)
def test_sixteen_at_the_counter_get_numbers_of_their_own(open_town):
    """16 connections × 40 applications: no number twice, no row lost."""
    town = open_town
    item = town.item("企业投资项目备案", "cp-ndrc")
    application = town.application("lingang", item, Enterprise.objects.get(code=RESTAURANT), investment_wan=100)
    who = owner()

    def forty():
        return [apply(who, application)[0].number for _ in range(40)]

    numbers = [number for part in at_once(*[forty] * 16) for number in part]
    assert len(set(numbers)) == len(numbers) == 640
    serials = sorted(int(number[-4:]) for number in numbers)
    assert serials == list(range(1, 641))
    kept = Case.objects.filter(number__in=numbers)
    assert kept.count() == 640
    handed = Counter(CaseMaterial.objects.filter(case__in=kept).values_list("case", flat=True))
    assert set(handed.values()) == {item.versions.get().materials.count()}
    assert Event.objects.filter(kind="case.applied", seq=1).count() == 640
