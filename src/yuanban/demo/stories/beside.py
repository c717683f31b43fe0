"""招聘、活动、中介、驻场机构: some living examples of each, played by the people who may."""

import datetime as dt

from yuanban.accounts.acting import CHINA, Actor, acting
from yuanban.accounts.models import Enterprise, Person, Post
from yuanban.catalogue.models import Item
from yuanban.demo.load import read
from yuanban.intermediaries.actions import fulfil
from yuanban.intermediaries.actions.check_offer import check_offer
from yuanban.intermediaries.actions.enter import enter, offer_service
from yuanban.intermediaries.actions.keep_services import add_service, require_service
from yuanban.intermediaries.actions.place_order import choose, place_order
from yuanban.intermediaries.drawing import draw
from yuanban.intermediaries.models import Offer
from yuanban.law.calendar import add_workdays, is_workday
from yuanban.places.models import Body
from yuanban.recruiting.actions.check_in import check_in
from yuanban.recruiting.actions.confirm_hires import confirm_hires
from yuanban.recruiting.actions.feed_back import feed_back
from yuanban.recruiting.actions.hold_gathering import change_gathering, hold_gathering
from yuanban.recruiting.actions.post_vacancy import post_vacancy
from yuanban.recruiting.actions.ring_up import ring_up
from yuanban.recruiting.actions.say_interest import answer_interest, say_interest
from yuanban.recruiting.actions.sign_up import sign_up, take_stall
from yuanban.recruiting.moving import to_ring
from yuanban.residents.actions import handle_dispute as handle
from yuanban.residents.actions.keep_institution import settle
from yuanban.residents.actions.open_dispute import open_dispute
from yuanban.residents.actions.roster import put_on_duty

PDF = b"%PDF-1.4 sample\nstartxref\n0\n%%EOF\n"
JOBS = [
    ("qiye", "焊工", "储罐、管道焊接，按图施工。", "持焊工证，两年以上经验，男女不限。", 6500, 9000, 6),
    ("qiye", "酿酒工", "制曲、发酵、蒸馏车间操作，三班倒。", "身体能胜任车间作业，可以边学边干。", 5000, 7500, 20),
    ("qiye2", "电池装配工", "电芯上料、装配、检测。", "会看作业指导书，无经验的入职培训。", 5200, 8200, 60),
    ("qiye2", "设备维护技师", "自动化产线日常点检和维修。", "机电类专业或者三年以上经验。", 8000, 12000, 4),
    ("qiye3", "质检员", "来料和成品检验，填写记录。", "细心，会用量具；45岁以下。", 4800, 6500, 5),
    ("qiye3", "仓库管理员", "收发料、盘点、叉车配合。", "会用电子表格，有叉车证的优先。", 4500, 6000, 2),
]
SURNAMES, PEOPLE = "张王李刘陈杨黄周吴徐孙马", 26


def tell(town):
    cast = Cast(town)
    recruiting(town, cast)
    intermediaries(town, cast)
    residents(town, cast)


class Cast:
    """People by user name, at a moment."""

    def __init__(self, town):
        self.now, self.people = town.now, {}

    def __call__(self, username, at=None):
        if username not in self.people:
            self.people[username] = Person.objects.get(username=username)
        return acting(self.people[username], at or self.now)


def nobody(at):
    return Actor(person=None, name="访客", at=at)


def before(town, days, hour=10):
    return at_hour(add_workdays(today(town), -days), hour)


def ahead(town, days, hour):
    return at_hour(add_workdays(today(town), days), hour)


def at_hour(day, hour):
    return dt.datetime.combine(day, dt.time(hour), tzinfo=CHINA)


def today(town):
    return town.now.astimezone(CHINA).date()


# -- recruiting -----------------------------------------------------------------------------------------------------


def recruiting(town, cast):
    jobs = [post(town, cast, *said) for said in JOBS]
    held_fair(town, cast, jobs)
    for kind, title, about, place, days, seats in (
        ("party", "园区党建联盟主题党日", "走进车间学技术，结对帮企业解难题。", "示例电池党群服务站", 6, 40),
        ("mass", "园区职工篮球赛观赛和报名", "各企业自愿组队，工会组织。", "园区体育馆", 11, 120),
        ("training", "用工政策和社保讲座", "稳岗返还、工伤认定、社保缴费，现场答疑。", "中心二楼会议室", 3, 12),
    ):
        gathering(town, cast, kind, title, about, place, ahead(town, days, 14), seats=seats)
    coming_fair(town, cast)
    first, *_ = jobs
    for n in range(3):
        one, _ = say_interest(
            nobody(before(town, 2)), first.pk, f"{SURNAMES[n]}演职", f"139-0000-{700 + n:04d}", "可以随时到岗"
        )
        if n:
            answer_interest(cast("qiye"), one.pk, "called" if n == 1 else "hired")
    crowded(town, cast)


def post(town, cast, who, title, duties, wants, low, high, wanted):
    actor = cast(who, before(town, 12))
    said = {
        "title": title, "duties": duties, "wants": wants, "place": "临港经开区示例大道", "pay_low": low, "pay_high": high,
        "wanted": wanted, "phone": "0831-0000190", "until": today(town) + dt.timedelta(days=40),
    }  # fmt: skip
    return post_vacancy(actor, actor.enterprises[0], said)


def gathering(town, cast, kind, title, about, place, starts, seats, stalls=0, at=None):
    said = {
        "kind": kind, "title": title, "about": about, "place": place, "starts_at": starts, "ends_at": starts + dt.timedelta(hours=3),
        "close_at": starts, "seats": seats, "stalls": stalls,
    }  # fmt: skip
    return hold_gathering(cast("guanli1", at or before(town, 5)), said)


def held_fair(town, cast, jobs):
    """Two weeks ago: most came, some gave their opinion, the firms confirm whom they hired."""
    starts = before(town, 8, 9)
    fair = gathering(
        town,
        cast,
        "fair",
        "临港经开区秋季招聘会",
        "三家企业现场招聘，岗位九十多个。",
        "中心一楼大厅",
        starts,
        300,
        20,
        before(town, 14),
    )
    stalls = [
        take_stall(cast(who, before(town, 12)), fair.pk, cast(who).enterprises[0])[0]
        for who in ("qiye", "qiye2", "qiye3")
    ]
    people = [
        sign_up(nobody(before(town, 11)), fair.pk, f"{SURNAMES[n % 12]}演{'甲乙丙丁'[n % 4]}", f"139-0000-{n:04d}")[0]
        for n in range(PEOPLE)
    ]
    door = cast("chuangkou", starts + dt.timedelta(minutes=20))
    for one in [*stalls, *people[: PEOPLE - 5]]:
        check_in(door, fair, one.code)
    for n, one in enumerate(people[:9]):
        feed_back(
            nobody(starts + dt.timedelta(hours=3)),
            one.pk,
            1 + n % 3,
            ["岗位对口，当场谈好。", "希望多一些文职岗位。", ""][n % 3],
        )
    for who, job, number in (("qiye", jobs[1], 4), ("qiye2", jobs[2], 7), ("qiye3", jobs[4], 2)):
        confirm_hires(cast(who, before(town, 6)), job.pk, number, fair.pk)


def coming_fair(town, cast):
    fair = gathering(
        town,
        cast,
        "fair",
        "临港经开区冬季招聘会",
        "电池、酿酒、终端企业现场招聘，提供免费简历打印。",
        "中心一楼大厅",
        ahead(town, 7, 9),
        200,
        12,
    )
    for who in ("qiye", "qiye2"):
        take_stall(cast(who, before(town, 2)), fair.pk, cast(who).enterprises[0])
    for n in range(14):
        sign_up(nobody(before(town, 1)), fair.pk, f"{SURNAMES[n % 12]}演{'戊己庚'[n % 3]}", f"139-0001-{n:04d}")
    elsewhere(town, cast, fair)


def elsewhere(town, cast, fair):
    """The fair goes to a larger hall: firms have a message, who left only a telephone is being rung up."""
    said = {
        key: getattr(fair, key) for key in ("title", "about", "starts_at", "ends_at", "close_at", "seats", "stalls")
    }
    moved = change_gathering(cast("guanli1"), fair.pk, said | {"place": "园区体育馆"})
    for one in to_ring(moved)[:4]:
        ring_up(cast("chuangkou"), moved, one.pk)


def crowded(town, cast):
    """A talk that is full: the last ones wait."""
    talk = gathering(
        town, cast, "training", "焊工实操公开课", "名额少，报满的候补。", "示例电池实训车间", ahead(town, 4, 9), 6
    )
    for n in range(9):
        sign_up(nobody(before(town, 1)), talk.pk, f"{SURNAMES[n]}演辛", f"139-0002-{n:04d}")


# -- intermediaries -------------------------------------------------------------------------------------------------

OFFERED = {
    "zhongjie": ("环境影响评价和水土保持方案编制。", [("eia-report", ""), ("soil-water", "")]),
    "zhongjie2": ("工程咨询、环境咨询。", [("eia-report", ""), ("feasibility", ""), ("soil-water", "")]),
    "zhongjie3": ("危险化学品安全评价、环境咨询。", [("safety-assessment", "样例安评证第3号"), ("eia-report", "")]),
    "zhongjie4": ("房屋建筑和市政工程施工图审查。", [("drawing-review", "样例图审证第4号"), ("feasibility", "")]),
}
ORDERS = ("published", "chosen", "offered", "contract", "delivered", "rated", "disputed", "failed")


def intermediaries(town, cast):
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


# -- residents ------------------------------------------------------------------------------------------------------

HOUSED = {
    "lg-court": ("court", "一号", "小额商事案件就地立案、调解、审判。", "诉讼咨询\n网上立案辅导\n巡回审判"),
    "lg-procuracy": ("procuratorate", "二号", "涉企法律监督、合规指引。", "控告申诉受理\n企业合规咨询"),
    "lg-notary": ("notary", "三号", "合同、股权、证据保全等公证。", "合同公证\n赋予强制执行效力公证\n保全证据"),
    "lg-mediation": ("mediation", "四号", "商事、劳动纠纷调解，不收费。", "合同纠纷调解\n劳动争议调解\n欠款调解"),
    "lg-arbitration": ("arbitration", "五号", "商事仲裁咨询和立案。", "仲裁条款起草\n仲裁立案"),
    "lg-legal-aid": ("legal-aid", "六号", "为符合条件的职工提供法律援助。", "职工法律援助\n法律咨询"),
}
CASE = {
    "matter": "payment", "other": "样例包装制品经营部", "other_contact": "139-0000-0900", "consent": "1",
}  # fmt: skip


def residents(town, cast):
    here = {}
    for code, (kind, room, about, matters) in HOUSED.items():
        said = {
            "body": code,
            "kind": kind,
            "place": f"中心二楼法律服务区{room}",
            "phone": "0831-0000160",
            "hours": "工作日 9:00—12:00，13:30—17:00",
            "about": about,
            "matters": matters,
        }
        here[kind] = settle(cast("guanli1", before(town, 60)), said)
        name = Post.objects.select_related("person").get(body=Body.objects.get(code=code)).person.name
        nine, five = dt.time(9), dt.time(17)
        put_on_duty(
            cast("guanli1"),
            here[kind].pk,
            name,
            today(town),
            today(town) + dt.timedelta(days=9),
            nine,
            five,
            is_workday,
        )
    settled(town, cast, here)
    waiting(town, cast, here)


def settled(town, cast, here):
    """Mediated, then made enforceable by the notary: two institutions, one thread."""
    owner = cast("qiye", before(town, 15))
    text = "去年供货的余款二十六万元到期没有付，多次催要，对方称资金周转困难，愿意协商。"
    found = open_dispute(
        owner, here["mediation"].pk, CASE | {"title": "货款拖欠，愿意分期", "text": text}, owner.enterprises[0]
    )
    mediator, notary = cast("tiaojie", before(town, 14)), cast("gongzheng", before(town, 10))
    handle.take(mediator, found.number)
    handle.say(mediator, found.number, "已与双方电话沟通，约定后天到场。")
    handle.say(owner.then(before(town, 13)), found.number, "对账单和合同原件届时带来。")
    handle.send(
        mediator.then(before(town, 11)),
        found.number,
        here["notary"].pk,
        {"note": "达成分三期付款的一致意见，双方要求办理赋予强制执行效力的公证。"},
    )
    handle.take(notary, found.number)
    handle.settle(
        notary.then(before(town, 8)), found.number, before(town, 8).date(), "已出具公证书，第一期款项当日付清。"
    )


def waiting(town, cast, here):
    """One in the mediator's hands, one waiting to be signed for, one that the court's desk did not take."""
    owner = cast("qiye2", before(town, 6))
    said = CASE | {
        "matter": "contract",
        "title": "设备验收标准有分歧",
        "text": "涂布机试运行指标与合同不一致，供方认为合格，双方僵持。",
        "other": "样例机械设备厂",
    }
    taken = open_dispute(owner, here["mediation"].pk, said, owner.enterprises[0])
    handle.take(cast("tiaojie", before(town, 5)), taken.number)
    done = open_dispute(
        owner,
        here["mediation"].pk,
        said | {"title": "运输损坏赔偿", "text": "运输途中三箱极片受潮，承运方只愿赔运费。"},
        owner.enterprises[0],
    )
    handle.take(cast("tiaojie", before(town, 5)), done.number)
    handle.settle(cast("tiaojie", before(town, 3)), done.number, before(town, 3).date(), "承运方赔偿四成，十日内付清。")
    handle.confirm(cast("tiaojie", before(town, 2)), done.number, "asked", before(town, 2).date())
    firm = cast("qiye3", before(town, 1))
    said = CASE | {
        "matter": "lease",
        "title": "厂房退租押金",
        "text": "租期届满，已经腾退，房东迟迟不退押金。",
        "other": "样例房东乙",
    }
    open_dispute(firm, here["mediation"].pk, said, firm.enterprises[0])
    refused = open_dispute(
        firm,
        here["court"].pk,
        said | {"title": "竞业限制补偿", "text": "离职员工要求支付竞业限制补偿，数额谈不拢。", "matter": "labour"},
        firm.enterprises[0],
    )
    handle.decline(cast("fating"), refused.number, "劳动争议应当先申请劳动仲裁，可以先调解。")
