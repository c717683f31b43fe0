"""Renewal, silence, change, replacement, cancellation: cases about a certificate that there is."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests.cases.matter import kinds, refused
from tests.cast import DAY, at
from tests.certificates.holding import asked, granted, holder, proven
from tests.papers.town import text_of
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.sweep import sweep
from yuanban.cases.actions.withdraw import withdraw
from yuanban.cases.models import Case
from yuanban.catalogue.models import Item
from yuanban.certificates.actions.remind import remind
from yuanban.certificates.models import Certificate
from yuanban.certificates.queries import held_by, in_force, standing, stands, story
from yuanban.law.certificates import STANDINGS
from yuanban.ledger.models import Event
from yuanban.papers.models import Paper

END = dt.date(2027, 2, 22)  # of a term of three months that begins on DAY


@pytest.fixture
def short(town):
    """A certificate that lasts three months: to be renewed not later than 2027-01-23."""
    certificate = granted(town, months=3)
    assert (certificate.from_date, certificate.to_date) == (DAY, END)
    return certificate


def test_a_renewal_granted_in_time_follows_the_old_term(town, short):
    case = asked(town, short, "renewal")
    town.until(case, "delivered")
    new = Certificate.objects.get(case_number=case.number)
    assert (new.replaces, new.from_date, new.to_date) == (short, dt.date(2027, 2, 23), dt.date(2027, 5, 22))
    short.refresh_from_db()
    assert short.replaced_on == new.from_date
    assert [standing(c, END) for c in (short, new)] == ["expiring", "coming"]
    assert [standing(c, END + dt.timedelta(days=1)) for c in (short, new)] == ["replaced", "expiring"]
    said = text_of(Paper.objects.get(case=case, kind="grant"))
    assert f"延续（{short.number}）申请" in said and "第五十条第二款" in said and "准予延续该行政许可" in said
    assert [one.number for one, _ in story(new.number)] == [new.number, short.number]
    assert proven() == []


def test_late_or_double_or_for_another_it_is_refused_with_what_to_do(town, short):
    with refused("renewal", "不迟于2027-01-23申请", "请重新申请"):
        asked(town, short, "renewal", at(dt.date(2027, 1, 25)))
    case = asked(town, short, "renewal")
    with refused("certificate-state", case.number):
        asked(town, short, "renewal")
    withdraw(holder(), case.number)
    assert asked(town, short, "renewal").number != case.number
    with refused("certificate-state", "不是申请人的"):
        asked(town, short, "change", enterprise=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(closed_on=None)


def test_an_item_may_say_otherwise_by_its_own_article(town, short):
    window = {"latest": 15, "earliest": 90, "workdays": True, "article": "《食品经营许可和备案管理办法》"}
    Item.objects.filter(pk=short.item_id).update(extra={"renewal": window})
    short.item.refresh_from_db()
    assert asked(town, short, "renewal", at(dt.date(2027, 1, 25))).purpose == "renewal"


def test_silence_until_the_end_has_renewed_it_the_day_after(town, short):
    case = town.until(asked(town, short, "renewal"), "reviewed")
    sweep(at(END, 23, 59))
    case.refresh_from_db()
    assert case.state == "reviewed"
    after = at(END + dt.timedelta(days=1), 0, 10)
    with refused("renewal", "视为准予延续"):
        decide(town.doer(case, "decide", when=after), case.number, "denied", "不再符合条件。")
    sweep(after)
    sweep(after)
    case.refresh_from_db()
    short.refresh_from_db()
    assert (case.state, case.outcome, case.decided_on) == ("issued", "granted", after.date())
    assert short.to_date == dt.date(2027, 5, 22) and standing(short, after.date()) == "expiring"
    paper = Paper.objects.get(kind="renewed")
    assert paper.case == case and "自2027年2月23日起延续至2027年5月22日" in text_of(paper)
    assert kinds(case)[-1] == "case.renewed-by-silence"
    town.deliver(case, after)
    assert "准予延续告知书" in text_of(Paper.objects.get(case=case, kind="delivery"))
    assert proven() == []


def test_what_was_never_taken_in_or_was_decided_runs_out(town, short):
    case = town.until(asked(town, short, "renewal"), "reviewed")
    decide(town.doer(case, "decide", when=at(END)), case.number, "denied", "场所已经拆除。")
    sweep(at(END + dt.timedelta(days=1)))
    short.refresh_from_db()
    assert standing(short, END + dt.timedelta(days=1)) == "expired"
    assert not Paper.objects.filter(kind="renewed").exists()


def test_a_change_takes_its_place_at_once_and_keeps_its_end(town, short):
    later = at(DAY + dt.timedelta(days=7))
    case = town.until(asked(town, short, "change", later), "delivered", later)
    new = Certificate.objects.get(case_number=case.number)
    assert (new.replaces, new.from_date, new.to_date) == (short, later.date(), END)
    assert new.content["subject"] == short.content["subject"]
    assert list(held_by(short.enterprise_id, None, later.date()).filter(name=new.name)) == [new]
    with refused("certificate-state", "已换发"):
        short.refresh_from_db()
        asked(town, short, "replacement", later)
    assert list(Event.objects.filter(stream=short.stream).values_list("kind", flat=True)) == [
        "certificate.issued", "certificate.replaced",
    ]  # fmt: skip
    assert proven() == []


def test_the_holder_gives_it_up(town, short):
    case = asked(town, short, "cancel", files={})
    assert set(case.materials.values_list("state", flat=True)) == {"shared"}
    town.until(case, "delivered")
    short.refresh_from_db()
    assert (short.state, short.state_on) == ("annulled", DAY)
    paper = Paper.objects.get(kind="annulment")
    assert paper.case == case and "第七十条第六项" in text_of(paper)
    assert not Certificate.objects.filter(case_number=case.number).exists()
    assert not Paper.objects.filter(case=case, kind__in=("grant", "certificate")).exists()
    assert proven() == []


def test_the_holder_is_reminded_twice_and_not_once_renewal_is_asked(town, short):
    def told():
        return list(
            Event.objects.filter(stream=short.stream, kind="certificate.reminded").values_list("data__left", flat=True)
        )

    remind(at(DAY))
    assert told() == []  # 91 days are left
    for n in (1, 2, 47, 48):
        remind(at(DAY + dt.timedelta(days=n)))
    assert told() == [90, 44]
    other = granted(town, months=3)
    asked(town, other, "renewal")
    remind(at(DAY + dt.timedelta(days=60)))
    assert not Event.objects.filter(stream=other.stream, kind="certificate.reminded").exists()


def test_the_rows_stand_as_the_law_says(town, short):
    case = town.until(asked(town, short, "renewal"), "delivered")
    both = Certificate.objects.filter(pk__in=[short.pk, Certificate.objects.get(case_number=case.number).pk])
    for state in ("valid", "suspended", "revoked"):
        both.update(state=state)
        for n in (0, 30, 90, 91, 92, 180, 181):
            day = DAY + dt.timedelta(days=n)
            for key in STANDINGS:
                found = {c.pk for c in both if standing(c, day) == key}
                assert set(both.filter(stands(day)[key]).values_list("pk", flat=True)) == found, (state, n, key)
            good = {c.pk for c in both if standing(c, day) in ("valid", "expiring")}
            assert set(both.filter(in_force(day)).values_list("pk", flat=True)) == good
