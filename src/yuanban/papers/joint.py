"""The two papers of a 一件事: one notice over what each organ accepted, one list of what was handed over together."""

import datetime as dt

from yuanban.cases.actions.deliver import WAYS
from yuanban.cases.models import Case
from yuanban.papers.day import zh
from yuanban.papers.drafting import PERMIT_LAW, Draft, Standing, p, standing_of, table, you
from yuanban.papers.models import Paper
from yuanban.papers.notices import receiving_window
from yuanban.papers.plain import lines
from yuanban.papers.results import RESULTS, where


def accepted(case, event, actor, names):
    """联合受理通知书. Each organ's own notice of acceptance stands beside it; this one tells the joint days."""
    run = case.bundle_case
    cases = {one.number: one for one in parts(event)}
    rows = [
        [str(at), item, organ, *due(cases[number])]
        for at, (number, item, organ) in enumerate(event.data["cases"], start=1)
    ]
    promised, statutory = (dt.date.fromisoformat(event.data[name]) for name in ("promised_due", "statutory_due"))
    body = [
        p(
            f"{you(case)}于{zh(case.applied_at.date())}提出的{quoted(run.bundle.name)}申请（{run.number}），同时开始的各件都已受理。"
            f"依照{PERMIT_LAW}第四十二条第二款，联合办理的期限自{zh(run.accepted_on)}起算。"
        ),
        table(["序号", "事项", "受理机关", "受理日期", "本件承诺办结"], [0, 4, 3, 2.2, 2.2], rows),
        p(f"联合承诺不迟于{zh(promised)}全部办结，法定期限至{zh(statutory)}届满。各机关各自作出决定，结果一次送达。"),
        *waiting(run, cases),
        *left_out(run),
        p("需要先领先办好的结果的，可以随时提出，不影响其余各件。"),
    ]
    return [Draft("joint-acceptance", actor.day, joint_standing(case, actor, names), body, more={"run": run.number})]


def quoted(name):
    """A name with quotation marks of its own, in quotation marks."""
    return f"“{name.replace('“', '‘').replace('”', '’')}”"


def parts(event):
    numbers = [number for number, *_ in event.data["cases"]]
    return Case.objects.filter(number__in=numbers).select_related("item", "item_version", "bundle_case__bundle")


def due(case):
    return [zh(case.accepted_on), zh(case.promised_due) if case.promised_due else "—"]


def waiting(run, cases):
    later = [
        one.item.name
        for one in run.cases.select_related("item").order_by("pk")
        if one.number not in cases and not one.closed_on
    ]
    return [p(f"{'、'.join(f'“{name}”' for name in later)}等前一件办结以后开始，届时另行受理。")] if later else []


def left_out(run):
    told = [f"“{one['name']}”（{one['why']}）" for one in run.left_out]
    return [p(f"没有包括的事：{'；'.join(told)}。")] if told else []


def joint_standing(case, actor, names):
    """In the name of the organ whose part this is, the lead's where it has one; before any organ accepted, the window's."""
    if case.accepted_on:
        return standing_of(case, "accept", actor.day, names)
    window = receiving_window(case, actor)
    return Standing(window, window, None, (), names.receipt_seal(window, actor.day))


def delivered(case, event, actor, names):
    """一次送达清单: every result by number, to whom, how, and what is still to come."""
    said = event.data
    papers = Paper.objects.filter(case__number__in=[number for number, _ in said["cases"]], kind__in=RESULTS)
    by_case: dict[str, list] = {}
    for paper in papers.select_related("case").order_by("case", "id"):
        by_case.setdefault(paper.case.number, []).append(f"《{paper.title}》{paper.number}")
    rows = [
        [str(at), item, "；".join(by_case.get(number, ["—"])), number]
        for at, (number, item) in enumerate(said["cases"], start=1)
    ]
    receiver = "；".join(lines(said["receiver"]))
    body = [
        p(f"{quoted(case.bundle_case.bundle.name)}（{said['run']}）的下列结果一并送达{case.applicant_name}。"),
        table(["序号", "事项", "结果文书", "办件编号"], [0, 3, 5, 3.4], rows),
        {
            "pairs": [
                ["送达方式", WAYS[said["way"]]],
                ["送达地点", where(case, said["way"])],
                ["签收人", receiver],
                ["签收日期", zh(actor.day)],
                ["送达人", f"{actor.body_name} {actor.name}".strip()],
            ]
        },
        *([p(f"尚未办结、办结后另行送达的：{'、'.join(said['left'])}。")] if said["left"] else []),
    ]
    window = receiving_window(case, actor)
    standing = Standing(window, window, None, (), names.receipt_seal(window, actor.day))
    return [Draft("joint-delivery", actor.day, standing, body, more={"run": said["run"], "way": said["way"]})]
