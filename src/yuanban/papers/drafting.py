"""What the writers of papers share: who signs and why, how a case is spoken of."""

from dataclasses import dataclass, field

from yuanban.accounts.acting import CHINA
from yuanban.cases.permit import plan_of
from yuanban.law.authority import seal_for
from yuanban.mandates.stamps import usable_seal
from yuanban.mandates.world import world
from yuanban.papers.day import zh
from yuanban.papers.titles import is_permit

PERMIT_LAW = "《中华人民共和国行政许可法》"


@dataclass(frozen=True)
class Standing:
    """In whose name a paper goes out, by whose hands, who answers for it, on which papers that rests, under which seal."""

    issuer: str
    by: str
    respondent: str | None
    chain: tuple[str, ...]
    seal: dict | None


@dataclass(frozen=True)
class Draft:
    kind: str
    day: object
    standing: Standing
    body: list = field(default_factory=list)
    fields: list = field(default_factory=list)
    more: dict = field(default_factory=dict)


def standing_of(case, power, day, names):
    """The frozen plan says who takes this step, in whose name and on which papers; the law says under which seal."""
    step = plan_of(case).step(power)
    seal = notice_seal(step, case.item.code, day, case.centre_id)
    return Standing(
        step.in_name_of, step.actor, step.respondent, tuple(step.chain), names.seal(seal.id, step.in_name_of)
    )


def notice_seal(step, item, day, centre):
    """The organ's seal kept where the step is taken; where none is kept, the organ's own (许可法第三十二条第二款)."""
    kept = usable_seal(step.in_name_of, item, step.actor, day, centre)
    return kept or seal_for(world(day), step.in_name_of, item, step.in_name_of, day)


def p(*sentences):
    return {"p": "".join(sentences)}


def table(head, widths, rows):
    return {"table": {"head": head, "widths": widths, "rows": rows}}


def you(case):
    return "你单位" if case.enterprise_id else "你"


def applied_on(case):
    return case.applied_at.astimezone(CHINA).date()


def matter(case):
    about = f"（{case.subject}）" if case.subject else ""
    return f"“{case.item.name}”{about}"


def opening(case):
    return f"{you(case)}于{zh(applied_on(case))}提出的{matter(case)}{about(case)}申请"


def about(case):
    """延续 of which certificate, when it is about one."""
    return f"{case.get_purpose_display()}（{case.certificate.number}）" if case.certificate_id else ""


def under(case, article):
    """The article, for a permit as it binds, for any other matter as it is followed."""
    return f"根据{PERMIT_LAW}{article}" if is_permit(case.item) else f"参照{PERMIT_LAW}{article}"


def basis(version):
    """《中华人民共和国食品安全法》第三十五条、…"""
    return "、".join(f"{quoted(entry['law'])}{entry.get('article') or ''}" for entry in version.basis)


def quoted(law):
    return law if law.startswith("《") else f"《{law}》"


def contacts(version):
    known = [("咨询电话", version.consult), ("监督投诉电话", version.complaint)]
    words = "；".join(f"{name}：{phone}" for name, phone in known if phone)
    return [p(words, "。")] if words else []


def carried(standing, names):
    """Who acted in the organ's name, and by which published paper; nothing when the organ acted itself."""
    if standing.by == standing.issuer or not standing.chain:
        return []
    papers = [cited(paper) for paper in names.chain(standing.chain) if paper["kind"] in ("entrustment", "secondment")]
    if not papers:
        return []
    return [
        p(
            f"本文书由{names.bodies[standing.by].name}以{names.bodies[standing.issuer].name}名义办理，依据：{'；'.join(papers)}。"
        )
    ]


def cited(paper):
    """《…委托书》（文号，2025年1月10日公布）."""
    notes = [paper["number"], paper["published_on"] and f"{zh(paper['published_on'])}公布"]
    known = "，".join(note for note in notes if note)
    return f"{quoted(paper['title'])}（{known}）" if known else quoted(paper["title"])
