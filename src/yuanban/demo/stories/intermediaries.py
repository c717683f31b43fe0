"""中介服务: who entered, and a commission in each of its states."""

import datetime as dt

from yuanban.accounts.models import Enterprise
from yuanban.catalogue.models import Item
from yuanban.demo.load import read
from yuanban.demo.playing import Cast, before, today
from yuanban.intermediaries.actions import fulfil
from yuanban.intermediaries.actions.check_offer import check_offer
from yuanban.intermediaries.actions.enter import enter, offer_service
from yuanban.intermediaries.actions.keep_services import add_service, require_service
from yuanban.intermediaries.actions.place_order import choose, place_order
from yuanban.intermediaries.drawing import draw
from yuanban.intermediaries.models import Offer

PDF = b"%PDF-1.4 sample\nstartxref\n0\n%%EOF\n"


OFFERED = {
    "zhongjie": ("环境影响评价和水土保持方案编制。", [("eia-report", ""), ("soil-water", "")]),
    "zhongjie2": ("工程咨询、环境咨询。", [("eia-report", ""), ("feasibility", ""), ("soil-water", "")]),
    "zhongjie3": ("危险化学品安全评价、环境咨询。", [("safety-assessment", "样例安评证第3号"), ("eia-report", "")]),
    "zhongjie4": ("房屋建筑和市政工程施工图审查。", [("drawing-review", "样例图审证第4号"), ("feasibility", "")]),
}
ORDERS = ("published", "chosen", "offered", "contract", "delivered", "rated", "disputed", "failed")


def tell(town):
    cast = Cast(town)
    keeper = cast("admin", before(town, 40))
    services = {}
    for row in read("services"):
        services[row["code"]] = add_service(keeper, row["code"], row["name"], row["about"], row["licence"])
        for need in row["needs"]:
            for item in Item.objects.filter(name__in=need["items"]).order_by("pk"):
                require_service(
                    keeper, services[row["code"]], item, need["law"], need["article"], need["own"], need["note"]
                )
    for who, (about, rows) in OFFERED.items():
        actor = cast(who, before(town, 30))
        enter(actor, actor.enterprises[0], about, cast.people[who].phone)
        for code, licence in rows:
            said = {
                "price": "按规模协商，公示上限三万元",
                "days": "15",
                "terms": "先踏勘，后出稿，审查意见免费修改",
                "licence": licence,
                "issuer": "样例发证机关" if licence else "",
            }
            offer_service(actor, code, said)
    first = Offer.objects.filter(state="claimed").order_by("pk").first()
    if first:
        check_offer(cast("guanli1", before(town, 29)), first.pk, "listed", note="发证机关网站可查，在有效期内。")
    for n, state in enumerate(ORDERS):
        order(town, cast, state, n)


def order(town, cast, state, n):
    """One order of the printed enterprise, brought to this state."""
    owner = cast("qiye", before(town, 20 - n))
    found = place_order(
        owner,
        "eia-report" if n % 2 else "soil-water",
        f"技改项目第{n + 1}期，需要在年底前完成编制。",
        owner.enterprises[0],
    )
    row, _ = draw(owner, found.service, found)
    if state == "published":
        return
    mine = cast("zhongjie").enterprises[0]
    code = Enterprise.objects.get(pk=mine).code if n % 3 else row.shown[0]
    found = choose(owner, found.number, code, row.pk)
    broker = cast(found.chosen.enterprise.members.first().username, before(town, 18 - n))
    if state == "chosen":
        return
    due = today(town) + dt.timedelta(days=20)
    fulfil.offer_terms(broker, found.number, 9000 + 1000 * n, due, "报批稿三份，签约付三成，交付付清。")
    if state == "offered":
        return
    fulfil.sign(owner.then(broker.at), found.number)
    if state in ("delivered", "rated"):
        fulfil.deliver(broker, found.number, "报批稿和电子版", "报批稿.pdf", PDF)
    if state == "rated":
        fulfil.rate(owner.then(broker.at), found.number, 2, "按约定交付。")
    if state == "disputed":
        fulfil.dispute(owner.then(broker.at), found.number, "没有按约定时间踏勘现场。")
    if state == "failed":
        fulfil.fail(owner.then(broker.at), found.number, "项目调整，双方同意终止。")
