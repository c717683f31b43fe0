"""中介服务: free entry, the applicant alone chooses, from an order that anyone can work out again; and what follows."""

import datetime as dt

import pytest

from tests.cast import at
from yuanban.exchange.verify import differences_of
from yuanban.intermediaries import queries
from yuanban.intermediaries.actions import fulfil
from yuanban.intermediaries.actions.check_offer import check_offer
from yuanban.intermediaries.actions.enter import enter, leave, offer_service
from yuanban.intermediaries.actions.keep_services import add_service, require_service
from yuanban.intermediaries.actions.place_order import choose, place_order, withdraw
from yuanban.intermediaries.actions.shelve_result import shelve_result
from yuanban.intermediaries.drawing import differences, draw, draw_of_the_day, offers
from yuanban.intermediaries.fairness import fairness
from yuanban.intermediaries.models import Draw
from yuanban.intermediaries.step import orders_for
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event

BROKERS = ("zhongjie", "zhongjie2", "zhongjie3", "zhongjie4")
TERMS = {
    "price": "每份8000元起",
    "days": "15",
    "terms": "现场踏勘后出报告",
    "licence": "样例证第1号",
    "issuer": "样例发证机关",
}


def service(town, licence=""):
    return add_service(town.actor("admin"), "eia", "环境影响报告表编制", "编制建设项目环境影响报告表", licence)


def entered(town, *names):
    for name in names:
        actor = town.actor(name)
        enter(actor, actor.enterprises[0], "环境技术咨询服务", "138-0000-0300")
        offer_service(actor, "eia", TERMS)


def ordered(town):
    owner = town.actor("qiye")
    order = place_order(owner, "eia", "年产五千吨技改项目的报告表", owner.enterprises[0])
    row, found = draw(owner, order.service, order)
    return owner, order, row, found


def contracted(town):
    entered(town, "zhongjie")
    owner, order, row, found = ordered(town)
    broker = town.actor("zhongjie")
    firms = [one.intermediary.enterprise for one in found]
    code = next(firm.code for firm in firms if firm.pk == broker.enterprises[0])
    order = choose(owner, order.number, code, row.pk)
    fulfil.offer_terms(broker, order.number, "8,000", dt.date(2026, 12, 20), "报告表一式三份")
    return owner, fulfil.sign(owner, order.number)


def test_entry_is_free_and_the_office_only_holds_the_paper_against_the_register(town):
    found = service(town, "资质证书")
    entered(town, "zhongjie", "zhongjie2")
    assert list(offers(found, at().date())) == []
    first, second = found.offers.order_by("pk")
    boss = town.actor("guanli1")
    with pytest.raises(Refusal, match="只能以"):
        check_offer(boss, first.pk, "struck", "", "名额已满")
    check_offer(boss, first.pk, "listed", note="发证机关网站可查")
    check_offer(boss, second.pk, "struck", "over", "发证机关网站显示已注销")
    assert [one.pk for one in offers(found, at().date())] == [first.pk]
    with pytest.raises(Refusal, match="已经入驻"):
        entered(town, "zhongjie")
    leave(town.actor("zhongjie"), first.pk)
    assert list(offers(found, at().date())) == []


def test_only_what_a_law_asks_for_may_be_required(town):
    found, item = service(town), town.item("建筑工程施工许可证核发", "yb-hud")
    with pytest.raises(Refusal) as no:
        require_service(town.actor("admin"), found, item, "", "内部通知")
    assert no.value.rule == "intermediary-basis"
    with pytest.raises(Refusal, match="省级中心或者系统管理员"):
        require_service(town.actor("guanli1"), found, item, "某法", "第一条")
    require_service(town.actor("admin"), found, item, "《建设工程质量管理条例》", "第十一条")
    with pytest.raises(Invalid):
        require_service(town.actor("admin"), found, item, "《建设工程质量管理条例》", "第十一条")
    assert [need.service for need in queries.needs(item)] == [found]


def test_every_list_is_logged_and_worked_out_again_and_nobody_stands_in_front(town):
    found = service(town)
    entered(town, *BROKERS)
    owner, order, *_ = ordered(town)
    rows = [draw(owner, found, order)[0] for _ in range(60)]
    assert len({one.seed for one in rows}) == 60 and not [one for one in rows if differences(one)]
    assert len({one.shown[0] for one in rows}) == len(BROKERS)
    event = Event.objects.get(stream=rows[0].stream)
    assert event.data["set"]["seed"] == rows[0].seed and event.data["set"]["shown"] == rows[0].shown
    assert draw_of_the_day(owner, found)[0] == draw_of_the_day(town.actor("qiye2"), found)[0]
    lists, wrong, shares = fairness(found)
    assert (lists, wrong, len(shares)) == (62, [], len(BROKERS))
    Draw.objects.filter(pk=rows[0].pk).update(shown=rows[0].shown[::-1])
    assert [one.pk for one in fairness(found)[1]] == [rows[0].pk]
    assert differences_of("intermediaries.draw", rows[0].pk)


def test_an_intermediary_of_the_deciding_organ_is_not_shown_for_its_items(town):
    found, item = service(town), town.item("建筑工程施工许可证核发", "yb-hud")
    actor = town.actor("zhongjie")
    enter(actor, actor.enterprises[0], "主管机关所属的单位", "138-0000-0300", ["yb-hud"])
    offer_service(actor, "eia", TERMS)
    assert offers(found, at().date()).count() == 1 and not offers(found, at().date(), item).exists()


def test_the_applicant_alone_chooses_and_only_from_a_list_that_was_shown(town):
    service(town)
    entered(town, "zhongjie", "zhongjie2")
    owner, order, row, _ = ordered(town)
    for stranger in ("guanli1", "qiye2", "zhongjie"):
        with pytest.raises(Refusal) as no:
            choose(town.actor(stranger), order.number, row.shown[0], row.pk)
        assert no.value.rule == "intermediary-choice"
    with pytest.raises(Refusal):
        place_order(town.actor("guanli1"), "eia", "替企业发布的需求")
    other = ordered(town)[2]
    with pytest.raises(Invalid):
        choose(owner, order.number, row.shown[0], other.pk)
    chosen = choose(owner, order.number, row.shown[1], row.pk, order.version)
    assert (chosen.place, chosen.chosen.enterprise.code) == (2, row.shown[1])
    assert not orders_for(town.actor("guanli1")).exists() and not orders_for(town.actor("qiye2")).exists()
    withdraw(owner, order.number)
    assert differences_of("intermediaries.order", order.pk) == []


def test_from_contract_to_the_shelf(town):
    service(town)
    owner, order = contracted(town)
    broker = town.actor("zhongjie")
    with pytest.raises(Refusal, match="申请人"):
        fulfil.rate(broker, order.number, 1)
    fulfil.deliver(broker, order.number, "报告表报批稿", "报告表.pdf", b"%PDF-1.4 sample\nstartxref\n0\n%%EOF\n")
    first, again = shelve_result(owner, order.number), shelve_result(owner, order.number)
    assert first.pk == again.pk and first.enterprise_id == owner.enterprises[0]
    done = fulfil.rate(owner, order.number, 1, "按时")
    assert done.state == "rated" and differences_of("intermediaries.order", order.pk) == []
    parks, day = [town.park("lingang").pk], at().date()
    assert queries.totals(parks, day, day) == {"orders": 1, "contracts": 1, "delivered": 1, "intermediaries": 1}


def test_declined_disputed_resumed_and_ended(town):
    service(town)
    entered(town, "zhongjie2")
    owner, order, row, _ = ordered(town)
    choose(owner, order.number, row.shown[0], row.pk)
    with pytest.raises(Refusal, match="还没有报出"):
        fulfil.sign(owner, order.number)
    assert fulfil.decline(town.actor("zhongjie2"), order.number, "人手排满").state == "published"
    owner, other = contracted(town)
    fulfil.dispute(owner, other.number, "没有按时踏勘现场")
    with pytest.raises(Refusal, match="申请人"):
        fulfil.resume(town.actor("zhongjie"), other.number, "已经踏勘")
    fulfil.resume(owner, other.number, "已经踏勘")
    assert fulfil.fail(owner, other.number, "项目不做了").state == "failed"
