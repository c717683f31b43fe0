"""More come in one moment than there are places: nobody is lost, none too many is let in, and none is counted twice."""

import pytest

from tests.cases.test_two_at_once import at_once
from tests.cast import at
from tests.recruiting.people import FAIR_DAY, fair, nobody, phone
from yuanban.exchange.verify import differences_of
from yuanban.recruiting.actions.check_in import check_in
from yuanban.recruiting.actions.sign_up import cancel_sign_up, sign_up
from yuanban.recruiting.models import Gathering, SignUp

PEOPLE, SEATS, TOGETHER = 500, 200, 8


def run(doings):
    """All of them, so many at a time. -> what each gave."""
    parts = [doings[n::TOGETHER] for n in range(TOGETHER)]
    return [one for part in at_once(*[lambda part=part: [do() for do in part] for part in parts]) for one in part]


@pytest.mark.django_db(transaction=True)
def test_five_hundred_at_once(open_town):
    found = fair(open_town, seats=SEATS)
    made = run([lambda n=n: sign_up(nobody(), found.pk, f"来人{n}", phone(n % PEOPLE)) for n in range(PEOPLE + 40)])
    assert len(made) == PEOPLE + 40
    rows = SignUp.objects.filter(gathering=found)
    assert rows.count() == PEOPLE and rows.filter(state="seated").count() == SEATS
    serials = list(rows.order_by("serial").values_list("serial", "state"))
    assert [state for _, state in serials] == ["seated"] * SEATS + ["waiting"] * (PEOPLE - SEATS)

    leaving = list(rows.filter(state="seated").order_by("serial")[:20])
    run([lambda row=row: cancel_sign_up(nobody(), row.pk) for row in leaving])
    assert rows.filter(state="seated").count() == SEATS == Gathering.objects.get(pk=found.pk).seats_taken
    last = rows.filter(state="seated").order_by("serial").last().serial
    assert not rows.filter(state="waiting", serial__lt=last).exists()

    door = open_town.actor("chuangkou", at(FAIR_DAY, 8, 30))
    codes = list(rows.filter(state="seated").values_list("code", flat=True)) * 2
    came = run([lambda code=code: check_in(door, found, code)[1] for code in codes])
    assert came.count(True) == SEATS == rows.filter(state="here").count()
    assert [text for row in rows[:20] for text in differences_of("recruiting.signup", row.pk)] == []
