"""From the paper to the register: what a certificate says becomes its row, in the same transaction. And what is decided on it later."""

import datetime as dt
import re

from yuanban.certificates.actions.issue import issue
from yuanban.certificates.models import Certificate
from yuanban.certificates.verify import unlawful
from yuanban.law import codes
from yuanban.papers.day import zh
from yuanban.papers.drafting import (
    PERMIT_LAW,
    Draft,
    Standing,
    applied_on,
    carried,
    contacts,
    p,
    quoted,
    standing_of,
    you,
)
from yuanban.papers.models import Paper
from yuanban.papers.notices import remedies
from yuanban.papers.plain import lines

SERIAL = re.compile(r"〔(\d{4})〕(\d+)号$")
KINDS = {
    "case.certificate-suspended": "suspension",
    "case.certificate-restored": "restoration",
    "case.certificate-revoked": "revocation",
    "case.certificate-annulled": "annulment",
}
DECIDES = {
    "suspension": "暂停{name}的效力",
    "restoration": "恢复{name}的效力",
    "revocation": "撤销{matter}的行政许可，{name}自即日起无效",
    "annulment": "注销{matter}的行政许可，{name}自即日起无效",
}
ADVERSE = ("suspension", "revocation", "annulment")


def identifier_of(case, issuer, number):
    """电子证照标识, from what the paper's number says: kind of the matter, organ, year and serial."""
    found = SERIAL.search(number)
    serial = "".join(found.groups()) if found else letters(number)
    basic = codes.parse_item_code(case.item.code).basic or codes.case_item_part(None, "000000", case.item.name)
    organ = issuer.credit_code or issuer.code
    return codes.certificate_identifier(letters(basic), letters(organ), serial)


def letters(text):
    return re.sub(r"[^0-9A-Z]", "", text.upper()) or "0"


def rows_for(case, actor, issuer, row):
    """The certificate that this paper is, with its first event: rows to be written beside."""
    return issue(certificate_of(case, issuer, row), actor, said_of(case, row))


def said_of(case, row):
    return {"case": case.number, "purpose": case.purpose, "content_sha256": row["content_sha256"]}


def certificate_of(case, issuer, row):
    """`row`: what the paper's row says, as a mapping."""
    content = row["content"]
    old, valid = case.certificate, content["valid"]
    first = day_of(valid["from"]) if valid else case.decided_on
    return Certificate(
        number=row["number"],
        identifier=identifier_of(case, issuer, row["number"]),
        name=content["title"],
        item=case.item,
        organ=issuer,
        bodies=case.bodies,
        park=case.park,
        centre=case.centre,
        place=case.place,
        enterprise=case.enterprise,
        person=None if case.enterprise_id else case.applicant,
        holder_name=case.applicant_name,
        content={"fields": content["fields"], "subject": case.subject},
        facts=case.facts,
        case_number=case.number,
        issued_on=row["day"],
        from_date=first,
        to_date=day_of(valid["to"]) if valid and valid["to"] else None,
        state="suspended" if old and old.state == "suspended" else "valid",
        state_on=row["day"],
        replaces=old,
    )


def day_of(text):
    return dt.date.fromisoformat(text)


def decided(case, event, actor, names):
    """What the organ decided on a certificate that this case had granted; signed, sealed and answered for as the law derives."""
    said, kind = event.data, KINDS[event.kind]
    standing = Standing(
        said["in_name_of"],
        said["by"],
        said["respondent"],
        tuple(said["chain"]),
        names.seal(said["seal"], said["in_name_of"]),
    )
    adverse = remedies(standing, names) if kind in ADVERSE else {}
    body = [
        p(deciding(case, said, kind)),
        *({"pairs": rows} for rows in [rows_of(case, said)]),
        *paragraphs("事实和理由：", said["reasons"]),
        *heard(case, said),
        *(p(line) for line in consequences(case, said, kind)),
        *([p(adverse["remedies"])] if adverse else []),
        *carried(standing, names),
        *contacts(case.item_version),
    ]
    more = {"certificate": said["certificate"], "ground": said["ground"], **adverse}
    return [Draft(kind, actor.day, standing, body, more=more)]


def deciding(case, said, kind):
    name, number = case.item_version.result_name or "证照", said["certificate"]
    what = DECIDES[kind].format(name=f"{quoted(name)}（{number}）", matter=f"“{case.item.name}”")
    laws = "、".join(filter(None, [said["article"], said["basis"]]))
    return f"{case.applicant_name}持有的{quoted(name)}，因{said['title']}，依据{laws}，本机关决定{what}。"


def rows_of(case, said):
    rows = [
        ["证照编号", said["certificate"]],
        ["持证人", case.applicant_name],
        ["统一社会信用代码", case.enterprise.code if case.enterprise else ""],
        ["暂停至", zh(said["until"]) if said.get("until") else ""],
    ]
    return [row for row in rows if row[1]]


def heard(case, said):
    notice = said.get("notice")
    if not notice:
        return []
    told = f"本机关于{zh(notice['told_on'])}告知{you(case)}拟作的决定、事实和理由，以及陈述、申辩的权利。"
    if not notice["answer"]:
        return [p(told, f"{you(case)}在{zh(notice['answer_by'])}以前没有提出。")]
    return [
        p(told, f"{you(case)}的意见：", *lines(notice["answer"])[:1]),
        *(p(line) for line in lines(notice["answer"])[1:]),
    ]


def consequences(case, said, kind):
    if kind == "suspension":
        return [f"暂停期间，{you(case)}不得从事该证照许可的活动。暂停的原因消除后，可以向本机关申请恢复。"]
    if kind == "revocation" and said["unprotected"]:
        return [f"{you(case)}基于该许可取得的利益不受保护（{PERMIT_LAW}第六十九条第四款）。"]
    if kind == "revocation":
        return [f"{you(case)}的合法权益因此受到损害的，可以依法向本机关申请赔偿（{PERMIT_LAW}第六十九条第四款）。"]
    return []


def paragraphs(label, text):
    first, *rest = lines(text)
    return [p(label, first), *(p(line) for line in rest)]


def struck_off(case, standing, names):
    """注销决定书, on the case in which the holder asked for it."""
    name = quoted(case.certificate.name)
    body = [
        p(
            f"{you(case)}于{zh(applied_on(case))}申请注销{name}（{case.certificate.number}），本机关于{zh(case.accepted_on)}受理。",
            f"经审查，根据{PERMIT_LAW}第七十条第六项和有关规定，本机关决定准予注销，{name}自本决定作出之日起无效，请交回原件。",
        ),
        *carried(standing, names),
        *contacts(case.item_version),
    ]
    return Draft(
        "annulment",
        case.decided_on,
        standing,
        body,
        more={"certificate": case.certificate.number, "decision": "granted"},
    )


def renewed(case, event, actor, names):
    """准予延续告知书: the organ was silent until the end, and the law has answered for it."""
    standing, said = standing_of(case, "decide", actor.day, names), event.data
    name = quoted(case.certificate.name)
    until = f"延续至{zh(said['to'])}" if said["to"] else "改为长期有效"
    body = [
        p(
            f"{you(case)}申请延续{name}（{said['certificate']}），本机关于{zh(case.accepted_on)}受理。",
            f"该证照的有效期于{zh(said['before'])}届满，届满前没有作出是否准予延续的决定。",
            f"根据{PERMIT_LAW}第五十条第二款的规定，视为准予延续，有效期自{zh(said['from'])}起{until}。",
        ),
        p("原证照与本告知书一并使用，也可以到窗口换领载明新有效期的证照。"),
        *carried(standing, names),
        *contacts(case.item_version),
    ]
    valid = {"from": said["from"], "to": said["to"]}
    return [Draft("renewed", actor.day, standing, body, more={"certificate": said["certificate"], "term": valid})]


def papers_of(certificates):
    """{number: (the case it was issued in, SHA-256 of its content)}, as the papers say."""
    rows = Paper.objects.filter(number__in=[one.number for one in certificates], kind="certificate")
    return {number: said for number, *said in rows.values_list("number", "case__number", "content_sha256")}


def differences(certificate, events, papers):
    """
    That the register and the paper say the same, and that whoever decided on it later might (许可法第六十九条).

    `papers`: see `papers_of`.
    """
    case, digest = papers.get(certificate.number, ("", ""))
    name = f"证照{certificate.number}"
    if not case or case != certificate.case_number:
        yield f"{name}没有相应的证照文书"
    elif events[0].data["content_sha256"] != digest:
        yield f"{name}的文书与颁发时登记的摘要不符"
    if codes.check_certificate_identifier(certificate.identifier):
        yield f"{name}的电子证照标识校验位不符"
    yield from unlawful(certificate, events)
