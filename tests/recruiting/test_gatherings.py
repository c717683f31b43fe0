"""招聘会和活动: nobody overbooked, nobody lost, the queue in order, and each counted once at the door."""

import pytest

from tests.cast import at
from tests.recruiting.people import FAIR_DAY, fair, fair_said, nobody, phone
from yuanban.exchange.verify import differences_of
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.recruiting import queries
from yuanban.recruiting.actions.check_in import check_in
from yuanban.recruiting.actions.feed_back import feed_back
from yuanban.recruiting.actions.hold_gathering import cancel_gathering, change_gathering, hold_gathering
from yuanban.recruiting.actions.sign_up import cancel_sign_up, sign_up, take_stall
from yuanban.recruiting.models import Gathering, SignUp


def come(gathering, n, actor=None):
    return sign_up(actor or nobody(), gathering.pk, f"来人{n}", phone(n))[0]


def states(gathering):
    rows = SignUp.objects.filter(gathering=gathering, pool="seat").order_by("serial")
    return [row.state for row in rows]


def whole(gathering):
    rows = [*SignUp.objects.filter(gathering=gathering), Gathering.objects.get(pk=gathering.pk)]
    return [text for row in rows for text in differences_of(row._meta.label_lower, row.pk)]


def test_who_comes_late_waits_and_moves_up_in_order(town):
    found = fair(town)
    first, *_ = [come(found, n) for n in range(4)]
    assert states(found) == ["seated", "seated", "waiting", "waiting"]
    cancel_sign_up(nobody(), first.pk, first.version)
    assert states(found) == ["cancelled", "seated", "seated", "waiting"]
    again = come(found, 0)
    assert (again.serial, again.state) == (5, "waiting")
    change_gathering(town.actor("guanli1"), found.pk, fair_said(seats=4))
    assert states(found) == ["cancelled", "seated", "seated", "seated", "seated"]
    with pytest.raises(Invalid) as few:
        change_gathering(town.actor("guanli1"), found.pk, fair_said(seats=3))
    assert set(few.value.errors) == {"seats"}
    assert whole(found) == []


def test_the_same_person_is_one_however_they_write_their_number(town):
    found, owner = fair(town), town.actor("qiye")
    mine, fresh = sign_up(owner, found.pk)
    assert (fresh, mine.person_id) == (True, owner.person)
    twice, fresh = sign_up(nobody(), found.pk, "赵演安", "13800000001")
    assert (twice.pk, fresh) == (mine.pk, False)
    assert Gathering.objects.get(pk=found.pk).seats_taken == 1


def test_names_and_numbers_stay_out_of_the_ledger(town):
    row = come(fair(town), 7)
    said = str(list(Event.objects.filter(stream=row.stream).values_list("data", flat=True)))
    assert not [word for word in (row.name, row.phone, row.token, row.code) if word in said]


def test_a_firm_takes_one_stall(town):
    found, owner = fair(town), town.actor("qiye")
    firm = owner.enterprises[0]
    first, second = take_stall(owner, found.pk, firm), take_stall(owner, found.pk, firm)
    assert first[0].pk == second[0].pk and (first[1], second[1]) == (True, False)
    other = town.actor("qiye2")
    assert take_stall(other, found.pk, other.enterprises[0])[0].state == "waiting"
    with pytest.raises(Refusal, match="企业账号"):
        take_stall(other, found.pk, firm)


def test_the_door_counts_once_and_only_whom_it_should(town):
    found, door = fair(town), town.actor("chuangkou", at(FAIR_DAY, 8, 30))
    rows = [come(found, n) for n in range(3)]
    with pytest.raises(Refusal, match="还没有到"):
        check_in(town.actor("chuangkou"), found, rows[0].code)
    here, fresh = check_in(door, found, f" {rows[0].code.lower()} ")
    assert (here.state, fresh) == ("here", True)
    assert check_in(door, found, rows[0].code)[1] is False
    with pytest.raises(Refusal, match="候补"):
        check_in(door, found, rows[2].code)
    with pytest.raises(Invalid):
        check_in(door, found, "没有这个码")
    with pytest.raises(Refusal, match="本园区"):
        check_in(town.actor("yuanqu4", at(FAIR_DAY, 8, 30)), found, rows[1].code)
    feed_back(nobody(), here.pk, 1, "岗位很多")
    with pytest.raises(Refusal, match="已经评价"):
        feed_back(nobody(), here.pk, 2)
    with pytest.raises(Refusal, match="签到以后"):
        feed_back(nobody(), rows[1].pk, 2)
    assert queries.attendance(found) == {"seats": 2, "waiting": 1, "here": 1, "stalls": 0, "rated": 1, "good": 1}
    assert whole(found) == []


def test_a_cancelled_one_takes_nobody_and_is_the_managers_alone(town):
    found = fair(town)
    with pytest.raises(Refusal, match="中心管理员"):
        cancel_gathering(town.actor("chuangkou"), found.pk, "场地检修")
    cancel_gathering(town.actor("guanli1"), found.pk, "场地检修")
    with pytest.raises(Refusal, match="已经取消"):
        come(found, 1)
    with pytest.raises(Refusal, match="截止"):
        come(fair(town), 1, nobody(at(FAIR_DAY, 10)))


def test_what_is_wrong_is_said_field_by_field(town):
    with pytest.raises(Invalid) as wrong:
        hold_gathering(town.actor("guanli1"), {"kind": "party", "stalls": 3, "seats": "许多", "starts_at": "明天"})
    assert {"title", "about", "place", "starts_at", "ends_at", "close_at", "seats", "stalls"} == set(wrong.value.errors)
