"""The notice of next year's holidays is imported: due days move, at once and for good, and nothing else does."""

import csv
import datetime as dt

import pytest

from tests.cases.matter import RESTAURANT, building_permit, kinds
from tests.cast import at
from yuanban.accounts.acting import system
from yuanban.accounts.models import Enterprise
from yuanban.cases.actions.recount import recount
from yuanban.cases.actions.sweep import sweep
from yuanban.cases.models import Case
from yuanban.cases.verify import verify_case
from yuanban.exchange.run import run
from yuanban.law import calendar
from yuanban.law.calendar import add_workdays, is_provisional, is_workday
from yuanban.places.models import CalendarYear

LATE = at(dt.date(2026, 12, 28))
TITLE, NUMBER = "国务院办公厅关于2027年部分节假日安排的通知（测试）", "国办发明电〔2026〕0号"
NOTICE = [
    ("2027-01-01", "2027-01-03", "放假", "元旦"),
    ("2027年2月5日", "2027年2月11日", "放假", "春节"),
    ("2027/4/3", "2027/4/5", "放假", "清明节"),
    ("2027-05-01", "2027-05-05", "放假", "劳动节"),
    ("2027-06-09", "", "放假", "端午节"),
    ("2027-09-15", "", "放假", "中秋节"),
    ("2027-10-01", "2027-10-07", "放假", "国庆节"),
    ("2027-01-04", "", "放假", "元旦"),
    ("2027-01-09", "", "上班", ""),
    ("2027-10-09", "", "上班", ""),
]


@pytest.fixture(autouse=True)
def shipped_calendar():
    yield
    calendar.install()


@pytest.fixture
def notice(tmp_path):
    def write(rows=NOTICE, number=NUMBER):
        file = tmp_path / "notice.csv"
        with file.open("w", newline="", encoding="utf-8-sig") as out:
            lines = csv.writer(out)
            lines.writerow(["起始日期", "结束日期", "安排", "节日", "通知名称", "文号"])
            lines.writerows([*row, TITLE if number else "", number] for row in rows)
        return file

    return write


def late_permit(town):
    item = town.item("建筑工程施工许可证核发", "yb-hud")
    firm = Enterprise.objects.get(code=RESTAURANT)
    return town.apply("lingang", item, firm, when=LATE, investment_wan=3000)


def taken(notice, django_capture_on_commit_callbacks, dry_run=False, **given):
    with django_capture_on_commit_callbacks(execute=True):
        return run("calendar", notice(**given), system(LATE), dry_run)


def test_a_year_is_replaced_and_no_longer_provisional(town, notice, django_capture_on_commit_callbacks):
    report = taken(notice, django_capture_on_commit_callbacks)
    assert report.counts() == {"accepted": 10, "warned": 0, "rejected": 0, "unchanged": 0}
    assert not is_workday(dt.date(2027, 1, 4))
    assert is_workday(dt.date(2027, 1, 9))
    assert is_workday(dt.date(2027, 5, 6))
    assert not is_provisional(dt.date(2027, 3, 1))
    assert calendar.notices(2027)[0].number == NUMBER
    again = taken(notice, django_capture_on_commit_callbacks)
    assert again.counts()["unchanged"] == 10
    assert CalendarYear.objects.get(year=2027).counted


def test_every_due_day_beyond_the_change_moves_and_still_proves(town, notice, django_capture_on_commit_callbacks):
    cases = [late_permit(town), late_permit(town), building_permit(town)]
    open_case, closed, early = cases
    for case in (open_case, closed):
        town.until(case, "accepted", LATE)
    closed.refresh_from_db()
    town.until(closed, "delivered", LATE)
    town.until(early, "delivered")
    before = {case.pk: Case.objects.get(pk=case.pk) for case in cases}
    taken(notice, django_capture_on_commit_callbacks)
    after = {case.pk: Case.objects.get(pk=case.pk) for case in cases}
    moved, done, same = after[open_case.pk], after[closed.pk], after[early.pk]
    assert moved.statutory_due == add_workdays(moved.accepted_on, 7) > before[moved.pk].statutory_due
    assert kinds(moved)[-1] == "case.recounted"
    assert done.statutory_due == moved.statutory_due
    assert (done.state, done.closed_on) == ("delivered", before[done.pk].closed_on)
    assert same.head == before[same.pk].head
    assert [verify_case(case) for case in after.values()] == [[], [], []]


def test_where_it_was_interrupted_the_sweep_goes_on(town, notice):
    case = late_permit(town)
    town.until(case, "accepted", LATE)
    run("calendar", notice(), system(LATE))  # and the process ended before anything was counted
    assert not CalendarYear.objects.get(year=2027).counted
    sweep(LATE)
    assert kinds(case)[-1] == "case.recounted"
    assert recount(system(LATE)) == 0
    assert CalendarYear.objects.get(year=2027).counted


def test_a_dry_run_leaves_the_calendar_alone(town, notice, django_capture_on_commit_callbacks):
    taken(notice, django_capture_on_commit_callbacks, dry_run=True)
    assert not CalendarYear.objects.exists()
    assert is_workday(dt.date(2027, 1, 4))


def test_without_its_paper_the_year_stays_provisional(town, notice, django_capture_on_commit_callbacks):
    report = taken(notice, django_capture_on_commit_callbacks, number="")
    assert is_provisional(dt.date(2027, 3, 1))
    assert any("仍为暂定" in note for note in report.notes)


def test_each_wrong_row_is_told_and_the_others_are_kept(town, notice, django_capture_on_commit_callbacks):
    wrong = [
        ("2027-02-30", "", "放假", "春节"),
        ("2027-02-05", "2027-01-05", "放假", "春节"),
        ("2027-02-05", "", "也许", "春节"),
        ("2027-02-05", "", "放假", ""),
        ("2031-01-01", "", "放假", "元旦"),
    ]
    report = taken(notice, django_capture_on_commit_callbacks, rows=[*NOTICE, *wrong])
    assert report.counts()["rejected"] == 5
    told = ["2027-02-30", "不是一段假期", "“安排”一栏", "写明是哪个节日", "先导入前一年"]
    assert [word for word, row in zip(told, report.rejected, strict=True) if word not in row.reason] == []
