"""驻场机构和纠纷: who sits there, a dispute that is settled and one that waits."""

import datetime as dt

from yuanban.accounts.models import Post
from yuanban.demo.playing import Cast, before, today
from yuanban.law.calendar import is_workday
from yuanban.places.models import Body
from yuanban.residents.actions import handle_dispute as handle
from yuanban.residents.actions.keep_institution import settle
from yuanban.residents.actions.open_dispute import open_dispute
from yuanban.residents.actions.roster import put_on_duty

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


def tell(town):
    cast = Cast(town)
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
