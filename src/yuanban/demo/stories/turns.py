"""Turns of procedure: hearings at each stage, a first review by a lower organ, an end without a decision, a late delivery."""

import datetime as dt

from yuanban.accounts.models import Person
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.ask_hearing import ask_hearing
from yuanban.cases.actions.deliver import deliver
from yuanban.cases.actions.first_review import first_review
from yuanban.cases.actions.fix_hearing import fix_hearing
from yuanban.cases.actions.receive import receive
from yuanban.cases.actions.record_hearing import record_hearing
from yuanban.cases.actions.tell_hearing import tell_hearing
from yuanban.cases.actions.terminate import terminate
from yuanban.cases.hearings import chairs
from yuanban.cases.permit import plan_of
from yuanban.catalogue.actions.edit_draft import edit_draft
from yuanban.catalogue.actions.publish_version import publish_version
from yuanban.catalogue.actions.start_draft import MATERIAL, start_draft
from yuanban.catalogue.queries import version_on
from yuanban.demo.work import bring
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.mandates.actions.draft_instrument import draft_instrument
from yuanban.mandates.actions.publish_instrument import publish_instrument
from yuanban.mandates.actions.sign_instrument import sign_instrument
from yuanban.places.models import Body

BUILDING = "建设工程规划许可证核发"
INDUSTRIAL = "重要工业产品生产许可证核发"
LOWER = "yb-amr"
POWER = {"first-review": "review"}
REASON = "拟建厂房紧邻居民小区，直接影响相邻住户的采光和通行。"
NEIGHBOURS = ["滨江样例小区业主委员会", "宜宾样例物业服务有限公司"]
RECORD = {
    "attended": "申请人委托代理人、业主委员会代表3人、审查人员2人、记录员1人。",
    "statements": "审查人员说明日照分析和通道设计；业主代表对大寒日日照时数提出质疑；申请人承诺退让四米并增设隔声屏障，提交调整后的图纸。",
    "signed": "各方代表确认无误后签字。",
}


def tell(town):
    printed = Person.objects.exclude(demo_note="").filter(enterprises__isnull=False).order_by("pk")[0]
    firm = printed.enterprises.select_related("region").prefetch_related("members").order_by("pk")[0]
    park = next(park for park, _ in town.parks if park.pk == firm.park_id)
    item = next((item for item in town.offers[park.pk] if item.name == BUILDING), None)
    for days, until in ((1, "told"), (3, "asked"), (8, "noticed"), (11, "held")) if item else ():
        heard(town, park, firm, item, days, until)
    ended(town, park, firm)
    late(town, park, firm)
    sent_up(town, park, firm)


def on(town, days):
    return town.office(add_workdays(town.now.date(), -days))


def brought(town, park, firm, item, at, state):
    """The matter in this state, or None when this firm cannot have it."""
    try:
        case = town.application(at, park, item, None, firm, "plain")[0]
    except Refusal as problem:
        town.refused.append(str(problem))
        return None
    return case if bring(town, at, case, firm, state) else None


def by(town, case, power, at):
    return town.staff.for_step(plan_of(case).step(power), POWER.get(power, power), town.rng).then(at)


def heard(town, park, firm, item, days, until):
    """Told so many working days ago, and gone on with as far as wanted."""
    case = brought(town, park, firm, item, on(town, days + 2), "reviewed")
    if case is None:
        return
    officer, owner = by(town, case, "review", on(town, days)), town.staff.firm_person(firm, town.now)
    tell_hearing(officer, case.number, "interests", REASON, NEIGHBOURS)
    if until == "told":
        return
    ask_hearing(owner.then(on(town, days - 1)), case.number, reason="希望当面说明退让方案。")
    if until == "asked":
        return
    held = add_workdays(town.now.date(), -days + 10)
    day = on(town, days - 2)
    chair = next(pk for pk in chairs(officer, case, plan_of(case).step("review").in_name_of) if pk != officer.person)
    fix_hearing(officer.then(day), case.number, held.isoformat(), "9:30", f"{park.centre.name}二楼会议室", chair)
    if until == "held":
        record_hearing(officer.then(town.office(held)), case.number, **RECORD)


def ended(town, park, firm):
    for item in town.offers[park.pk]:
        case = brought(town, park, firm, item, on(town, 6), "accepted")
        if case:
            why = "项目用地因地质灾害治理收回，申请事项已经不能实施，用地收回决定附后。"
            terminate(by(town, case, "decide", on(town, 1)), case.number, "impossible", why)
            return


def late(town, park, firm):
    """Decided in time, and three working days too late in the applicant's hands."""
    for item in town.offers[park.pk][3:]:
        case = brought(town, park, firm, item, on(town, 40), "issued")
        if case:
            clerk = town.staff.at(park.centre, "clerk", town.rng)
            at = town.office(add_workdays(case.decided_on, 13))
            why = "按登记地址邮寄两次均被退回，重新核实地址后送达。"
            deliver(clerk.then(at), case.number, "post", firm.legal_person, late=why)
            return


def sent_up(town, park, firm):
    """The city's bureau accepts and reviews first, the province decides (sample rule): one waits below, one has gone up."""
    item = next((item for item in town.offers[park.pk] if item.name == INDUSTRIAL), None)
    if item is None:
        return
    goes_up_first(town, item, Body.objects.get(code=LOWER))
    helper = next(a for a in town.staff.by_centre[park.centre.pk, "helper"] if "receive" in a.powers)
    for number in range(2):
        case = town.application(town.now, park, item, None, firm, "helper", helper)[0]
        receive(helper.then(town.now), case.number, checked=[m.code for m in case.materials.all()])
        accept(by(town, case, "accept", town.now), case.number)
        case.refresh_from_db()
        if number:
            opinion = "生产设备、检验能力和质量管理制度经核实符合条件，建议准予。"
            first_review(by(town, case, "first-review", town.now), case.number, opinion)


def goes_up_first(town, item, lower):
    """The rule that gives the lower organ its part, and a version of the guide that names it, from today on."""
    officer = next(a for posts in town.staff.by_body.values() for a in posts if a.role == "provincial").then(town.now)
    first = town.now.date() - dt.timedelta(days=400)
    draft_instrument(
        officer, items=[item], code="law-first-review-yb-amr", kind="statute", title="宜宾市市场监督管理局初审职责", to=lower,
        powers=["accept", "review"], territory=["511500"], basis="样例条例第十条（演示，虚构）", from_date=first,
    )  # fmt: skip
    sign_instrument(officer, "law-first-review-yb-amr", first)
    publish_instrument(officer, "law-first-review-yb-amr", first, "法规文本")
    now = version_on(item, town.now.date())
    materials = [{name: getattr(m, name) for name in MATERIAL} for m in now.materials.all()]
    draft = edit_draft(officer, start_draft(officer, item), officer.day, materials, first_reviewer=lower)
    publish_version(officer, draft)
