"""Promises: a second notice and its flag, a correction at the counter, a paper promised for later, commitments kept, mended and false; a letterhead."""

from yuanban.accounts.acting import acting
from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.apply import Application, apply
from yuanban.cases.actions.ask_supplement import ask_supplement
from yuanban.cases.actions.correct import correct
from yuanban.cases.actions.receive import receive
from yuanban.cases.actions.supply import supply
from yuanban.cases.files import keep
from yuanban.cases.permit import plan_of
from yuanban.catalogue.actions.edit_draft import edit_draft
from yuanban.catalogue.actions.publish_version import publish_version
from yuanban.catalogue.actions.start_draft import MATERIAL, start_draft
from yuanban.catalogue.queries import version_on
from yuanban.demo.forms import answers, sample_file
from yuanban.demo.work import bring
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.oversight.actions.check_commitment import check_commitment
from yuanban.papers.actions.set_letterhead import set_letterhead
from yuanban.places.models import Body

HYGIENE, BUILDING = "公共场所卫生许可", "建筑工程施工许可证核发"
SEEN = {
    "kept": "卫生监督员二人到现场查看，布局、消毒设施、通风与承诺一致。",
    "mend": "消毒间没有单独设置，与承诺的第二项不一致，其余一致。",
    "false": "经营场所没有消毒间和公共用具消毒设施，与承诺不符，承诺时即不具备。",
}


def tell(town):
    province = acting(Person.objects.get(username="shengzx"), town.now)
    head_papers(province)
    park, firms = next((park, firms) for park, firms in town.parks if park.code == "lingang")
    own = Enterprise.objects.filter(members__username="qiye").select_related("region", "park").order_by("pk").first()
    item = next((one for one in town.offers[park.pk] if one.name == BUILDING), None)
    if item is not None and own is not None:
        asked_twice(town, park, item, own)
        put_right(town, park, item, own)
        put_off(town, park, item, own)
    committed(town, park, firms, province)


def head_papers(province):
    for code in ("yb-hud", "yb-approval"):
        if body := Body.objects.filter(code=code).first():
            set_letterhead(province, body, body.name, True, f"{body.short}　样例大道1号　电话：0831-0000000")


def on(town, days):
    return town.office(add_workdays(town.now.date(), -days))


def received(town, park, item, firm, days):
    case = town.application(on(town, days), park, item, None, firm, "plain")[0]
    clerk = town.staff.at(park.centre, "clerk", town.rng)
    receive(clerk.then(on(town, days)), case.number, checked=[m.code for m in case.materials.all()])
    case.refresh_from_db()
    return case, clerk


def accepter(town, case, at):
    return town.staff.for_step(plan_of(case).step("accept"), "accept", town.rng).then(at)


def asked_twice(town, park, item, firm):
    """One who asks again without a ground is refused; one whose ground is new is not; the supervisor sees both."""
    case, clerk = received(town, park, item, firm, 5)
    at, codes = on(town, 4), [m.code for m in case.materials.filter(state="given")[:2]]
    first = [{"target": "material", "key": codes[0], "kind": "illegible", "text": "第二页看不清。", "cure": "重新扫描"}]
    ask_supplement(accepter(town, case, at), case.number, first)
    supply(clerk.then(on(town, 2)), case.number, {}, paper=codes[:1])
    at, again = (
        on(town, 1),
        [{"target": "material", "key": codes[1], "kind": "mismatch", "text": "与补交的合同不一致。"}],
    )
    try:
        ask_supplement(accepter(town, case, at), case.number, again)
    except Refusal as problem:
        town.refused.append(str(problem))
    why = "补交的合同写明施工单位已经变更，第一次告知时没有这份合同。"
    ask_supplement(accepter(town, case, at), case.number, again, ground="from-supplement", reason=why)


def put_right(town, park, item, firm):
    case, clerk = received(town, park, item, firm, 1)
    correct(clerk.then(town.now), case.number, firm.legal_person, {}, [case.materials.filter(state="given")[0].code])


def put_off(town, park, item, firm):
    """Accepted with one paper promised for the week after."""
    material = version_on(item, town.now.date()).materials.filter(need="deferrable").first()
    if material is None:
        return
    case = handed_in(town, park, item, firm, on(town, 2), material.code, deferred=frozenset({material.code}))
    clerk = town.staff.at(park.centre, "clerk", town.rng)
    receive(clerk.then(on(town, 2)), case.number, checked=[m.code for m in case.materials.filter(state="given")])
    accept(accepter(town, case, on(town, 1)), case.number)


def handed_in(town, park, item, firm, at, code, **more):
    """Applied for without this material, for which `more` says what stands in its place."""
    person, version = town.staff.firm_person(firm, at).then(at), version_on(item, at.date())
    form, wanted = answers(version.form, firm, town.rng), version.materials.exclude(need="shared").exclude(code=code)
    files = {m.code: keep(person, f"{m.name}.pdf", sample_file("样例材料")).pk for m in wanted}
    whole = Application(
        park=park, item=item, enterprise=firm, applicant=Person.objects.get(pk=person.person), form=form, files=files,
        subject=f"{firm.short}{item.name}"[:200], **more,
    )  # fmt: skip
    return apply(person, whole)[0]


def committed(town, park, firms, province):
    """Four granted on a commitment: one waits, one was true, one has to mend, one was false."""
    item = next((one for one in town.offers[park.pk] if one.name == HYGIENE), None)
    if item is None:
        return
    code = open_to_commitments(item, province)
    for firm, result in zip(firms, [None, *SEEN], strict=False):
        try:
            case = handed_in(town, park, item, firm, town.now, code, committed=True, commitment_read=True)
        except Refusal as problem:
            town.refused.append(str(problem))
            continue
        if bring(town, town.now, case, firm, "delivered") and result:
            mend_by = add_workdays(town.now.date(), 10) if result == "mend" else None
            organ = town.staff.for_step(plan_of(case).step("decide"), "decide", town.rng)
            check_commitment(organ.then(town.now), case.number, result, SEEN[result], mend_by)


def open_to_commitments(item, province):
    """A new version of the guide, from today on, under which one material may be promised. -> its code."""
    now = version_on(item, province.day)
    materials = [{name: getattr(m, name) for name in MATERIAL} for m in now.materials.all()]
    code = next(m["code"] for m in materials if m["need"] == "required" and "申请" not in m["name"])
    said = {"materials": [code], "conditions": [], "days": 60, "consequence": "承诺不实的，撤销许可，记入信用记录。"}
    draft = edit_draft(province, start_draft(province, item), province.day, materials, commitment=said)
    publish_version(province, draft)
    return code
