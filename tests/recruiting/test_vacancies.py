"""岗位: posted by the firm within the law, answered by people, and filled by as many as the firm confirms."""

import datetime as dt

import pytest

from tests.cast import DAY, at
from tests.recruiting.people import WELDER, fair, nobody, phone
from yuanban.exchange.verify import differences_of
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.recruiting import queries
from yuanban.recruiting.actions.confirm_hires import confirm_hires
from yuanban.recruiting.actions.end_vacancy import bar_vacancy, end_vacancy
from yuanban.recruiting.actions.post_vacancy import change_vacancy, post_vacancy
from yuanban.recruiting.actions.say_interest import answer_interest, say_interest, withdraw_interest
from yuanban.recruiting.actions.sign_up import take_stall
from yuanban.recruiting.models import Vacancy


def posted(town, **more):
    owner = town.actor("qiye")
    return owner, post_vacancy(owner, owner.enterprises[0], WELDER | more)


def test_what_the_law_forbids_is_refused_and_what_is_wrong_is_named(town):
    with pytest.raises(Refusal) as no:
        posted(town, wants="限男性，已婚已育优先")
    assert no.value.rule == "vacancy-fair" and "第二十七条" in no.value.because
    with pytest.raises(Invalid) as wrong:
        posted(town, pay_high="5000", until="2025-01-01", title="")
    assert set(wrong.value.errors) == {"pay_high", "until", "title"}
    owner, vacancy = posted(town)
    with pytest.raises(Refusal):
        change_vacancy(owner, vacancy.pk, WELDER | {"duties": "只招本市户口的焊工。"})
    with pytest.raises(Refusal, match="企业账号"):
        post_vacancy(town.actor("qiye2"), owner.enterprises[0], WELDER)


def test_interest_leads_to_hires_that_the_firm_confirms(town):
    owner, vacancy = posted(town)
    first, fresh = say_interest(nobody(), vacancy.pk, "求职甲", phone(1), "五年经验")
    assert fresh and say_interest(nobody(), vacancy.pk, "求职甲", phone(1))[1] is False
    with pytest.raises(Refusal, match="企业账号"):
        answer_interest(town.actor("qiye2"), first.pk, "hired")
    answer_interest(owner, first.pk, "called", first.version)
    answer_interest(owner, first.pk, "hired")
    with pytest.raises(Refusal, match="已录用"):
        answer_interest(owner, first.pk, "declined")
    found = fair(town)
    with pytest.raises(Invalid):
        confirm_hires(owner, vacancy.pk, 2, found.pk)
    take_stall(owner, found.pk, owner.enterprises[0])
    confirm_hires(owner, vacancy.pk, 2, found.pk)
    vacancy.refresh_from_db()
    assert vacancy.state == "filled"
    with pytest.raises(Refusal, match="已招满"):
        say_interest(nobody(), vacancy.pk, "求职乙", phone(2))
    parks = [town.park("lingang").pk]
    assert queries.totals(parks, DAY, DAY) == {
        "vacancies": 1, "wanted": 3, "hired": 3, "fairs": 0, "activities": 0, "attendance": 0,
    }  # fmt: skip
    assert differences_of("recruiting.vacancy", vacancy.pk) == differences_of("recruiting.interest", first.pk) == []


def test_it_ends_by_the_firm_or_with_a_reason_by_the_centre(town):
    owner, vacancy = posted(town)
    mine, _ = say_interest(town.actor("qiye3"), vacancy.pk)
    withdraw_interest(town.actor("qiye3"), mine.pk)
    with pytest.raises(Invalid):
        bar_vacancy(town.actor("guanli1"), vacancy.pk, "")
    bar_vacancy(town.actor("guanli1"), vacancy.pk, "工作地点不真实，企业已经搬走。")
    with pytest.raises(Refusal, match="已下架"):
        end_vacancy(owner, vacancy.pk, "filled")
    other = posted(town)[1]
    end_vacancy(owner, other.pk, "closed")
    late = posted(town)[1]
    assert list(queries.open_vacancies(DAY)) == [late]
    after = dt.date(2027, 1, 4)
    assert list(queries.open_vacancies(after)) == [] and Vacancy.objects.filter(state="open").count() == 1
    with pytest.raises(Refusal, match="截止"):
        say_interest(nobody(at(after)), late.pk, "求职丙", phone(3))
