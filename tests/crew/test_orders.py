import datetime as dt
import uuid

import pytest

from tests.cases.matter import building_permit, kinds, owner
from tests.cast import DAY, at
from tests.crew.crew_cast import Crew, fresh, send, who
from yuanban.cases.verify import verify_case
from yuanban.crew import totals
from yuanban.crew.actions.assign_order import assign_order, cancel_order, move_order
from yuanban.crew.actions.hand_on import hand_on
from yuanban.crew.actions.keep_shift import drop_out
from yuanban.crew.actions.keep_team import change_runner
from yuanban.crew.actions.open_order import Errand, open_order
from yuanban.crew.actions.replay import settle
from yuanban.crew.models import Custody, Deed, Order, Original, PlanRun
from yuanban.crew.queries import orders_for, unsettled
from yuanban.exchange.verify import differences_of
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.notify.models import Message


@pytest.fixture
def crew(town):
    return Crew()


def test_an_order_of_a_case_is_told_on_the_case_and_stays_in_its_scope(town, crew):
    case = building_permit(town)
    with pytest.raises(Refusal) as found:
        open_order(
            who("chuangkou"), Errand("agency", "case", "代办", crew.spots["甲公司"].pk, day=DAY, case=case.number)
        )
    assert found.value.rule == "agency-scope"
    order = crew.order("甲公司", "住建局", "carry", source="case", case=case.number, originals=("营业执照正本", "图纸"))
    assert (order.applicant_name, order.item, order.enterprise) == (case.applicant_name, case.item, case.enterprise)
    assert kinds(case)[-1] == "case.order-opened"
    assert order in orders_for(owner()) and order not in orders_for(who("qiye2"))
    assert {
        one.name for one in fields_of(Order) if "fee" in one.name or "price" in one.name or "amount" in one.name
    } == set()


def fields_of(model):
    return model._meta.get_fields()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"what": " "}, "what"),
        ({"due": dt.time(8)}, "due"),
        ({"minutes": 0}, "minutes"),
        ({"source": "case", "case": "没有"}, "case"),
        ({"originals": ("长" * 121,)}, "originals"),
    ],
)
def test_what_is_wrong_with_an_order_is_said_beside_it(crew, more, field):
    with pytest.raises(Invalid) as found:
        crew.order("甲公司", **more)
    assert list(found.value.errors) == [field]


def test_a_plan_sends_the_nearest_with_a_reason_and_keeps_the_leaders_word(crew):
    near, far, other = crew.order("甲公司"), crew.order("乙公司"), crew.order("丙公司")
    assign_order(crew.lead, other.number, crew.two.pk, "丙公司只认识他")
    run = crew.plan()
    near, far, other = map(fresh, (near, far, other))
    assert (run.state, run.left, run.orders) == ("done", 0, 3)
    assert far.runner == crew.two and near.runner in (crew.one, crew.rider)
    assert "离得最近" in near.why and "预计" in near.why
    assert (other.runner, other.by_hand) == (crew.two, True) and "丙公司只认识他" in other.why
    assert Message.objects.filter(person=near.runner.person, kind="order.assigned").exists()
    again = crew.plan()
    assert (again.changed, [fresh(one).runner for one in (near, far, other)]) == (0, [near.runner, crew.two, crew.two])
    assert [differences_of("crew.order", one.pk) for one in (near, far, other)] == [[]] * 3


def test_somebody_drops_out_and_their_orders_go_to_others(crew):
    orders = [crew.order("乙公司") for _ in range(3)]
    crew.plan()
    first = fresh(orders[0])
    assert first.runner == crew.two
    send(who("tongpao"), first, "begin")
    back, going = drop_out(who("tongpao", at(hour=10)), crew.shift(crew.two).pk, "发烧")
    assert ([one.state for one in back], [one.number for one in going]) == (["open", "open"], [first.number])
    assert PlanRun.objects.filter(why__contains="发烧", state="waiting").count() == 1
    crew.plan(at(hour=10))
    others = [fresh(one) for one in orders[1:]]
    assert all(one.runner in (crew.one, crew.rider) and one.state == "assigned" for one in others)
    assert all(one.arrives_at > at(hour=10) for one in others)
    with pytest.raises(Refusal):
        drop_out(who("tongpao", at(hour=11)), crew.shift(crew.two).pk, "发烧")


def test_a_due_time_that_cannot_be_met_is_said_and_what_nobody_can_do_stays_open(crew, town):
    late = crew.order("丙公司", due=dt.time(9, 5))
    rare = crew.order("甲公司", item=town.item("建筑工程施工许可证核发", "yb-hud"))
    for runner in (crew.one, crew.two, crew.rider):
        change_runner(crew.lead, runner.pk, runner.base_id, kinds=["visit"])
    run = crew.plan()
    late, rare = fresh(late), fresh(rare)
    assert (run.late, run.left) == (1, 1)
    assert late.late > 0 and "晚" in late.why and "不能更早" in late.why
    assert (rare.state, rare.runner) == ("open", None) and "没有登记会办此事" in rare.why


def test_a_rider_offline_for_a_day_sends_each_step_once_and_is_told_of_what_changed(crew):
    order, other = crew.order("甲公司", "住建局", "carry", originals=("营业执照正本",)), crew.order("甲公司")
    for one in (order, other):
        assign_order(crew.lead, one.number, crew.rider.pk, "顺路")
    paper = order.originals.get()
    rider = who("qishou", at(DAY + dt.timedelta(days=1), 8))
    nine = at(hour=9, minute=30)
    assign_order(crew.lead, other.number, crew.one.pk, "骑手联系不上")
    steps = [
        (order, "begin", {}), (order, "take", {"papers": [paper.number], "other": "甲公司", "signed": "张三"}),
        (order, "give", {"papers": [paper.number], "other": "住建局窗口", "signed": "李四", "hands": "organ"}),
        (order, "done", {"note": "已收件"}), (other, "begin", {}),
    ]  # fmt: skip
    keys = [uuid.uuid4() for _ in steps]
    first = [send(rider, one, verb, key, nine, **said) for key, (one, verb, said) in zip(keys, steps, strict=True)]
    again = [send(rider, one, verb, key, nine, **said) for key, (one, verb, said) in zip(keys, steps, strict=True)]
    assert first == again
    assert [one["ok"] for one in first] == [True, True, True, True, False]
    assert "已改派陶演达" in first[-1]["because"] and "请联系陶演达" in first[-1]["cure"]
    done = fresh(order)
    assert (done.state, done.began_at, done.ended_at, done.result) == ("done", nine, nine, "已收件")
    assert Custody.objects.filter(original=paper).count() == 2
    assert Event.objects.filter(stream=order.stream).count() == 4
    assert Original.objects.get(pk=paper.pk).holder == "住建局窗口"
    assert [one.order for one in unsettled(crew.boss.centre)] == [other]
    settle(rider, keys[-1], "已和陶演达说清")
    assert not unsettled(crew.boss.centre).exists() and Deed.objects.count() == 5
    with pytest.raises(Invalid):
        send(crew.lead, order, "begin", keys[0])


def test_papers_keep_an_order_open_and_who_has_them_is_known(crew, town):
    case = building_permit(town)
    order = crew.order("甲公司", "住建局", "carry", source="case", case=case.number, originals=("图纸",))
    assign_order(crew.lead, order.number, crew.one.pk, "熟悉")
    paper, one = order.originals.get(), who("bangban2")
    send(one, order, "begin")
    send(one, order, "take", papers=[paper.number], other=paper.owner, signed="张三")
    assert "还有原件在您手里" in send(one, order, "done")["because"]
    with pytest.raises(Refusal) as found:
        cancel_order(crew.lead, order.number, "不办了")
    assert "陶演达" in str(found.value)
    with pytest.raises(Refusal) as found:
        hand_on(who("qishou"), [paper.number], paper.owner, "路演驰", "张三", "路演驰", "runner")
    assert "现在在陶演达手里" in found.value.because
    assert "case.handed-over" in kinds(case) and case.handovers.get().taker == "陶演达"
    with pytest.raises(Refusal) as found:
        hand_on(who("chuangkou"), [paper.number], "陶演达", "住建局", "陶演达", "李四", "organ")
    assert "不能替两方登记" in found.value.because
    send(one, order, "give", papers=[paper.number], other="窗口甲", signed="窗口甲", hands="window")
    assert send(one, order, "done")["ok"]
    assert kinds(case)[-1] == "case.order-ended" and verify_case(type(case).objects.get(pk=case.pk)) == []
    assert differences_of("crew.original", paper.pk) == []


def test_what_was_not_begun_is_put_to_the_next_day(crew):
    order, today = crew.order("甲公司"), who("bangban", at(hour=16))
    crew.plan()
    with pytest.raises(Refusal):
        move_order(today, order.number)
    tomorrow = who("bangban", at(DAY + dt.timedelta(days=1)))
    moved = move_order(tomorrow, order.number)
    assert (moved.day, moved.state, moved.runner) == (tomorrow.day, "open", None)
    assert differences_of("crew.order", order.pk) == []


def test_a_leaders_choice_that_will_be_late_is_said_at_once(crew):
    order = crew.order("丙公司", due=dt.time(9, 20))
    named = assign_order(crew.lead, order.number, crew.two.pk, "只有他认识门卫")
    assert named.late > 0 and "预计晚到" in named.why and named.arrives_at > named.due_at


def test_totals_for_reports(crew):
    order = crew.order("甲公司")
    crew.plan()
    who_goes = who(fresh(order).runner.person.username)
    send(who_goes, order, "begin")
    send(who_goes, order, "done")
    park = [crew.team.centre.park_id]
    assert totals.people(park, DAY)[park[0]]["runners"] == 3
    assert totals.by_kind(park, DAY) == {"helpers": 3}
    [day] = totals.orders(park, DAY, DAY)
    assert (day["opened"], day["done"], day["failed"]) == (1, 1, 0)
    assert totals.on_shift(park, DAY, DAY)[0]["runners"] == 3
