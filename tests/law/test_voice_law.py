"""Clocks and figures of ratings and complaints; the guards are asked about in tests/scenarios/voice.yaml."""

from datetime import date

import pytest

from yuanban.law import voice
from yuanban.law.refusal import Refusal

FRIDAY = date(2026, 11, 20)


def test_dues_run_over_weekends_and_holidays():
    assert voice.dues(FRIDAY, 1) == voice.Dues(date(2026, 11, 23), date(2026, 11, 23))
    assert voice.dues(FRIDAY, 15) == voice.Dues(date(2026, 12, 11), date(2026, 12, 10))
    assert voice.dues(date(2026, 9, 30), 1).due_on == date(2026, 10, 8)


def test_the_light_turns_at_nine_tenths_and_past_the_due_day():
    found = voice.dues(FRIDAY, 15)
    seen = [voice.light(found.due_on, found.warn_on, date(2026, 12, day)) for day in (9, 10, 11, 12)]
    assert seen == ["green", "yellow", "yellow", "red"]
    assert voice.light(found.due_on, found.warn_on, date(2027, 3, 1), done_on=date(2026, 12, 11)) == "green"
    assert voice.light(found.due_on, found.warn_on, date(2027, 3, 1), done_on=date(2026, 12, 14)) == "red"
    assert voice.light(None, None, FRIDAY) == ""


def test_late_in_working_days():
    assert [voice.late_by(FRIDAY, day) for day in (FRIDAY, date(2026, 11, 22), date(2026, 11, 24))] == [0, 0, 2]


def test_the_good_rate_is_the_first_three_of_all():
    assert voice.good_rate({1: 4, 3: 1, 4: 2, 5: 1}) == (5, 8)
    assert voice.good_rate({}) == (0, 0)


@pytest.mark.parametrize(("content", "times", "state"), [(True, 1, "closed"), (False, 1, "mend"), (False, 2, "closed")])
def test_not_content_it_is_put_right_once_more(content, times, state):
    assert voice.after_call(content, times) == state


def test_every_step_of_a_loop_leads_to_a_known_state():
    for table, states in ((voice.LOOP, voice.LOOP_STATES), (voice.CONCERN, voice.CONCERN_STATES)):
        assert {state for turn in table.values() for state in (*turn.sources, turn.target)} <= set(states)
    with pytest.raises(Refusal, match="已经结束"):
        voice.loop_turn("closed", "check")
