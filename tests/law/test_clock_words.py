"""What the clock says, word for word, and the edges of its limits."""

from datetime import date

import pytest

from yuanban.law.clock import Event, Given, alert_on, answer, explain, explain_briefly, ledger, light_on, read
from yuanban.law.timeline import timeline


def day(month, number):
    return date(2026, month, number)


GIVEN = Given(day(3, 2), day(3, 2), 20, 10)
WAITING = Given(day(3, 2), None, 20, 10)
ASKED = Event(day(3, 4), "supplement-asked")
STOP = Event(day(3, 4), "excluded", ground="testing", told=True)
LONGER = Event(day(3, 12), "extended", days=10, approved_by="organ-head", told=True)


@pytest.mark.parametrize(
    ("given", "events", "until", "rule", "because"),
    [
        (GIVEN, [Event(day(3, 1), "decided")], day(3, 3), "event-order", "事件早于收件日期不产生效力。"),
        (
            GIVEN,
            [Event(day(3, 3), "decided"), Event(day(3, 4), "decided")],
            day(3, 5),
            "event-order",
            "本件已经作出决定，此后的期限事件不产生效力。",
        ),
        (
            WAITING,
            [Event(day(3, 3), "decided")],
            day(3, 5),
            "event-order",
            "本件尚未受理，期限没有开始计算，这一事件不产生效力。",
        ),
        (GIVEN, [Event(day(3, 3), "supplemented")], day(3, 5), "event-order", "没有待补正的告知，这次补正不产生效力。"),
        (
            WAITING,
            [ASKED, Event(day(3, 5), "supplemented"), Event(day(3, 6), "supplemented")],
            day(3, 6),
            "event-order",
            "没有待补正的告知，这次补正不产生效力。",
        ),
        (GIVEN, [STOP, STOP], day(3, 5), "event-order", "此前的不计时尚未恢复，重复的中止不产生效力。"),
        (GIVEN, [Event(day(3, 5), "resumed")], day(3, 5), "event-order", "此前没有中止计时，这次恢复不产生效力。"),
        (
            GIVEN,
            [STOP, Event(day(3, 5), "resumed"), Event(day(3, 6), "resumed")],
            day(3, 6),
            "event-order",
            "此前没有中止计时，这次恢复不产生效力。",
        ),
        (
            WAITING,
            [Event(day(3, 10), "supplement-asked")],
            day(3, 10),
            "deemed-accepted",
            "收件后五个工作日内没有告知补正，本件已视为受理，不得再要求补正。",
        ),
        (GIVEN, [ASKED], day(3, 5), "supplement-once", "本件已经受理，不得再要求补正。"),
        (
            WAITING,
            [ASKED, Event(day(3, 5), "supplement-asked")],
            day(3, 5),
            "supplement-once",
            "本件已经一次性告知过补正，第一次告知时能够发现的问题，不得再次要求补正。",
        ),
        (
            GIVEN,
            [Event(day(3, 31), "extended", days=10, approved_by="organ-head", told=True)],
            day(3, 31),
            "extension",
            "法定期限已于2026-03-30届满，不得再延长。",
        ),
        (
            GIVEN,
            [LONGER, Event(day(3, 13), "extended", days=5, approved_by="organ-head", told=True)],
            day(3, 13),
            "extension",
            "本件已经延长过一次，不得再次延长。",
        ),
    ],
)
def test_an_event_without_effect_says_why_and_stays_in_the_notes(given, events, until, rule, because):
    line = timeline(given, events, until)
    assert [(one.rule, one.because) for one in line.refusals] == [(rule, because)]
    assert (events[-1].day, because.rstrip("。")) in line.notes


def test_an_extension_on_the_last_day_of_the_limit_still_counts():
    event = Event(day(3, 30), "extended", days=10, approved_by="organ-head", told=True)
    reading = read(GIVEN, [event], day(3, 30))
    assert (reading.rule, reading.statutory_due) == (None, day(4, 14))
    assert timeline(GIVEN, [event], day(3, 30)).notes == [(day(3, 30), "经批准延长10个工作日，已告知理由")]


def test_a_joint_case_is_extended_by_fifteen_days_of_the_government_head():
    joint = Given(day(3, 2), day(3, 2), 45, 30, joint=True)
    event = Event(day(3, 12), "extended", days=15, approved_by="government-head", told=True)
    assert read(joint, [event], day(3, 12)).extended == 15


@pytest.mark.parametrize(
    ("event", "note"),
    [
        (ASKED, "一次告知补正"),
        (Event(day(3, 4), "excluded", ground="天气", told=True), "“天气”不是法定的不计入期限的情形，期间照常计入"),
    ],
)
def test_each_event_leaves_its_note(event, note):
    given = WAITING if event is ASKED else GIVEN
    assert timeline(given, [event], day(3, 4)).notes == [(day(3, 4), note)]


def test_a_resumed_and_decided_case_notes_both_in_order():
    events = [STOP, Event(day(3, 9), "resumed"), Event(day(3, 9), "decided")]
    line = timeline(GIVEN, events, day(3, 20))
    assert line.notes == [(day(3, 9), "恢复计时"), (day(3, 9), "作出决定")]
    assert ledger(GIVEN, events, day(3, 20))[-1].note == "恢复计时；作出决定"


def test_a_decision_ends_a_stop_that_is_still_open():
    line = timeline(GIVEN, [STOP, Event(day(3, 9), "decided")], day(3, 20))
    assert (line.stops[-1].first, line.stops[-1].ground, line.stops[-1].resumed) == (day(3, 4), "testing", day(3, 9))
    assert line.paused() is False


def test_the_end_of_a_stop_without_effect_has_none_either_and_the_next_stop_is_good():
    unlawful = Event(day(3, 4), "excluded", ground="testing")
    events = [unlawful, Event(day(3, 5), "resumed"), Event(day(3, 6), "resumed")]
    line = timeline(GIVEN, events, day(3, 6))
    assert [refusal.rule for refusal in line.refusals] == ["excluded-time", "event-order"]
    assert line.ignoring_stop is False
    again = [unlawful, Event(day(3, 5), "excluded", ground="testing", told=True), Event(day(3, 9), "resumed")]
    assert [(stop.first, stop.resumed) for stop in timeline(GIVEN, again, day(3, 9)).stops] == [(day(3, 5), day(3, 9))]


def test_a_given_that_cannot_be_says_why():
    with pytest.raises(ValueError, match=r"^办理时限不能是负数。$"):
        Given(day(3, 2), None, -1, 0)
    with pytest.raises(ValueError, match=r"^办理时限不能是负数。$"):
        Given(day(3, 2), None, 0, -1)
    with pytest.raises(ValueError, match=r"^受理日期2026-03-01早于收件日期2026-03-02。$"):
        Given(day(3, 2), day(3, 1), 0, 0)
    with pytest.raises(ValueError, match=r"^不认识的期限事件：slept。$"):
        timeline(GIVEN, [Event(day(3, 3), "slept")], day(3, 3))
    assert Given(day(3, 2), day(3, 2), 0, 0).joint is False


def test_materials_asked_for_on_the_day_of_receipt_leave_the_five_days_whole():
    events = [Event(day(3, 2), "supplement-asked"), Event(day(3, 9), "supplemented")]
    assert read(WAITING, events, day(3, 9)).accept_by == day(3, 16)


def test_a_supplement_on_the_day_of_acceptance_comes_before_it():
    given = Given(day(3, 2), day(3, 4), 20, 10)
    reading = read(given, [ASKED], day(3, 4))
    assert (reading.rule, reading.accepted_on, reading.paused) == (None, day(3, 4), False)
    late = read(given, [Event(day(3, 5), "supplement-asked")], day(3, 5))
    assert (late.rule, late.accepted_on) == ("supplement-once", day(3, 4))


def test_a_word_after_the_five_days_comes_too_late():
    given = Given(day(3, 2), day(3, 10), 20, 10)
    assert read(given, [], day(3, 10)).accepted_on == day(3, 2)
    assert read(Given(day(3, 2), day(3, 9), 20, 10), [], day(3, 10)).accepted_on == day(3, 9)


def test_time_excluded_on_the_day_before_the_count_begins_costs_nothing():
    stop = Event(day(3, 2), "excluded", ground="testing", told=True)
    line = timeline(GIVEN, [stop, Event(day(3, 3), "resumed")], day(3, 6))
    assert [line.counted(day(3, n)) for n in (2, 3, 4, 5, 6)] == [0, 1, 2, 3, 4]
    one_day = timeline(GIVEN, [STOP, Event(day(3, 5), "resumed")], day(3, 6))
    assert [one_day.counted(day(3, n)) for n in (3, 4, 5, 6)] == [1, 1, 2, 3]
    assert one_day.due(10) == day(3, 17)


# -- lights ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promised", "yellow"),
    [(10, day(3, 13)), (11, day(3, 16)), (1, day(3, 3)), (20, day(3, 26))],
)
def test_yellow_begins_once_nine_tenths_are_used(promised, yellow):
    given = Given(day(3, 2), day(3, 2), 20, promised)
    assert alert_on(given, [], day(3, 2)) == yellow
    assert light_on(given, [], yellow) == "yellow"


def test_the_lights_of_a_case_that_nobody_touches_change_on_these_days_only():
    days, last = [], day(3, 2)
    while last := alert_on(GIVEN, [], last):
        days.append((last, light_on(GIVEN, [], last)))
    assert days == [(day(3, 13), "yellow"), (day(3, 17), "red"), (day(3, 31), "breach")]


def test_silence_leads_to_acceptance_and_from_there_to_the_lights():
    short = Given(day(3, 2), None, 20, 3)
    assert alert_on(short, [], day(3, 2)) == day(3, 10)
    assert light_on(short, [], day(3, 10)) == "red"
    assert alert_on(WAITING, [], day(3, 2)) == day(3, 13)
    assert alert_on(Given(day(3, 2), day(3, 4), 20, 10), [], day(3, 2)) == day(3, 17)


def test_no_light_changes_while_time_stands_still_or_after_the_decision():
    assert alert_on(GIVEN, [STOP], day(3, 5)) is None
    assert alert_on(WAITING, [ASKED], day(3, 5)) is None
    assert alert_on(GIVEN, [Event(day(3, 5), "decided")], day(3, 5)) is None


# -- in words -------------------------------------------------------------------------------------------------


def test_a_waiting_case_in_words():
    assert answer(read(WAITING, [], day(3, 3))) == ["尚未受理，至2026-03-09仍不告知补正的，视为受理。"]
    assert answer(read(WAITING, [ASKED], day(3, 4))) == ["等待申请人补正，受理期限中止。"]


def test_a_running_case_in_words():
    assert answer(read(GIVEN, [], day(3, 4))) == [
        "2026-03-02受理，已用2个工作日。",
        "承诺办结日2026-03-16，法定办结日2026-03-30。",
    ]
    assert answer(read(WAITING, [], day(3, 10)))[0] == "2026-03-02视为受理，已用6个工作日。"


def test_a_stopped_and_a_decided_case_in_words():
    assert answer(read(GIVEN, [STOP], day(3, 5)))[1] == "承诺办结日2026-03-18，法定办结日2026-04-01（恢复计时后顺延）。"
    assert answer(read(GIVEN, [Event(day(3, 5), "decided")], day(3, 9)))[2:] == [
        "2026-03-05作出决定，应当不迟于2026-03-19送达。"
    ]


def test_a_due_day_in_a_year_without_its_notice_is_called_provisional():
    late = Given(date(2026, 12, 20), date(2026, 12, 21), 20, 10)
    assert answer(read(late, [], date(2026, 12, 22)))[2:] == ["到期日所在年度的放假安排尚未公布，日期为暂定。"]


def test_what_was_not_lawful_closes_the_answer_with_its_article():
    said = answer(read(GIVEN, [ASKED], day(3, 5)))
    assert said[2:] == ["补正应当一次告知：本件已经受理，不得再要求补正。（《行政许可法》第三十二条第一款第四项）"]


def test_the_ledger_day_by_day_in_words():
    events = [STOP, Event(day(3, 6), "resumed")]
    assert explain(ledger(GIVEN, events, day(3, 9))) == [
        "2026年3月2日（星期一）受理，当日不计",
        "3月3日（星期二）第1个工作日",
        "3月4日（星期三）检测，已书面告知，不计入期限（《行政许可法》第四十五条）",
        "3月5日（星期四）检测，已书面告知，不计入期限（《行政许可法》第四十五条）",
        "3月6日（星期五）第2个工作日；恢复计时",
        "3月7日（星期六）休息日，不计",
        "3月8日（星期日）休息日，不计",
        "3月9日（星期一）第3个工作日",
    ]


def test_the_ledger_before_acceptance_in_words():
    events = [ASKED, Event(day(3, 6), "supplemented")]
    assert explain(ledger(WAITING, events, day(3, 9))) == [
        "2026年3月2日（星期一）收件，当日不计",
        "3月3日（星期二）待受理第1个工作日",
        "3月4日（星期三）待申请人补正，不计入受理期限；一次告知补正",
        "3月5日（星期四）待申请人补正，不计入受理期限",
        "3月6日（星期五）待申请人补正，不计入受理期限；收到补正材料",
        "3月7日（星期六）休息日，不计",
        "3月8日（星期日）休息日，不计",
        "3月9日（星期一）待受理第2个工作日",
    ]
    assert explain(ledger(WAITING, [], day(3, 10)))[0] == (
        "2026年3月2日（星期一）逾期未告知补正，自此日起视为受理，当日不计（《行政许可法》第三十二条第一款第四项）"
    )


def test_the_ledger_in_runs():
    given = Given(date(2025, 12, 29), date(2025, 12, 29), 20, 10)
    assert explain_briefly(ledger(given, [], day(1, 9))) == [
        "2025年12月29日（星期一）受理，当日不计",
        "12月30日至12月31日　第1至第2个工作日，共2日",
        "2026年1月1日至1月3日　元旦放假，不计，共3日",
        "1月4日至1月9日　第3至第8个工作日，共6日",
    ]
    waiting = Given(day(3, 2), None, 20, 10)
    assert explain_briefly(ledger(waiting, [], day(3, 9))) == [
        "2026年3月2日（星期一）收件，当日不计",
        "3月3日至3月6日　待受理第1至第4个工作日，共4日",
        "3月7日至3月8日　休息日，不计，共2日",
        "3月9日（星期一）待受理第5个工作日",
    ]


def test_a_run_over_the_turn_of_the_year_names_both_years():
    given = Given(date(2026, 12, 28), date(2026, 12, 28), 20, 10)
    stop = Event(date(2026, 12, 29), "excluded", ground="hearing", told=True)
    said = explain_briefly(ledger(given, [stop], date(2027, 1, 5)))
    assert said == [
        "2026年12月28日（星期一）受理，当日不计",
        "12月29日至2027年1月5日　听证，已书面告知，不计入期限（《行政许可法》第四十五条），共8日",
        "2027年放假安排尚未公布，该年日期为暂定，公布后重新计算。",
    ]
