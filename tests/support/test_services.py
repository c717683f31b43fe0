"""A request from the need to the result, and everything that can go wrong between a firm and its provider."""

import datetime as dt
from decimal import Decimal

import pytest

from tests.cast import DAY, at
from tests.support.providers import CLAUSES, asked, bank, firm, hand, need, owner, product, provider, told
from yuanban.cases.actions.withdraw import withdraw as withdraw_case
from yuanban.exchange.verify import differences_of
from yuanban.law.calendar import add_workdays
from yuanban.law.matching import NO, UNKNOWN, YES
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.notify.models import Message
from yuanban.support import queries
from yuanban.support.actions import answer_request as by_firm
from yuanban.support.actions import handle_request as by_provider
from yuanban.support.actions.ask_service import ask_service
from yuanban.support.actions.judge_admission import judge_admission
from yuanban.support.actions.keep_member import add_member, end_member
from yuanban.support.actions.keep_product import keep_product, set_product
from yuanban.support.actions.say import say
from yuanban.support.actions.state_need import give_facts, own_case
from yuanban.support.actions.watch import watch
from yuanban.support.matches import found_for
from yuanban.support.models import ServiceRequest
from yuanban.support.step import standing_on

pytestmark = pytest.mark.django_db
OFFER = ("300", "年化3.6%", "信用贷款一年期，随借随还。", "2026-12-31", "12")


def whole(row):
    row.refresh_from_db()
    assert list(differences_of(row._meta.label_lower, row.pk)) == []
    return row


def kinds(row):
    return list(Event.objects.filter(stream=row.stream).order_by("seq").values_list("kind", flat=True))


def to_agreed(town, row):
    by_provider.take(hand("yinhang"), row.number)
    by_provider.offer(hand("yinhang"), row.number, *OFFER)
    return by_firm.agree(owner(town), row.number)


def test_from_the_need_to_what_counts(town):
    _, _, loan = bank(town)
    row = asked(town, loan)
    assert (row.due_on, row.told) == (
        add_workdays(DAY, 3),
        {"park": ["所在园区", "临港经开区"], "revenue_wan": ["上年营业收入", "800万元"], "years": ["成立年限", "3年"]},
    )
    assert to_agreed(town, row).due_on == add_workdays(DAY, 5)
    by_provider.deliver(hand("yinhang"), row.number, "285.5", "今天已经放款。")
    by_firm.confirm(owner(town), row.number, "1", "很快。")
    whole(row)
    assert (row.state, row.result, row.due_on) == ("closed", Decimal("285.50"), None)
    found = queries.results(["lingang"], DAY, DAY)["loan"]
    assert (found.count, found.amount, found.unit) == (1, Decimal("285.50"), "万元")
    assert queries.results(["jiangan"], DAY, DAY)["loan"].count == 0
    assert queries.results(None, DAY + dt.timedelta(days=1), DAY + dt.timedelta(days=9))["loan"].amount == 0
    with pytest.raises(Refusal) as problem:
        by_firm.rate_service(owner(town), row.number, "2")
    assert problem.value.rule == "rate-once"


def test_what_was_not_done_counts_for_nothing_until_it_is(town):
    row = asked(town, bank(town)[2])
    to_agreed(town, row)
    by_provider.deliver(hand("yinhang"), row.number, "300", "今天已经放款。")
    by_firm.again(owner(town), row.number, "只到账一半。")
    assert queries.results(None, DAY, DAY)["loan"].count == 0
    assert whole(row).due_on == add_workdays(DAY, 5)


def test_a_fact_the_firm_has_not_given_is_asked_and_kept(town):
    _, _, loan = bank(town)
    wanted = need(town)
    found = found_for(wanted, DAY)
    assert found.count(UNKNOWN) == 1 and found.matches.questions() == [("revenue_wan", 1), ("years", 1)]
    with pytest.raises(Invalid) as problem:
        ask_service(owner(town), wanted, loan.number)
    assert set(problem.value.errors) == {"years", "revenue_wan"}
    told(town, years="1")
    assert found_for(wanted, DAY).page(NO, found_for(wanted, DAY).order[NO])[0].why_not == ("成立满两年",)
    told(town, years="2", revenue_wan="500")
    assert found_for(wanted, DAY).count(YES) == 1
    assert found_for(need(town, amount="5000"), DAY).count(NO) == 1  # more than the product gives
    assert ask_service(owner(town), wanted, loan.number).state == "asked"
    with pytest.raises(Refusal):
        ask_service(owner(town), wanted, loan.number)


def test_equals_are_shown_in_an_order_anyone_can_draw_again(town):
    for n in range(4):
        bank(town, n, f"yinhang{n}")
    told(town, years="3", revenue_wan="800")
    wanted = need(town)
    found = found_for(wanted, DAY)
    shown = [one.product.number for one in found.page(YES, found.order[YES])]
    from yuanban.law.services import in_drawn_order

    assert shown == in_drawn_order(wanted.number, sorted(shown), {n: n for n in shown})


def test_an_admission_that_lapses_in_the_middle(town):
    """No product, no new undertaking; what was agreed is delivered; the firm passes the rest on."""
    who, admission, loan = bank(town)
    _, _, other = bank(town, 1, "yinhang2")
    first, second = asked(town, loan), asked(town, loan)
    to_agreed(town, first)
    later = at(admission.to_date + dt.timedelta(days=1))
    assert found_for(first.need, later.date()).count(YES) == 0
    assert watch(later)["lapsed"] == 2
    assert watch(later)["lapsed"] == 0
    assert kinds(second)[-2:] == ["service.provider-stopped", "service.reminded"]
    with pytest.raises(Refusal) as problem:
        by_provider.take(hand("yinhang", later), second.number)
    assert problem.value.rule == "service-admission"
    by_provider.deliver(hand("yinhang", later), first.number, "300", "按约定放款。")
    judge_admission(town.actor("guanli1"), admission.pk, "suspend", "等续期材料。")
    with pytest.raises(Refusal):  # the other's term is over too
        by_firm.hand_over(owner(town, later), second.number, other.number)
    moved = by_firm.hand_over(owner(town), second.number, other.number)
    assert (moved.follows, moved.provider, whole(second).state) == (second, other.provider, "withdrawn")
    assert not who.admissions.filter(standing_on(later.date())).exists()


def test_a_suspension_is_told_and_undone(town):
    _, admission, loan = bank(town)
    row = asked(town, loan)
    judge_admission(town.actor("guanli1"), admission.pk, "suspend", "投诉核查期间暂停。")
    assert kinds(row)[-1] == "service.provider-stopped"
    with pytest.raises(Refusal):
        by_provider.take(hand("yinhang"), row.number)
    judge_admission(town.actor("guanli1"), admission.pk, "restore")
    assert by_provider.take(hand("yinhang"), row.number).state == "taken"


def test_a_firm_withdraws_while_the_provider_offers(town):
    row = asked(town, bank(town)[2])
    by_provider.take(hand("yinhang"), row.number)
    by_firm.withdraw(owner(town), row.number, "暂时不需要了。")
    with pytest.raises(Refusal) as problem:
        by_provider.offer(hand("yinhang"), row.number, *OFFER)
    assert problem.value.rule == "wrong-state" and "已撤回" in str(problem.value)
    assert whole(row).offer == {}


def test_delivery_waits_for_the_permit_and_counts_its_days_from_it(town):
    from tests.cases.matter import building_permit

    case = building_permit(town)
    case.enterprise = firm()
    case.save(update_fields=["enterprise"])
    row = asked(town, bank(town)[2], case=own_case(firm(), case.number))
    assert to_agreed(town, row).due_on is None
    with pytest.raises(Refusal) as problem:
        by_provider.deliver(hand("yinhang"), row.number, "300", "提前放款。")
    assert problem.value.rule == "service-permit"
    issued = at(DAY + dt.timedelta(days=7))
    town.until(case, "issued", issued)
    row = whole(ServiceRequest.objects.get(pk=row.pk))
    assert (row.permit, row.due_on, kinds(row)[-1]) == ("came", add_workdays(issued.date(), 5), "service.permit-came")
    assert by_provider.deliver(hand("yinhang", issued), row.number, "300", "许可办出后放款。").state == "delivered"


def test_a_permit_that_fails_is_told_and_no_longer_waited_for_only_by_the_firm(town):
    from tests.cases.matter import building_permit

    case = town.until(building_permit(town), "accepted")
    case.enterprise = firm()
    case.save(update_fields=["enterprise"])
    row = asked(town, bank(town)[2], case=case)
    withdraw_case(town.actor("qiye"), case.number, "方案要改。")
    assert (whole(row).permit, kinds(row)[-1]) == ("failed", "service.permit-failed")
    assert row in queries.stalled(ServiceRequest.objects.all(), DAY)


def test_nights_remind_once_and_silence_completes(town):
    row = asked(town, bank(town)[2])
    assert watch(at(row.warn_on))["reminded"] == 1
    assert watch(at(row.warn_on, 10))["reminded"] == 0
    assert watch(at(row.due_on + dt.timedelta(days=1)))["reminded"] == 1
    to_agreed(town, row)
    by_provider.deliver(hand("yinhang"), row.number, "300", "今天已经放款。")
    assert watch(at(add_workdays(DAY, 10)))["completed"] == 0
    assert watch(at(add_workdays(DAY, 11)))["completed"] == 1
    assert (whole(row).state, row.ended_by) == ("closed", "silence")


def test_whose_step_it_is(town):
    who, admission, loan = bank(town)
    bank(town, 1, "yinhang2")
    row = asked(town, loan)
    strangers = [town.actor("guanli1"), town.actor("qiye2"), hand("yinhang2"), owner(town)]
    for actor in strangers:
        with pytest.raises(Refusal) as problem:
            by_provider.take(actor, row.number)
        assert problem.value.rule == "no-post"
    with pytest.raises(Refusal):
        by_firm.withdraw(hand("yinhang"), row.number, "不要了。")
    with pytest.raises(Refusal):
        judge_admission(town.actor("guanli2"), admission.pk, "suspend", "不是本中心的。")
    with pytest.raises(Invalid):
        add_member(hand("yinhang"), who, "chuangkou")
    with pytest.raises(Refusal, match="至少要有一名负责人"):
        end_member(hand("yinhang"), who, who.members.get().pk)
    assert [queries.requests_for(one).count() for one in (*strangers, hand("yinhang"))] == [1, 0, 0, 1, 1]
    note = say(hand("yinhang"), row.number, "请补一份购销合同。")
    assert note.side == "provider"
    with pytest.raises(Refusal):
        say(town.actor("guanli1"), row.number, "请抓紧。")


@pytest.mark.parametrize(
    ("field", "value"),
    [("least", "-1"), ("least", "一百"), ("most", "1e99"), ("most", "5"), ("months", "0"), ("offer_days", ""),
     ("deliver_days", "999"), ("name", ""), ("parks", ["没有的园区"])],
)  # fmt: skip
def test_a_product_that_cannot_be_kept(town, field, value):
    _, _, loan = bank(town)
    told = {"name": "好贷", "least": "10", "most": "20", "offer_days": "3", "deliver_days": "5"} | {field: value}
    with pytest.raises(Invalid) as problem:
        keep_product(hand("yinhang"), loan.provider, told, loan)
    assert field in problem.value.errors


@pytest.mark.parametrize("expr", ["years >=", "no_such_fact > 1", "1 + 1", "true", "years >= 2 && system('x')"])
def test_a_condition_that_cannot_be_kept(town, expr):
    who, _, _ = bank(town)
    with pytest.raises(Invalid) as problem:
        product("yinhang", who, "loan", [*CLAUSES, {"expr": expr, "words": "条件"}])
    assert list(problem.value.errors) == ["clause-2"]


def test_a_product_of_a_kind_it_is_not_admitted_for_stays_a_draft(town):
    who, _ = provider(town, "shuiwu", ["water"], "示例水务公司", 2)
    with pytest.raises(Refusal) as problem:
        product("shuiwu", who, "gas")
    assert problem.value.rule == "service-admission"
    row = product("shuiwu", who, "water")
    assert set_product(hand("shuiwu"), who, row.number, "stopped").state == "stopped"


@pytest.mark.parametrize(
    ("key", "text"), [("years", "很久"), ("sme", "也许"), ("tax_grade", "E"), ("revenue_wan", "nan")]
)
def test_an_answer_that_is_none(town, key, text):
    with pytest.raises(Invalid) as problem:
        give_facts(owner(town), firm(), {key: text})
    assert list(problem.value.errors) == [key]


def test_both_sides_are_told_and_nobody_of_their_own_doing(town):
    row = asked(town, bank(town)[2])
    by_provider.take(hand("yinhang"), row.number)

    def told_to(name):
        return list(Message.objects.filter(person__username=name).order_by("id").values_list("title", flat=True))

    assert told_to("yinhang") == ["入驻已核准", "新的服务申请", "新的留言"]
    assert told_to("qiye") == ["机构已接单"]
