"""One year's file, read on its own."""

from datetime import date

import pytest

from yuanban.law.calendar import (
    Notice,
    add_workdays,
    first_day,
    is_workday,
    last_day,
    notices,
    read_year,
    workdays_between,
)
from yuanban.law.refusal import Refusal

TEXT = """
year: 2031
holidays:
  - {name: 元旦, first: 2031-01-01, last: 2031-01-03}
  - {name: 劳动节, first: 2031-05-01, last: 2031-05-01}
workdays: [2031-01-04]
notices:
  - {title: 放假安排的通知, number: 国办发明电〔2030〕1号, url: "https://www.gov.cn/x"}
"""


@pytest.fixture
def read(tmp_path):
    def read_text(text):
        file = tmp_path / "2031.yaml"
        file.write_text(text, encoding="utf-8")
        return read_year(file)

    return read_text


def test_a_year_knows_its_holidays_by_day_its_make_up_days_and_its_notice(read):
    year = read(TEXT)
    new_year = {date(2031, 1, day): "元旦" for day in (1, 2, 3)}
    assert year.year == 2031
    assert year.holidays == new_year | {date(2031, 5, 1): "劳动节"}
    assert year.workdays == {date(2031, 1, 4)}
    assert year.notices == (Notice("放假安排的通知", "国办发明电〔2030〕1号", "https://www.gov.cn/x"),)
    assert year.provisional is False


def test_a_year_that_awaits_its_notice_says_so(read):
    assert read(TEXT + "provisional: true").provisional is True


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2031, 1, 1), False),  # a holiday on a Wednesday
        (date(2031, 1, 4), True),  # a Saturday worked instead
        (date(2031, 1, 5), False),  # a Sunday
        (date(2031, 1, 6), True),  # a Monday
        (date(2031, 1, 10), True),  # a Friday
        (date(2031, 1, 11), False),  # a Saturday
    ],
)
def test_offices_open_on_weekdays_without_holidays_and_on_make_up_days(read, day, opens):
    assert read(TEXT).opens(day) is opens


def test_the_days_of_a_year_are_all_of_them_in_order(read):
    days = list(read(TEXT).days())
    assert (days[0], days[1], days[-1], len(days)) == (date(2031, 1, 1), date(2031, 1, 2), date(2031, 12, 31), 365)


# -- the ends of the table ------------------------------------------------------------------------------------


def test_the_table_is_open_to_its_very_ends_and_no_further():
    first, last = first_day(), last_day()
    assert (first, last) == (date(2015, 1, 1), date(2027, 12, 31))
    assert is_workday(first) is False
    assert is_workday(last) is True
    for day in (date(2014, 12, 31), date(2028, 1, 1)):
        with pytest.raises(
            Refusal, match=f"^{day}起算的日期超出已收录的工作日历（2015-01-01至2027-12-31），无法计算工作日。"
        ):
            is_workday(day)


def test_counting_reaches_the_first_and_the_last_working_day_of_the_table():
    assert add_workdays(date(2015, 1, 6), -2) == date(2015, 1, 4)
    assert add_workdays(date(2015, 1, 5), -1) == date(2015, 1, 4)
    assert add_workdays(date(2027, 12, 30), 1) == date(2027, 12, 31)
    assert add_workdays(date(2015, 1, 1), 1) == date(2015, 1, 4)
    for day, n in ((date(2015, 1, 4), -1), (date(2015, 1, 1), -1), (date(2027, 12, 31), 1), (date(2014, 12, 31), 1)):
        with pytest.raises(Refusal) as refusal:
            add_workdays(day, n)
        assert refusal.value.rule == "outside-calendar"
        assert refusal.value.because.startswith(f"{day}起算")


def test_no_working_days_from_a_day_is_that_day_wherever_it_lies():
    assert add_workdays(date(2014, 6, 1), 0) == date(2014, 6, 1)
    assert add_workdays(date(2026, 3, 7), 0) == date(2026, 3, 7)


def test_counting_back_from_a_rest_day_starts_with_the_working_day_before_it():
    assert add_workdays(date(2026, 3, 7), -1) == date(2026, 3, 6)
    assert add_workdays(date(2026, 3, 9), -1) == date(2026, 3, 6)


def test_between_counts_after_the_first_day_up_to_the_second():
    assert workdays_between(date(2026, 3, 6), date(2026, 3, 9)) == 1
    assert workdays_between(date(2026, 3, 9), date(2026, 3, 6)) == -1
    assert workdays_between(date(2026, 3, 7), date(2026, 3, 8)) == 0


def test_a_year_outside_the_table_has_no_notices_to_show():
    with pytest.raises(Refusal, match="2031-01-01起算"):
        notices(2031)
