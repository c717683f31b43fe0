from datetime import date, timedelta

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shared import shared
from yuanban.law import clock
from yuanban.law.calendar import is_workday
from yuanban.law.clock import Event, Given, alert_on, answer, explain, explain_briefly, ledger, light_on, read

ONE = timedelta(1)


def on(month, day, year=2026):
    return date(year, month, day)


MONDAY = on(3, 2)


def plain(promised=10, statutory=20, day=MONDAY, joint=False):
    return Given(day, day, statutory, promised, joint)


def excluded(day, ground="expert-review", told=True):
    return Event(day, "excluded", ground=ground, told=told)


def resumed(day):
    return Event(day, "resumed")


def extended(day, days=10, by="organ-head", told=True):
    return Event(day, "extended", days=days, approved_by=by, told=told)


# -- the scenarios a jurist reads ----------------------------------------------------------------------------


def test_every_scenario_of_the_clock():
    asked = 0
    for scenario in yaml.safe_load(shared("cases/clock.yaml").read_text(encoding="utf-8")):
        for ask in scenario["ask"]:
            c = ask["clock"]
            case = Given(c["received"], c.get("accepted"), c["statutory"], c["promised"], c.get("joint", False))
            reading = read(case, [Event(**event) for event in c["events"]], c["day"])
            got = {key: getattr(reading, key) for key in ask["expect"]}
            assert got == ask["expect"], scenario["title"]
            asked += len(got)
    assert asked > 20


# -- acceptance ----------------------------------------------------------------------------------------------


def test_silence_for_five_working_days_is_acceptance_as_of_receipt():
    case = Given(on(4, 29), None, 20, 10)
    assert read(case, [], on(5, 9)).accept_by == on(5, 9)
    after = read(case, [], on(5, 10))
    assert (after.accepted_on, after.deemed, after.accept_by) == (on(4, 29), True, None)


def test_an_acceptance_after_the_five_days_changes_nothing():
    late = Given(on(3, 2), on(3, 20), 20, 10)
    reading = read(late, [], on(3, 20))
    assert (reading.accepted_on, reading.deemed) == (on(3, 2), True)
    in_time = Given(on(3, 2), on(3, 9), 20, 10)
    assert read(in_time, [], on(3, 20)).accepted_on == on(3, 9)


def test_a_supplement_stops_the_five_days_and_the_rest_of_them_runs_on():
    case = Given(on(3, 2), None, 20, 10)
    events = [Event(on(3, 4), "supplement-asked"), Event(on(3, 16), "supplemented")]
    waiting = read(case, events, on(3, 13))
    assert (waiting.accepted_on, waiting.paused, waiting.light, waiting.accept_by) == (None, True, "paused", None)
    assert read(case, events, on(3, 20)).accept_by == on(3, 20)
    after = read(case, events, on(3, 21))
    assert (after.accepted_on, after.deemed) == (on(3, 16), True)


def test_a_supplement_asked_after_silence_or_acceptance_has_no_effect():
    silent = read(Given(on(3, 2), None, 20, 10), [Event(on(3, 10), "supplement-asked")], on(3, 10))
    assert (silent.rule, silent.accepted_on) == ("deemed-accepted", on(3, 2))
    accepted = read(Given(on(3, 2), on(3, 3), 20, 10), [Event(on(3, 4), "supplement-asked")], on(3, 4))
    assert (accepted.rule, accepted.accepted_on, accepted.paused) == ("supplement-once", on(3, 3), False)


def test_a_supplement_on_the_day_of_acceptance_is_no_fault():
    case = Given(on(3, 2), on(3, 9), 20, 10)
    events = [Event(on(3, 4), "supplement-asked"), Event(on(3, 9), "supplemented")]
    reading = read(case, events, on(3, 10))
    assert (reading.accepted_on, reading.deemed, reading.counted, reading.rule) == (on(3, 9), False, 1, None)


def test_limits_do_not_run_before_acceptance():
    reading = read(Given(on(3, 2), None, 20, 10), [], on(3, 4))
    assert (reading.counted, reading.promised_due, reading.statutory_due, reading.light) == (0, None, None, "green")


# -- exclusion, extension, decision --------------------------------------------------------------------------


def test_time_excluded_is_paused_and_both_limits_wait():
    events = [excluded(on(3, 5)), resumed(on(3, 12))]
    during = read(plain(), events, on(3, 10))
    assert (during.light, during.paused, during.counted) == ("paused", True, 2)
    after = read(plain(), events, on(3, 12))
    assert (after.light, after.counted, after.promised_due, after.statutory_due) == (
        "green",
        3,
        on(3, 23),
        on(4, 7),
    )


def test_while_paused_the_due_days_are_the_earliest_they_can_be():
    events = [excluded(on(3, 5))]
    dues = [read(plain(), events, day).promised_due for day in (on(3, 5), on(3, 6), on(3, 11))]
    assert dues == [on(3, 17), on(3, 18), on(3, 23)]
    assert read(plain(), [*events, resumed(on(3, 12))], on(3, 12)).promised_due == on(3, 23)


def test_a_limit_already_missed_stays_visible_in_a_pause():
    reading = read(plain(promised=3), [excluded(on(3, 9))], on(3, 16))
    assert (reading.light, reading.paused) == ("red", True)


@pytest.mark.parametrize("ground", sorted(clock.GROUNDS))
def test_each_of_the_eight_grounds_stops_the_clock(ground):
    assert read(plain(), [excluded(on(3, 5), ground)], on(3, 10)).paused


@pytest.mark.parametrize("event", [excluded(on(3, 5), "lunch"), excluded(on(3, 5), told=False)])
def test_an_unlawful_exclusion_changes_nothing(event):
    with_it = read(plain(), [event, resumed(on(3, 12))], on(3, 12))
    without = read(plain(), [], on(3, 12))
    assert with_it.rule == "excluded-time" and len(with_it.refusals) == 1
    assert (with_it.counted, with_it.promised_due) == (without.counted, without.promised_due)


@pytest.mark.parametrize(
    "events",
    [
        [resumed(on(3, 5))],
        [excluded(on(3, 5)), resumed(on(3, 6)), resumed(on(3, 9))],
        [excluded(on(3, 5)), excluded(on(3, 6), "hearing")],
        [Event(on(3, 5), "supplemented")],
        [Event(on(2, 27), "decided")],
        [Event(on(3, 5), "decided"), Event(on(3, 6), "decided")],
        [Event(on(3, 5), "decided"), excluded(on(3, 6))],
    ],
)
def test_events_out_of_order_have_no_effect(events):
    assert read(plain(), events, on(3, 13)).rule == "event-order"


def test_limits_not_yet_running_can_be_neither_stopped_nor_extended_nor_ended():
    case = Given(on(3, 2), None, 20, 10)
    for event in (excluded(on(3, 4)), extended(on(3, 4)), Event(on(3, 4), "decided")):
        assert read(case, [event], on(3, 5)).rule == "event-order"


def test_two_exclusions_add_up():
    events = [excluded(on(3, 4)), resumed(on(3, 6)), excluded(on(3, 10), "hearing"), resumed(on(3, 12))]
    reading = read(plain(), events, on(3, 20))
    assert (reading.counted, reading.promised_due) == (10, on(3, 20))


def test_an_exclusion_after_the_limit_is_used_does_not_move_it():
    events = [excluded(on(3, 6)), resumed(on(3, 12))]
    reading = read(plain(promised=3), events, on(3, 12))
    assert (reading.promised_due, reading.light) == (on(3, 5), "red")


def test_an_exclusion_from_the_day_of_acceptance_leaves_day_zero_alone():
    events = [excluded(on(3, 2)), resumed(on(3, 5))]
    reading = read(plain(), events, on(3, 5))
    assert (reading.counted, reading.promised_due) == (1, on(3, 18))


def test_an_exclusion_resumed_the_same_day_costs_nothing():
    events = [excluded(on(3, 5)), resumed(on(3, 5))]
    assert read(plain(), events, on(3, 9)).promised_due == on(3, 16)


@pytest.mark.parametrize(
    ("event", "joint"),
    [
        (extended(on(3, 9), days=11), False),
        (extended(on(3, 9), days=0), False),
        (extended(on(3, 9), by="government-head"), False),
        (extended(on(3, 9), by=None), False),
        (extended(on(3, 9), told=False), False),
        (extended(on(3, 9), days=15), True),
        (extended(on(3, 9), days=16, by="government-head"), True),
        (extended(on(4, 1)), False),
    ],
)
def test_an_unlawful_extension_moves_nothing(event, joint):
    reading = read(plain(joint=joint), [event], on(4, 2))
    assert reading.rule == "extension"
    assert reading.statutory_due == on(3, 30)


def test_an_extension_moves_both_limits_and_only_once():
    reading = read(plain(), [extended(on(3, 12), days=5), extended(on(3, 13), days=5)], on(3, 13))
    assert (reading.promised_due, reading.statutory_due, reading.rule) == (on(3, 23), on(4, 7), "extension")


def test_the_last_day_of_the_limit_is_not_too_late_to_extend():
    assert read(plain(), [extended(on(3, 30))], on(3, 30)).rule is None


def test_an_extension_may_be_approved_while_time_stands_still():
    events = [excluded(on(3, 30)), extended(on(4, 10)), resumed(on(4, 20))]
    assert read(plain(), events, on(4, 20)).rule is None


def test_after_the_decision_the_light_and_the_count_stay():
    events = [Event(on(3, 12), "decided")]
    reading = read(plain(), events, on(6, 30))
    assert (reading.counted, reading.light, reading.deliver_by) == (8, "green", on(3, 26))
    assert read(plain(), [Event(on(3, 18), "decided")], on(6, 30)).light == "red"
    assert alert_on(plain(), events, on(3, 12)) is None


def test_a_decision_ends_a_pause():
    reading = read(plain(), [excluded(on(3, 5)), Event(on(3, 10), "decided")], on(3, 20))
    assert (reading.paused, reading.light, reading.counted) == (False, "green", 3)


def test_events_yet_to_come_do_not_count():
    events = [excluded(on(3, 5)), resumed(on(3, 12)), Event(on(3, 20), "decided")]
    assert read(plain(), events, on(3, 4)) == read(plain(), [], on(3, 4))


def test_events_may_be_given_in_any_order():
    events = [resumed(on(3, 12)), excluded(on(3, 5))]
    assert read(plain(), events, on(3, 12)).counted == 3


def test_a_promise_longer_than_the_law_counts_as_the_law():
    reading = read(plain(promised=30, statutory=20), [], on(3, 3))
    assert reading.promised_due == reading.statutory_due


def test_an_item_promised_on_the_spot_is_due_the_same_day():
    case = plain(promised=0)
    assert (read(case, [], on(3, 2)).promised_due, light_on(case, [], on(3, 2))) == (on(3, 2), "yellow")
    assert light_on(case, [], on(3, 3)) == "red"


def test_a_due_day_in_an_unannounced_year_is_provisional():
    assert read(plain(day=on(12, 20)), [], on(12, 21)).provisional
    assert not read(plain(), [], on(3, 3)).provisional


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Given(on(3, 2), None, -1, 10),
        lambda: Given(on(3, 2), on(3, 1), 20, 10),
        lambda: read(plain(), [Event(on(3, 3), "paused")], on(3, 4)),
    ],
)
def test_nonsense_is_an_error_in_words(wrong):
    with pytest.raises(ValueError, match="时限|受理日期|期限事件"):
        wrong()


# -- in words ------------------------------------------------------------------------------------------------


def test_every_day_is_explained():
    events = [excluded(on(10, 12)), resumed(on(10, 19))]
    lines = explain(ledger(plain(7, day=on(9, 28)), events, on(10, 20)))
    assert len(lines) == 23
    assert lines[0] == "2026年9月28日（星期一）受理，当日不计"
    assert lines[3] == "10月1日（星期四）国庆节放假，不计"
    assert lines[12] == "10月10日（星期六）调休上班，第5个工作日"
    assert lines[13] == "10月11日（星期日）休息日，不计"
    assert lines[14] == "10月12日（星期一）专家评审，已书面告知，不计入期限（《行政许可法》第四十五条）"
    assert lines[21] == "10月19日（星期一）第6个工作日；恢复计时"


def test_runs_of_days_are_told_together():
    events = [excluded(on(10, 12)), resumed(on(10, 19))]
    assert explain_briefly(ledger(plain(7, day=on(9, 28)), events, on(10, 20))) == [
        "2026年9月28日（星期一）受理，当日不计",
        "9月29日至9月30日　第1至第2个工作日，共2日",
        "10月1日至10月7日　国庆节放假，不计，共7日",
        "10月8日至10月10日　第3至第5个工作日，共3日",
        "10月11日（星期日）休息日，不计",
        "10月12日至10月18日　专家评审，已书面告知，不计入期限（《行政许可法》第四十五条），共7日",
        "10月19日（星期一）第6个工作日；恢复计时",
        "10月20日（星期二）第7个工作日",
    ]


def test_the_days_before_acceptance_are_explained_too():
    case = Given(on(3, 2), None, 20, 10)
    events = [Event(on(3, 4), "supplement-asked"), Event(on(3, 6), "supplemented")]
    assert explain(ledger(case, events, on(3, 9))) == [
        "2026年3月2日（星期一）收件，当日不计",
        "3月3日（星期二）待受理第1个工作日",
        "3月4日（星期三）待申请人补正，不计入受理期限；一次告知补正",
        "3月5日（星期四）待申请人补正，不计入受理期限",
        "3月6日（星期五）待申请人补正，不计入受理期限；收到补正材料",
        "3月7日（星期六）休息日，不计",
        "3月8日（星期日）休息日，不计",
        "3月9日（星期一）待受理第2个工作日",
    ]
    assert "视为受理" in explain(ledger(case, events, on(3, 20)))[4]


def test_an_unlawful_event_is_told_on_its_day():
    lines = explain(ledger(plain(), [excluded(on(3, 5), told=False)], on(3, 5)))
    assert lines[-1] == "3月5日（星期四）第3个工作日；专家评审所需时间没有书面告知申请人，期间照常计入"


def test_an_unannounced_year_is_told_at_the_end():
    lines = explain_briefly(ledger(plain(day=on(12, 28)), [], on(1, 5, 2027)))
    assert lines[-1] == "2027年放假安排尚未公布，该年日期为暂定，公布后重新计算。"
    assert any(line.startswith("2027年1月1日（星期五）元旦放假") for line in lines)


def test_the_reading_is_answered_in_words():
    assert answer(read(plain(), [Event(on(3, 12), "decided")], on(3, 12))) == [
        "2026-03-02受理，已用8个工作日。",
        "承诺办结日2026-03-16，法定办结日2026-03-30。",
        "2026-03-12作出决定，应当不迟于2026-03-26送达。",
    ]
    assert answer(read(Given(on(3, 2), None, 20, 10), [], on(3, 2))) == [
        "尚未受理，至2026-03-09仍不告知补正的，视为受理。"
    ]
    assert "恢复计时后顺延" in answer(read(plain(), [excluded(on(3, 5))], on(3, 9)))[1]
    assert "（《行政许可法》第四十二条）" in answer(read(plain(), [extended(on(3, 5), days=99)], on(3, 9)))[-1]


def test_an_answer_while_waiting_for_the_applicant():
    asked = [Event(on(3, 3), "supplement-asked")]
    assert answer(read(Given(on(3, 2), None, 20, 10), asked, on(3, 4))) == ["等待申请人补正，受理期限中止。"]


# -- properties ----------------------------------------------------------------------------------------------

STARTS = st.dates(date(2019, 1, 1), date(2026, 3, 31))
LIMITS = st.integers(0, 45)


@st.composite
def events_from(draw, start):
    """Any events in the first weeks of a case, lawful or not."""
    kinds = st.sampled_from(["excluded", "resumed", "extended", "supplement-asked", "supplemented", "decided"])
    grounds = st.sampled_from([*clock.GROUNDS, "lunch"])
    heads = st.sampled_from(["organ-head", "government-head", None])
    one = st.builds(
        Event,
        day=st.integers(-2, 40).map(lambda n: start + n * ONE),
        did=kinds,
        ground=grounds,
        told=st.sampled_from([True, True, True, False]),
        days=st.integers(0, 16),
        approved_by=heads,
    )
    return draw(st.lists(one, max_size=6))


@st.composite
def cases(draw):
    start = draw(STARTS)
    accepted = draw(st.one_of(st.none(), st.integers(0, 12).map(lambda n: start + n * ONE)))
    case = Given(start, accepted, draw(LIMITS), draw(LIMITS), draw(st.booleans()))
    return case, draw(events_from(start)), start + draw(st.integers(0, 60)) * ONE


@given(STARTS, STARTS, LIMITS, LIMITS)
def test_later_starts_and_longer_limits_are_never_due_earlier(a, b, n, m):
    early = read(plain(min(n, m), max(n, m), day=min(a, b)), [], min(a, b))
    late = read(plain(max(n, m), max(n, m), day=max(a, b)), [], max(a, b))
    assert early.promised_due <= late.promised_due
    assert early.promised_due <= early.statutory_due <= late.statutory_due


@given(STARTS, LIMITS, st.integers(0, 30), st.integers(0, 30))
def test_an_exclusion_never_shortens(start, limit, at, length):
    events = [excluded(start + at * ONE), resumed(start + (at + length) * ONE)]
    day = start + 60 * ONE
    with_it, without = (read(plain(limit, limit, day=start), e, day) for e in (events, []))
    assert with_it.statutory_due >= without.statutory_due
    assert with_it.counted <= without.counted


@given(cases())
def test_the_ledger_sums_to_the_count(case):
    given_, events, day = case
    days = ledger(given_, events, day)
    reading = read(given_, events, day)
    assert sum(one.status == "counted" for one in days) == reading.counted
    assert [one.number for one in days if one.status == "counted"] == list(range(1, reading.counted + 1))
    assert all(is_workday(one.day) for one in days if one.status in ("counted", "waiting"))
    assert [one.day for one in days] == [given_.received + n * ONE for n in range(len(days))]


@given(cases())
def test_every_ledger_can_be_told(case):
    days = ledger(*case)
    assert len(explain(days)) >= len(days)
    assert len(explain_briefly(days)) <= len(explain(days))


@given(cases())
def test_a_due_day_is_the_day_on_which_the_limit_is_used(case):
    given_, events, day = case
    past = [event for event in events if event.day <= day]
    reading = read(given_, past, day)
    if reading.accepted_on is None or reading.paused or reading.decided_on:
        return
    limit = min(given_.promised, given_.statutory) + reading.extended
    # Silence is acceptance only once the fifth day is over: seen from an earlier day the same days still wait.
    days = ledger(given_, past, max(day, reading.statutory_due))
    numbers = {one.number: one.day for one in days if one.status == "counted"}
    assert reading.promised_due == (numbers[limit] if limit else reading.accepted_on)


@settings(max_examples=60)
@given(cases())
def test_the_next_alert_is_the_next_day_with_another_light(case):
    given_, events, day = case
    past = [event for event in events if event.day <= day]
    light = light_on(given_, past, day)
    days = (day + n * ONE for n in range(1, 160))
    assert alert_on(given_, events, day) == next((d for d in days if light_on(given_, past, d) != light), None)
