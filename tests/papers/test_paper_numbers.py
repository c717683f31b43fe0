import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tests.papers.town import body, paper_of
from yuanban.law.terms import end_of_term
from yuanban.papers.numbering import next_number
from yuanban.places import epoch
from yuanban.places.models import Body


@pytest.mark.django_db(transaction=True)
def test_sixteen_connections_never_get_the_same_number():
    organ = Body.objects.create(
        code="o", name="某局", short="某局", kind="organ", role="department", standing="statutory", level="county"
    )

    def draw(_):
        try:
            numbers = []
            for _ in range(10):
                with transaction.atomic():
                    numbers.append(next_number(organ.pk, "某局", "许准", 2026))
            return numbers
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        drawn = [number for numbers in pool.map(draw, range(16)) for number in numbers]
    assert sorted(drawn) == [f"某局许准〔2026〕{n:05d}号" for n in range(1, 161)]


def test_each_body_word_and_year_has_its_own_numbers(town):
    assert next_number(town.amr.pk, "甲", "许受", 2026) == "甲许受〔2026〕00001号"
    assert next_number(town.amr.pk, "甲", "许受", 2026) == "甲许受〔2026〕00002号"
    assert next_number(town.amr.pk, "甲", "许准", 2026) == "甲许准〔2026〕00001号"
    assert next_number(town.amr.pk, "甲", "许受", 2027) == "甲许受〔2027〕00001号"
    assert next_number(town.gov.pk, "乙", "许受", 2026) == "乙许受〔2026〕00001号"


def test_two_bodies_with_one_short_name_are_told_apart(town):
    body("other-amr", "宜宾市叙州区市场监督管理局", "翠屏市场监管局", "department")
    epoch.bump()
    assert paper_of(town.accepted(), "acceptance").number == "宜宾市翠屏区市场监督管理局许受〔2026〕00001号"


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (dt.date(2026, 3, 5), 60, dt.date(2031, 3, 4)),
        (dt.date(2026, 1, 1), 12, dt.date(2026, 12, 31)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2026, 12, 1), 1, dt.date(2026, 12, 31)),
    ],
)
def test_terms_of_whole_months(first, months, last):
    assert end_of_term(first, months) == last
