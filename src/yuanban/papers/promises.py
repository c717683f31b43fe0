"""What the applicant has promised in writing, and the papers when it was not kept: 容缺受理承诺书, 告知承诺书, 撤销受理, 视为撤回."""

import datetime as dt

from yuanban.catalogue.commitment import text_of
from yuanban.papers.day import zh
from yuanban.papers.drafting import Draft, applied_on, carried, contacts, matter, opening, p, standing_of, table, you
from yuanban.papers.notices import acceptance, remedies
from yuanban.papers.plain import lines


def accepted(case, event, actor, names):
    """The notice of acceptance, and beside it what it rests on."""
    papers = acceptance(case, event, actor, names)
    if case.committed:
        papers += commitment(case, actor, names)
    if event.data.get("promise"):
        papers += promise(case, event.data["promise"], actor, names)
    return papers


def promise(case, said, actor, names):
    standing = standing_of(case, "accept", actor.day, names)
    by = dt.date.fromisoformat(said["by"])
    rows = [[str(at), name] for at, name in enumerate(said["materials"], start=1)]
    body = [
        p(f"{case.applicant_name}申请办理{matter(case)}，主要材料齐全，下列材料暂缺，书面承诺在{zh(by)}以前补齐："),
        table(["序号", "后补的材料"], [0, 5], rows),
        p("承诺人保证后补的材料真实、有效，与申请内容一致。补齐以前，不作出准予的决定。"),
        p(overdue("逾期没有补齐的", said["overdue"])),
        p(f"承诺人：{case.applicant_name}。承诺日期：{zh(applied_on(case))}。"),
        p("经核，以上容缺受理符合规定，予以受理。"),
        *carried(standing, names),
        *contacts(case.item_version),
    ]
    return [Draft("promise", actor.day, standing, body, more={"promise": said})]


def overdue(when, rule):
    source = f"（依据：{rule['source']}）" if rule["local"] else ""
    return f"{when}，{rule['value']}{source}。"


def commitment(case, actor, names):
    standing = standing_of(case, "accept", actor.day, names)
    body = [p(f"事项：{matter(case)}。申请人：{case.applicant_name}。办件编号：{case.number}。")]
    for heading, told in text_of(case.item_version):
        body += [p(f"{heading}：", told[0]), *(p(line) for line in told[1:])]
    body += [
        p(f"承诺人：{case.applicant_name}。承诺日期：{zh(applied_on(case))}。"),
        p(
            "本承诺书由机关和申请人各存一份。依据：国务院办公厅关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见（国办发〔2020〕42号）。"
        ),
        *carried(standing, names),
        *contacts(case.item_version),
    ]
    return [Draft("commitment", actor.day, standing, body)]


def deemed_withdrawn(case, event, actor, names):
    said, standing = event.data, standing_of(case, "accept", actor.day, names)
    adverse = remedies(standing, names)
    body = [
        p(opening(case), f"，{said['reason']}", basis_of(said["rule"])),
        p(f"本件自即日起停止办理，不作出决定。{you(case)}可以重新申请；已经提交的原件，请凭本告知书到收件窗口取回。"),
        p(adverse["remedies"]),
        *carried(standing, names),
        *contacts(case.item_version),
    ]
    more = {"title": "视为撤回申请告知书", "ground": said["ground"], **adverse}
    return [Draft("withdrawal", actor.day, standing, body, more=more)]


def basis_of(rule):
    if rule["local"]:
        return f"根据{rule['source']}，{rule['value']}。"
    return f"此前书面告知的后果为：{rule['value']}。"


def acceptance_revoked(case, event, actor, names):
    said, standing = event.data, standing_of(case, "accept", actor.day, names)
    adverse = remedies(standing, names)
    body = [
        p(opening(case), f"，本机关于{zh(case.accepted_on)}容缺受理。{said['reason']}", basis_of(said["rule"])),
        p(f"本机关撤销对本件的受理，自即日起停止办理。{you(case)}备齐材料后，可以重新申请。"),
        p(adverse["remedies"]),
        *carried(standing, names),
        *contacts(case.item_version),
    ]
    return [Draft("acceptance-revoked", actor.day, standing, body, more={"ground": said["ground"], **adverse})]


CHECKED = {
    "kept": "经核查，承诺属实。",
    "mend": "经核查，实际情况与承诺不符。请在{by}以前整改，并告知本机关；整改以后仍不符合的，本机关依法撤销决定，并记入信用记录。",
    "false": "经核查，承诺不实。本机关拟依法撤销已经作出的决定，撤销以前另行告知陈述、申辩的权利；承诺不实的情况自即日起记入信用记录，修复以前不适用告知承诺。",
}
CHECK_TITLES = {"kept": "承诺核查结果告知书", "mend": "责令限期整改通知书", "false": "承诺不实认定告知书"}


def commitment_checked(case, event, actor, names):
    said, standing = event.data, standing_of(case, "decide", actor.day, names)
    adverse = remedies(standing, names) if said["result"] != "kept" else {}
    by = zh(dt.date.fromisoformat(said["mend_by"])) if said["mend_by"] else ""
    body = [
        p(opening(case), f"，选择告知承诺，本机关于{zh(case.decided_on)}准予。"),
        p("核查的方式和认定的事实：", *lines(said["findings"])[:1]),
        *(p(line) for line in lines(said["findings"])[1:]),
        p(CHECKED[said["result"]].format(by=by)),
        p("依据：国务院办公厅关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见（国办发〔2020〕42号）。"),
        *([p(adverse["remedies"])] if adverse else []),
        *carried(standing, names),
        *contacts(case.item_version),
    ]
    more = {"title": CHECK_TITLES[said["result"]], "result": said["result"], **adverse}
    return [Draft("commitment-check", actor.day, standing, body, more=more)]
