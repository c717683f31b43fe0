"""要素服务: providers of all kinds, a request at every point of its way, and one joint connection with its visit."""

import datetime as dt
from functools import cache
from importlib.resources import files

import yaml
from django.contrib.auth.hashers import make_password

from yuanban.accounts.acting import acting
from yuanban.accounts.demo import PASSWORD
from yuanban.accounts.models import Person
from yuanban.cases.files import keep
from yuanban.cases.models import Case
from yuanban.demo.forms import sample_file
from yuanban.law.calendar import add_workdays
from yuanban.places.models import Park
from yuanban.support.actions import answer_request as by_firm
from yuanban.support.actions import handle_request as by_provider
from yuanban.support.actions import visit_site as visiting
from yuanban.support.actions.apply_admission import Details, Paper, apply_admission
from yuanban.support.actions.ask_connection import ask_connection
from yuanban.support.actions.ask_service import ask_service
from yuanban.support.actions.judge_admission import judge_admission
from yuanban.support.actions.keep_product import keep_product, set_product
from yuanban.support.actions.say import say
from yuanban.support.actions.state_need import give_facts, state_need
from yuanban.support.actions.watch import watch
from yuanban.support.models import Product
from yuanban.support.permits import PENDING

MANAGERS = {"lingang": "guanli1", "jiangan": "guanli2", "nanxi": "guanli3"}
LAPSED = "样例网络宜宾分公司"  # its term has run out with a request under way
WAITS = "样例农商行"  # its second park has not judged yet
FACTS = {
    "years": "6", "revenue_wan": "4200", "tax_wan": "310", "employees": "86", "debt_ratio": "48", "tax_grade": "A",
    "sme": "是", "injury_insured": "是", "hazardous": "否", "site_ready": "是", "orders": "是", "patents": "2",
}  # fmt: skip
# kind, product, amount, purpose, how far, working days ago, what is said at the last step
STORIES = [
    ("loan", "园区信用贷", "200", "采购高粱和包装材料，备战旺季", "asked", 1),
    ("loan", "订单贷", "120", "按订单采购玻璃瓶", "offered", 3),
    ("guarantee", "支小担保", "300", "为厂房扩建贷款提供担保", "taken", 4),
    ("insurance", "安全生产责任险", "2000", "全厂安全生产责任", "closed", 22),
    ("testing", "排污自行监测", "12", "第四季度自行监测", "agreed", 9),
    ("recruiting", "定向招聘", "15", "灌装线新增操作工和焊工", "delivered", 28),
    ("training", "新型学徒制培训", "30", "灌装、叉车岗位培训", "unfit", 12),
    ("legal", "合同审查", "4", "经销合同、用工合同审查", "closed", 15),
    ("logistics", "铁水联运专线", "600", "成品酒经宜宾港出川", "withdrawn", 10),
    ("ip", "发明专利代理", "2", "酿造工艺两项发明", "late", 8),
    ("telecom", "工业互联专线", "200", "灌装车间数据采集", "lapsed", 6),
]
RESULTS = {"insurance": "2000", "recruiting": "13", "legal": "4"}


@cache
def providers():
    text = files("yuanban.demo").joinpath("world/providers.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def tell(town):
    paper = sample_file("资质文件")
    for told in providers():
        admit(town, told, paper)
    firm = town.parks[0][1][0]
    owner = acting(Person.objects.get(username="qiye"), earlier(town, 30))
    give_facts(owner, firm, FACTS)
    for story in STORIES:
        play(town, firm, owner, *story)
    connect(town, firm, owner)
    open_needs(town, firm, owner)
    watch(town.now)


def earlier(town, days):
    return min(town.office(add_workdays(town.now.date(), -days)), town.now)


def hand(name, at):
    """Somebody of this provider: a printed account, or a person made for it."""
    return acting(Person.objects.get(username=name), at)


@cache
def password():
    return make_password(PASSWORD)


def lead_of(told):
    return told.get("lead") or "fw" + told["code"][-7:-1].lower()


def admit(town, told, paper):
    """Admitted four months ago for two years; one of them for so short a time that it is over."""
    name = lead_of(told)
    if "lead" not in told:
        called = f"{told['short'][:1]}演{told['short'][-1]}"
        Person(username=name, name=called, phone="138-0000-0170", is_demo=True, password=password()).save()
    at = town.office(add_workdays(town.now.date(), -80))
    provider, details = (
        None,
        Details(told["name"], told["code"], "0831-0000000", told["short"], "宜宾三江新区示例大道", told["intro"]),
    )
    for park in told["parks"]:
        actor = hand(name, at)
        shown = Paper(told["paper"], keep(actor, f"{told['paper']}.pdf", paper), "示证第0001号")
        row = apply_admission(actor, Park.objects.get(code=park).centre, told["kinds"], [shown], provider, details)
        provider = row.provider
        if told["short"] == WAITS and park != "lingang":
            continue
        last = town.now.date() + dt.timedelta(days=-1 if told["name"] == LAPSED else 400)
        judge_admission(acting(Person.objects.get(username=MANAGERS[park]), at), row.pk, "admit", to_date=last)
    for one in told["products"]:
        offer(hand(name, at), provider, one)


def offer(actor, provider, told):
    clauses = [{"expr": expr, "words": words} for expr, words in told.get("clauses", [])]
    row = keep_product(
        actor,
        provider,
        {**{k: str(v) for k, v in told.items()}, "clauses": clauses, "materials": told.get("materials", [])},
    )
    set_product(actor, provider, row.number, "open")


def play(town, firm, owner, kind, name, amount, purpose, end, days):
    """One request, as far as it goes."""
    at, product = earlier(town, days), Product.objects.select_related("provider").get(name=name)
    told = next(one for one in providers() if one["name"] == product.provider.name)
    theirs = hand(lead_of(told), at)
    need = state_need(owner.then(at), firm, town.parks[0][0].centre, kind, amount, purpose, "12")
    number = ask_service(owner.then(at), need, product.number, "请先电话联系，再到厂里看。").number
    if end in ("asked", "late"):
        return
    by_provider.take(theirs.then(at + dt.timedelta(hours=2)), number)
    say(theirs.then(at + dt.timedelta(hours=2)), number, "已收到，明天上午联系。")
    later = min(at + dt.timedelta(days=1), town.now)
    if end == "unfit":
        by_provider.decline(theirs.then(later), number, "这个工种本期学员已满，下一期明年三月开班。")
    elif end == "withdrawn":
        by_firm.withdraw(owner.then(later), number, "改由经销商自提。")
    elif end not in ("taken", "lapsed"):
        settle(town, owner, theirs, number, kind, amount, end, later)


def settle(town, owner, theirs, number, kind, amount, end, at):
    row = by_provider.offer(
        theirs.then(at),
        number,
        amount,
        "按公布的价格",
        "按需求办理，专人跟进。",
        town.now.date() + dt.timedelta(days=30),
    )
    if end == "offered":
        return
    by_firm.agree(owner.then(at), number)
    if end == "agreed":
        return
    done = min(at + dt.timedelta(days=4), town.now)
    by_provider.deliver(theirs.then(done), number, RESULTS.get(kind, amount), "已经办好，单据交给企业。")
    if end == "closed":
        by_firm.confirm(owner.then(min(done + dt.timedelta(days=1), town.now)), row.number, "1", "上门服务，很快。")


def connect(town, firm, owner):
    """One connection whose visit is over and whose power waits for the firm's permit; another whose time is being agreed."""
    pending = Case.objects.filter(enterprise=firm, state__in=PENDING).order_by("-applied_at")
    case = pending.filter(item__name__contains="施工").first() or pending.first()
    first = joint(
        town,
        firm,
        owner,
        "3号厂房及动力站",
        "新增灌装线，扩建3号厂房",
        12,
        case,
        power="800",
        water="120",
        gas="60",
        telecom="500",
    )
    legs = [
        (leg, hand(lead_of(told_of(leg.provider.name)), earlier(town, 11)))
        for leg in first.legs.select_related("provider")
    ]
    visit(town, owner, first, legs)
    for leg, actor in legs:
        by_provider.take(actor.then(earlier(town, 10)), leg.number)
        if leg.kind != "gas":
            forward(town, owner, actor, leg, "250" if leg.kind == "power" else str(leg.amount))
    second = joint(town, firm, owner, "科创中心2号楼", "研发楼入驻", 1, None, power="100", telecom="300")
    visiting.propose_visit(
        owner.then(town.now), second.number, add_workdays(town.now.date(), 3), "9:30", "请在东门集合。"
    )


def joint(town, firm, owner, site, purpose, days, case, **amounts):
    names = {"power": "高压用电报装", "water": "企业用水报装", "gas": "工商业用气报装", "telecom": "企业光纤宽带"}
    if amounts.get("power") == "100":
        names["power"] = "低压小微报装"
    legs = {kind: (Product.objects.get(name=names[kind]).number, much) for kind, much in amounts.items()}
    centre = town.parks[0][0].centre
    return ask_connection(owner.then(earlier(town, days)), firm, centre, site, purpose, legs, "", case)


def told_of(name):
    return next(one for one in providers() if one["name"] == name)


def visit(town, owner, row, legs):
    day, at = add_workdays(town.now.date(), -8), earlier(town, 11)
    visiting.propose_visit(owner.then(at), row.number, day, "9:30", "请在3号厂房南门集合。")
    for _, actor in legs:
        visiting.accept_visit(actor.then(at + dt.timedelta(hours=1)), row.number)
    for leg, actor in legs:
        ready = leg.kind != "gas"
        text = "管沟已经具备，可以接入。" if ready else "调压箱位置离配电房不足规范距离，请移位后再看。"
        visiting.record_finding(actor.then(town.office(day)), row.number, "ready" if ready else "not-ready", text)


def forward(town, owner, actor, leg, amount):
    at = earlier(town, 7)
    by_provider.offer(
        actor.then(at),
        leg.number,
        amount,
        "不收费",
        "按踏勘结果接入，投资到红线。",
        town.now.date() + dt.timedelta(days=30),
    )
    by_firm.agree(owner.then(at + dt.timedelta(hours=3)), leg.number)
    if leg.kind == "telecom":  # a cable needs no permit
        if leg.waits_for_id:
            by_firm.stop_waiting(owner.then(at + dt.timedelta(hours=4)), leg.number)
        by_provider.deliver(actor.then(earlier(town, 3)), leg.number, amount, "光纤已经入户开通。")
        by_firm.confirm(owner.then(earlier(town, 2)), leg.number, "2", "")


def open_needs(town, firm, owner):
    """A need nobody has been asked about yet, with a question still open."""
    at = earlier(town, 1)
    state_need(owner.then(at), firm, town.parks[0][0].centre, "loan", "800", "购买两条灌装线", "60")
