import datetime as dt

import pytest

from yuanban.site import words


@pytest.mark.parametrize("given", [dt.date(2026, 3, 5), "2026-03-05", dt.datetime(2026, 3, 4, 17, tzinfo=dt.UTC)])
def test_a_day_is_written_in_full_whatever_it_comes_as(given):
    assert words.day_long(given) == "2026年3月5日（星期四）"


def test_no_day_is_a_dash():
    assert [words.day_long(None), words.day_plain(None), words.day_short(None), words.day_dots(None)] == ["—"] * 4


def test_a_moment_is_beijing_time():
    assert words.moment(dt.datetime(2026, 3, 4, 17, 30, tzinfo=dt.UTC)) == "2026年3月5日 01:30"


def test_limits():
    assert [words.workdays(n) for n in (0, 1, 20, None)] == ["当场办结", "1个工作日", "20个工作日", "未公布"]
    assert [words.months(n) for n in (None, 12, 36, 18)] == ["长期", "1年", "3年", "18个月"]


def test_modes_and_states_are_named_and_unknown_ones_are_shown_as_they_are():
    assert words.mode_name("mutual-windows") == "市区两级窗口互设、人员互派"
    assert words.mode_name("our-own") == "our-own"
    assert words.state_name("supplementing") == "待补正"


def test_answers_are_shown_as_they_were_asked():
    assert words.answer(True, {"type": "yesno"}) == "是"
    assert words.answer("否", {"type": "yesno"}) == "否"
    assert words.answer(1200, {"type": "number", "unit": "万元"}) == "1200万元"
    assert words.answer("2026-12-01", {"type": "date"}) == "2026年12月1日"


def test_sizes_and_money():
    assert [words.file_size(n) for n in (10, 2048, 3 * 2**20)] == ["1 KB", "2 KB", "3.0 MB"]
    assert [words.money(550), words.money(12.5)] == ["550元", "12.50元"]
