import csv
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared import shared
from yuanban.law import calendar
from yuanban.law.calendar import add_workdays, is_workday, workdays_between
from yuanban.law.refusal import Refusal

DAYS = st.dates(date(2016, 1, 1), date(2026, 6, 30))
FEW = st.integers(0, 100)


def days_of(first, last):
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def test_every_day_agrees_with_four_packages():
    with shared("data/calendar/workdays.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["status"]]
    assert len(rows) == 2557
    differ = [r["date"] for r in rows if is_workday(date.fromisoformat(r["date"])) != (r["status"] == "W")]
    assert differ == []


def test_every_day_since_2015_agrees_with_chinesecalendar():
    days = days_of(date(2015, 1, 1), date(2026, 12, 31))
    assert [day for day in days if is_workday(day) != chinese_calendar.is_workday(day)] == []


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2015, 9, 3), False),  # 抗战胜利70周年
        (date(2015, 9, 4), False),
        (date(2015, 9, 6), True),
        (date(2020, 1, 31), False),  # 春节假期延长
        (date(2020, 2, 1), False),  # 原定上班，延长后放假
        (date(2020, 2, 3), True),
        (date(2026, 2, 28), True),  # 调休
        (date(2026, 10, 10), True),
    ],
)
def test_days_that_others_get_wrong(day, opens):
    assert is_workday(day) is opens


def test_each_year_names_its_notice():
    for year in range(2015, 2027):
        assert calendar.notices(year), year
        assert all(notice.url.split("/")[2] == "www.gov.cn" for notice in calendar.notices(year))
        assert all("发明电〔" in notice.number for notice in calendar.notices(year))
    assert calendar.notices(2020)[1].number == "国办发明电〔2020〕1号"


def test_make_up_days_fall_on_weekends_and_holidays_never_on_make_up_days():
    for year in calendar.years().values():
        assert all(day.weekday() >= 5 and day.year == year.year for day in year.workdays)
        assert all(day.year == year.year for day in year.holidays)
        assert not year.workdays & set(year.holidays)


def test_2027_is_provisional_and_says_so():
    assert calendar.is_provisional(date(2027, 3, 1))
    assert not calendar.is_provisional(date(2026, 12, 31))
    assert calendar.notices(2027) == ()
    assert not is_workday(date(2027, 2, 8))


def test_days_have_names():
    assert calendar.holiday_name(date(2026, 2, 17)) == "春节"
    assert calendar.holiday_name(date(2026, 3, 7)) is None
    assert calendar.is_make_up(date(2026, 5, 9))
    assert not calendar.is_make_up(date(2026, 5, 8))


def test_the_day_of_the_event_is_day_zero():
    assert add_workdays(date(2026, 2, 10), 6) == date(2026, 2, 25)
    assert add_workdays(date(2026, 4, 29), 5) == date(2026, 5, 9)
    assert add_workdays(date(2026, 5, 2), 0) == date(2026, 5, 2)
    assert add_workdays(date(2026, 5, 2), 1) == date(2026, 5, 6)
    assert add_workdays(date(2026, 5, 2), -1) == date(2026, 4, 30)


def test_between_counts_the_last_day_but_not_the_first():
    assert workdays_between(date(2026, 3, 2), date(2026, 3, 2)) == 0
    assert workdays_between(date(2026, 3, 2), date(2026, 3, 9)) == 5
    assert workdays_between(date(2026, 3, 9), date(2026, 3, 2)) == -5


@pytest.mark.parametrize(
    "ask",
    [
        lambda: is_workday(date(2014, 12, 31)),
        lambda: is_workday(date(2028, 1, 1)),
        lambda: add_workdays(date(2014, 12, 31), 1),
        lambda: add_workdays(date(2027, 12, 30), 20),
        lambda: add_workdays(date(2015, 1, 5), -20),
        lambda: workdays_between(date(2026, 1, 1), date(2030, 1, 1)),
        lambda: calendar.is_provisional(date(2030, 1, 1)),
        lambda: calendar.holiday_name(date(2030, 1, 1)),
        lambda: calendar.notices(2030),
    ],
)
def test_outside_the_table_is_refused_in_words(ask):
    with pytest.raises(Refusal, match="2015-01-01至2027-12-31") as refusal:
        ask()
    assert refusal.value.rule == "outside-calendar"


def test_the_table_has_no_gap_and_ends_where_it_says():
    assert list(calendar.years()) == list(range(2015, 2028))
    assert (calendar.first_day(), calendar.last_day()) == (date(2015, 1, 1), date(2027, 12, 31))
    assert is_workday(calendar.last_day())
    assert len(calendar.version()) == 12


@given(DAYS, FEW)
def test_adding_then_counting_gives_the_number_back(day, n):
    assert workdays_between(day, add_workdays(day, n)) == n


@given(DAYS, st.integers(1, 100))
def test_a_limit_ends_on_a_working_day_after_walking_them_one_by_one(day, n):
    due = add_workdays(day, n)
    assert [is_workday(x) for x in days_of(day + timedelta(1), due)].count(True) == n
    assert is_workday(due)


@given(DAYS, FEW)
def test_going_back_undoes_going_forward_from_a_working_day(day, n):
    start = add_workdays(day, 1)
    assert add_workdays(add_workdays(start, n), -n) == start


@given(DAYS, DAYS, FEW, FEW)
def test_later_starts_and_longer_limits_never_end_earlier(a, b, n, m):
    assert add_workdays(min(a, b), min(n, m)) <= add_workdays(max(a, b), max(n, m))
