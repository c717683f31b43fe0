"""What the law derives for this case and the page only shows: in whose name, who answers, which seal, by which papers."""

from dataclasses import dataclass

from yuanban.law.plans import from_json
from yuanban.mandates.models import Instrument, Seal
from yuanban.mandates.stamps import usable_seal
from yuanban.mandates.world import world


@dataclass(frozen=True)
class Stage:
    """One step of the frozen plan in words."""

    power: str
    actor: str
    at: str
    in_name_of: str
    respondent: str
    seal: str
    limit: int | None
    papers: tuple[dict, ...]


def stages(case, day):
    plan = from_json(case.plan)
    papers = instruments_of({code for step in plan.steps for code in step.chain})
    seals = names_of([step.seal for step in plan.steps if step.seal])
    return [stage(step, world(day), papers, seals) for step in plan.steps]


def stage(step, picture, papers, seals):
    return Stage(
        power=step.power,
        actor=picture.name(step.actor),
        at=picture.name(step.at),
        in_name_of=picture.name(step.in_name_of),
        respondent=picture.name(step.respondent) if step.respondent else "",
        seal=seal_name(step.seal, picture, seals),
        limit=step.limit,
        papers=tuple(papers[code] for code in step.chain if code in papers),
    )


def names_of(codes):
    """{seal code: its name, with its kind where the name is only that of the organ}."""
    found = Seal.objects.filter(code__in=codes)
    return {
        seal.code: seal.name
        if seal.name.endswith("章") or "专用章" in seal.name
        else f"{seal.name}（{seal.get_kind_display()}）"
        for seal in found
    }


def seal_name(code, picture, seals):
    if not code:
        return ""
    kind, _, organ = code.partition(":")
    return f"{picture.name(organ)}印章（机关自存）" if kind == "own" else seals.get(code, code)


def instruments_of(codes):
    found = Instrument.objects.filter(code__in=codes).select_related("grantor", "to")
    return {paper.code: card(paper) for paper in found}


def chains(stages):
    """[(powers, papers, who acts)]: steps that rest on the same papers are drawn once."""
    found: list[tuple[list[str], tuple, str]] = []
    for one in stages:
        if found and found[-1][1] == one.papers and found[-1][2] == one.actor:
            found[-1][0].append(one.power)
        else:
            found.append(([one.power], one.papers, one.actor))
    return found


def card(paper):
    """An instrument as the chain macro draws it."""
    return {
        "code": paper.code,
        "title": paper.title,
        "kind": Instrument.KINDS[paper.kind],
        "from": paper.grantor.short if paper.grantor else "",
        "to": paper.to.short,
        "number": paper.number,
        "basis": paper.basis or "",
        "days": span(paper.from_date or paper.published_on, paper.to_date),
        "note": f"{paper.revoked_on}起撤销" if paper.revoked_on else "",
    }


def span(first, last):
    if not first and not last:
        return ""
    return f"{first or '公布'}至{last or '长期'}"


def seal_used(case, day):
    """The seal that the plan's sealing step would take today; None when none is registered."""
    plan = from_json(case.plan)
    return usable_seal(plan.in_name_of, case.item.code, plan.step("seal").actor, day, case.centre_id)


def signature(case, day, names=None):
    """In whose name the decision will be made, who answers for it, and the seal it will carry, as the plan stands.

    `names` are the seals' names where many cases are shown together.
    """
    plan, picture, used = from_json(case.plan), world(day), seal_used(case, day)
    names = names_of([used.id]) if used and names is None else names
    return {
        "in_name_of": picture.name(plan.in_name_of),
        "respondent": picture.name(plan.respondent) if plan.respondent else "",
        "sealer": picture.name(plan.step("seal").actor),
        "seal": seal_name(used.id, picture, names) if used else "没有可用的印章，用印时将被拒绝",
    }
