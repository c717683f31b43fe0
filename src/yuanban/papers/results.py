"""The decision, the certificate, and the proof that they reached the applicant."""

from yuanban.cases.actions.deliver import WAYS
from yuanban.certificates.queries import newest
from yuanban.law.certificates import new_term
from yuanban.ledger.models import Event
from yuanban.papers.certified import struck_off
from yuanban.papers.day import zh
from yuanban.papers.drafting import (
    PERMIT_LAW,
    Draft,
    Standing,
    basis,
    carried,
    contacts,
    matter,
    opening,
    p,
    quoted,
    you,
)
from yuanban.papers.hearings import rested_on
from yuanban.papers.models import Paper
from yuanban.papers.notices import remedies
from yuanban.papers.plain import lines
from yuanban.papers.titles import is_permit, is_record

GRANTED = {
    "new": ("第三十八条第一款", "行政许可"),
    "renewal": ("第五十条第二款", "延续该行政许可"),
    "change": ("第四十九条", "变更该行政许可"),
    "replacement": ("第三十九条", "补发该行政许可的证件"),
    "cancel": ("第七十条", "注销该行政许可"),
}
RESULTS = ("grant", "denial", "certificate", "annulment", "renewed")


def issued(case, event, actor, names):
    """The decision and, when it grants a certificate, the certificate, both of the day on which it was decided."""
    told = {
        e.kind: e.data
        for e in Event.objects.filter(stream=case.stream, kind__in=("case.decided", "case.sealed")).order_by("seq")
    }
    standing = decision_standing(case, told, names)
    reasons = told["case.decided"]["reasons"]
    if case.outcome == "denied":
        return [denial(case, standing, reasons, names)]
    if case.purpose == "cancel":
        return [struck_off(case, standing, names)]
    drafts = [grant(case, standing, reasons, names)]
    if case.item_version.result_kind == "certificate":
        drafts.append(certificate(case, standing))
    return drafts


def decision_standing(case, told, names):
    decided, sealed = told["case.decided"], told["case.sealed"]
    return Standing(
        issuer=decided["in_name_of"],
        by=decider(case),
        respondent=decided["respondent"],
        chain=tuple(decided["chain"]),
        seal=names.seal(sealed["seal"], decided["in_name_of"]),
    )


def decider(case):
    return next(step["actor"] for step in case.plan["steps"] if step["power"] == "decide")


def grant(case, standing, reasons, names):
    body = [
        p(opening(case), f"，本机关于{zh(case.accepted_on)}受理。{granted(case)}"),
        *({"pairs": rows} for rows in [object_of(case)] if rows),
        *rested_on(case),
        *(p(line) for line in lines(reasons)),
        *after(case),
        *carried(standing, names),
        *contacts(case.item_version),
    ]
    return Draft("grant", case.decided_on, standing, body, more={"decision": "granted"})


def granted(case):
    rests = basis(case.item_version)
    if is_permit(case.item):
        article, what = GRANTED[case.purpose]
        laws = "、".join(filter(None, [f"{PERMIT_LAW}{article}", rests]))
        return f"经审查，该申请符合法定条件、标准，根据{laws}的规定，本机关决定准予{what}。"
    by = f"根据{rests}的规定，" if rests else ""
    return f"经审查，该申请符合规定，{by}本机关{'予以备案' if is_record(case.item) else '予以办理'}。"


def object_of(case):
    firm = case.enterprise
    rows = [
        ["事项名称", case.item.name],
        ["统一社会信用代码", firm.code if firm else ""],
        ["办理结果", case.item_version.result_name],
        ["有效期限", term(case)],
    ]
    return [row for row in rows if row[1]]


def after(case):
    said = []
    if case.item_version.result_kind == "certificate":
        name = case.item_version.result_name
        said.append(f"本机关自作出本决定之日起十个工作日内向{you(case)}颁发、送达{quoted(name) if name else '证照'}。")
    if is_permit(case.item):
        said.append(f"本决定依照{PERMIT_LAW}第四十条予以公开，公众有权查阅。")
    return [p(*said)] if said else []


def denial(case, standing, reasons, names):
    adverse = remedies(standing, names)
    first, *rest = lines(reasons)
    body = [
        p(opening(case), f"，本机关于{zh(case.accepted_on)}受理。{refused(case)}"),
        *rested_on(case),
        p("理由：", first),
        *(p(line) for line in rest),
        p(adverse["remedies"]),
        *carried(standing, names),
        *contacts(case.item_version),
    ]
    return Draft("denial", case.decided_on, standing, body, more={"decision": "denied", **adverse})


def refused(case):
    rests = basis(case.item_version)
    if is_permit(case.item):
        laws = "、".join(filter(None, [f"{PERMIT_LAW}第三十八条第二款", rests]))
        return f"经审查，该申请不符合法定条件、标准，根据{laws}的规定，本机关决定不予{GRANTED[case.purpose][1]}。"
    by = f"根据{rests}的规定，" if rests else ""
    return f"经审查，该申请不符合规定，{by}本机关决定{'不予备案' if is_record(case.item) else '不予办理'}。"


def certificate(case, standing):
    firm = case.enterprise
    rows = [
        ["名称" if firm else "姓名", case.applicant_name],
        ["统一社会信用代码", firm.code if firm else ""],
        ["法定代表人（负责人）", firm.legal_person if firm else ""],
        ["住所（经营场所）", firm.address if firm else ""],
        ["许可事项" if is_permit(case.item) else "事项", case.item.name],
        ["许可内容" if is_permit(case.item) else "内容", case.subject],
        ["有效期限", term(case)],
    ]
    return Draft(
        "certificate", case.decided_on, standing, fields=[row for row in rows if row[1]], more={"valid": valid(case)}
    )


def valid(case):
    """From which day to which; None when the law sets no term."""
    months, old = case.item_version.term_months, case.certificate and newest(case.certificate)
    if not months and old is None:
        return None
    begun = (old.from_date, old.to_date) if old else (None, None)
    first, last = new_term(case.purpose, case.decided_on, months, *begun)
    return {"from": first.isoformat(), "to": last.isoformat()} if last else None


def term(case):
    lasting = valid(case)
    return f"自{zh(lasting['from'])}至{zh(lasting['to'])}" if lasting else ""


def delivered(case, event, actor, names):
    """送达回证: which papers, to whom, how, signed for by whom."""
    results = list(
        Paper.objects.filter(case=case, kind__in=RESULTS).only(
            "title", "number", "kind", "seal", "chain", "in_name_of", "content"
        )
    )
    said = results[0].content
    standing = Standing(said["issuer"]["code"], actor.body, None, tuple(c["code"] for c in said["chain"]), said["seal"])
    body = [{"pairs": delivery_rows(case, event, actor, results)}]
    more = {"papers": [paper.number for paper in results], "way": event.data["way"]}
    return [Draft("delivery", actor.day, standing, body, more=more)]


def delivery_rows(case, event, actor, results):
    return [
        ["办件编号", case.number],
        ["事由", matter(case)],
        ["送达文书", "；".join(f"{quoted(paper.title)}（{paper.number}）" for paper in results)],
        ["受送达人", case.applicant_name],
        ["送达方式", WAYS[event.data["way"]]],
        ["送达地点", where(case, event.data["way"])],
        ["签收人", event.data["receiver"]],
        ["签收日期", zh(actor.day)],
        *([["迟延的原因", event.data["late"]]] if "late" in event.data else []),
        ["送达人", f"{actor.body_name} {actor.name}".strip()],
        ["备注", "签收人不是受送达人本人的，应当有受送达人的书面授权。"],
    ]


def where(case, way):
    if way == "window":
        return f"{case.centre.name}（{case.centre.address}）"
    if way == "online":
        return "申请人的网上办事账户"
    return case.enterprise.address if case.enterprise else "申请人确认的地址"
