"""The notices on the way to a decision. Each writer is given the case, the event, the actor and the names."""

from yuanban.cases import clocking
from yuanban.cases import gaps as gap
from yuanban.cases.actions.refuse_acceptance import NAMES as REFUSALS
from yuanban.cases.models import CaseMaterial
from yuanban.law.calendar import add_workdays
from yuanban.law.duties import guard_due_day
from yuanban.law.gaps import KINDS, SECOND, TARGETS
from yuanban.law.procedure import GROUNDS, remedy_text
from yuanban.ledger.rows import select
from yuanban.papers.day import zh
from yuanban.papers.drafting import (
    Draft,
    Standing,
    carried,
    contacts,
    opening,
    p,
    standing_of,
    table,
    under,
    you,
)
from yuanban.papers.plain import lines

HANDED = {"given": "已收", "missing": "未收", "deferred": "容缺，待补", "shared": "免交", "committed": "承诺代替"}
FEE = {"name": "收费项目", "standard": "标准", "basis": "依据"}
APPROVERS = {"organ-head": "本机关负责人", "government-head": "本级人民政府负责人"}


def receipt(case, event, actor, names):
    """收件凭证: the window's own word that it took the materials; it says nothing yet about acceptance."""
    window = receiving_window(case, actor)
    standing = Standing(window, window, None, (), names.receipt_seal(window, actor.day))
    last = case.due_on
    body = [
        {"pairs": about(case)},
        table(["序号", "材料名称", "份数", "收件情况"], [0, 5, 2, 1.4], material_rows(case)),
        p(
            "以上材料已经收到。本凭证只证明收件，不代表申请已经受理。材料不齐全或者不符合法定形式的，受理机关将在",
            f"{zh(last)}前一次性告知需要补正的全部内容；逾期不告知的，自收到申请材料之日起即为受理。",
        ),
        *contacts(case.item_version),
    ]
    return [Draft("receipt", actor.day, standing, body)]


def receiving_window(case, actor):
    """The centre's window when its people take the file, else the body that took it: 收件 is done in one's own name."""
    window = next((w for w in case.centre.windows.all() if w.kind == "general"), None)
    return window.body.code if window and actor.centre == case.centre_id else actor.body


def about(case):
    rows = [
        ["办件编号", case.number],
        ["申请人", case.applicant_name],
        ["申请事项", case.item.name],
        ["申请内容", case.subject],
        ["收件日期", zh(case.received_on)],
        ["收件地点", case.centre.name],
    ]
    return [row for row in rows if row[1]]


def material_rows(case):
    asked = {m.code: m for m in case.item_version.materials.all()}
    return [
        [str(at), m.name, sheets(asked.get(m.code)), HANDED[m.state]]
        for at, m in enumerate(select(CaseMaterial, "c.case_id = %s ORDER BY c.id", [case.pk]), start=1)
    ]


def sheets(material):
    if material is None:
        return ""
    counted = [(material.originals, "原件"), (material.copies, "复印件")]
    return "、".join(f"{kind}{number}份" for number, kind in counted if number) or "—"


def acceptance(case, event, actor, names):
    standing = standing_of(case, "accept", actor.day, names)
    body = [accepted(case), limits(case), fee(case), *carried(standing, names), *contacts(case.item_version)]
    return [Draft("acceptance", actor.day, standing, body)]


def accepted(case):
    if case.deemed:
        return p(
            opening(case),
            f"，受理机关未在收到申请材料之日起五个工作日内告知需要补正的全部内容。{under(case, '第三十二条第一款第四项')}的规定，",
            f"该申请自收到申请材料之日即{zh(case.accepted_on)}起为受理。特此通知。",
        )
    return p(
        opening(case),
        "，属于本机关职权范围，申请材料齐全、符合法定形式。",
        f"{under(case, '第三十二条第一款第五项')}的规定，本机关自{zh(case.accepted_on)}起予以受理。",
    )


def limits(case):
    given = clocking.given(case)
    if given.first_review:
        return p(
            f"本事项依法先经本机关初审，再报上级机关决定。本机关不迟于{zh(case.promised_due)}完成初审，连同全部材料直接报送上级机关；",
            f"上级机关自收到之日起，承诺在{given.promised}个工作日内作出决定，法定期限为{given.statutory}个工作日，不再要求重复提供申请材料。",
        )
    guard_due_day(case.accepted_on, given.promised, case.promised_due)
    return p(
        f"本事项法定办理期限为{given.statutory}个工作日，本机关承诺在{given.promised}个工作日内作出决定。",
        f"受理次日起算，承诺办结日为{zh(case.promised_due)}，法定期限届满日为{zh(case.statutory_due)}。",
        "依法需要听证、招标、拍卖、检验、检测、检疫、鉴定或者专家评审的，所需时间不计入上述期限，由本机关另行书面告知。",
    )


def fee(case):
    charge = case.item_version.fee
    if not charge:
        return p("办理本事项不收取任何费用。")
    stated = "；".join(f"{name}：{charge[key]}" for key, name in FEE.items() if charge.get(key))
    return p(f"办理本事项依法收费。{stated}。除此之外不收取任何费用。")


def refusal(case, event, actor, names):
    standing = standing_of(case, "accept", actor.day, names)
    ground, where = event.data["ground"], event.data["where"]
    said = [
        p(opening(case), f"，经审查，{REFUSALS[ground]}。{refused_under(case, event.data)}，本机关决定不予受理。"),
        p("理由：", *lines(event.data["reason"])[:1]),
        *(p(line) for line in lines(event.data["reason"])[1:]),
    ]
    if where:
        said.append(p(f"请{you(case)}向{where}提出申请。"))
    adverse = remedies(standing, names)
    body = [*said, p(adverse["remedies"]), *carried(standing, names), *contacts(case.item_version)]
    return [Draft("refusal", actor.day, standing, body, more={"ground": ground, **adverse})]


def refused_under(case, data):
    """The article; what is refused because the supplement did not come, by the rule of the place."""
    rule = data.get("rule")
    if rule:
        return f"根据{rule['source']}" if rule["local"] else "按照补正告知书写明的后果"
    article = {"not-required": "第三十二条第一款第一项", "wrong-organ": "第三十二条第一款第二项"}[data["ground"]]
    return f"{under(case, article)}的规定"


def remedies(standing, names):
    """Who answers for an adverse decision and what can be done against it (许可法第三十八条第二款)."""
    code = standing.respondent or standing.issuer
    return {
        "respondent": names.body(code),
        "remedies": remedy_text(names.bodies[code].name, reconsideration_organ_name=names.reviewer(code)),
    }


def supplement(case, event, actor, names):
    standing = standing_of(case, "accept", actor.day, names)
    gaps, again, rule = gap.told(event.data), event.data.get("again"), event.data["overdue"]
    body = [
        p(
            opening(case),
            f"，经审查，申请材料需要补正。{under(case, '第三十二条第一款第四项')}的规定，现将需要补正的全部内容一次性告知如下：",
        ),
        *([p(f"本次为再次告知，{SECOND[again['ground']]}。", *lines(again["reason"]))] if again else []),
        table(["序号", "哪一项", "问题", "需要补正的内容"], [0, 2, 1.2, 3.4], [row_of(one) for one in gaps]),
        p(
            f"请{you(case)}自收到本告知书之日起{event.data['days']}个工作日内，即{zh(case.supply_by)}以前，按照上述内容补正。",
            f"逾期不补正的，{rule['value']}{'（依据：' + rule['source'] + '）' if rule['local'] else ''}。",
        ),
        p("除上述内容外，本机关不再就本次审查时能够发现的问题要求补正。"),
        p(f"收到{you(case)}全部补正材料后，符合规定的，本机关予以受理。"),
        *carried(standing, names),
        *contacts(case.item_version),
    ]
    return [Draft("supplement", actor.day, standing, body, more={"gaps": gaps})]


def row_of(one):
    text = " ".join(lines(one["text"]))
    cure = f"补正为：{' '.join(lines(one['cure']))}" if one["cure"] else ""
    where = "" if one["target"] == "material" else f"{TARGETS[one['target']]}："
    return [
        str(one["number"]),
        f"{where}{one['name']}",
        KINDS[one["kind"]],
        " ".join(part for part in (text, cure) if part),
    ]


def exclusion(case, event, actor, names):
    standing = standing_of(case, "review", actor.day, names)
    ground, days = GROUNDS[event.data["ground"]], event.data["days"]
    body = [
        p(
            opening(case),
            f"，本机关已于{zh(case.accepted_on)}受理。作出决定前，依法需要进行{ground}，所需时间为{days}个工作日，",
            f"自{zh(actor.day)}起至{zh(add_workdays(actor.day, days))}止。",
        ),
        p("事由：", *lines(event.data["reason"])[:1]),
        *(p(line) for line in lines(event.data["reason"])[1:]),
        p(
            f"{under(case, '第四十五条')}的规定，{ground}所需时间不计算在办理期限内，现予书面告知。",
            f"{ground}结束后，办理期限继续计算；提前结束的，自结束之日起恢复计算。",
        ),
        *carried(standing, names),
        *contacts(case.item_version),
    ]
    more = {"ground": event.data["ground"], "days": days}
    return [Draft("exclusion", actor.day, standing, body, more=more)]


def extension(case, event, actor, names):
    standing = standing_of(case, "decide", actor.day, names)
    days, approver = event.data["days"], APPROVERS[event.data["approved_by"]]
    article = "第四十二条第二款" if event.data["approved_by"] == "government-head" else "第四十二条第一款"
    reason = "；".join(lines(event.data["reason"])).rstrip("。；")
    body = [
        p(opening(case), f"，本机关已于{zh(case.accepted_on)}受理。因{reason}，不能在规定期限内作出决定。"),
        p(
            f"{under(case, article)}的规定，经{approver}批准，延长办理期限{days}个工作日。",
            f"延长后，承诺办结日为{zh(case.promised_due)}，法定期限届满日为{zh(case.statutory_due)}。特此告知。",
        ),
        *carried(standing, names),
        *contacts(case.item_version),
    ]
    return [
        Draft("extension", actor.day, standing, body, more={"days": days, "approved_by": event.data["approved_by"]})
    ]
