"""When the decision is issued: the grant is published and the regulator told, in the same transaction."""

from yuanban.law.calendar import add_workdays
from yuanban.oversight.models import Publication, Push
from yuanban.papers.day import zh
from yuanban.papers.drafting import Draft, Standing, p
from yuanban.papers.following import paper
from yuanban.papers.models import Paper
from yuanban.papers.naming import names
from yuanban.papers.showing import masked
from yuanban.places.practices import settled


def follow_issue(case, event, actor):
    """After the papers of this event were drawn: their numbers stand in `event.said`."""
    if case.outcome != "granted":
        return {}, []
    known = names(actor.day)
    rows = [(Publication, publication(case, event, known))]
    to = case.item_version.supervisor
    if to is None or to.code == organ_of(case):
        return {}, rows
    due = add_workdays(case.decided_on, settled("push-days", case.place, actor.day))
    content = told(case, known, due)
    said, sheet = paper(case, event.seq, notice(case, to, content, known), known)
    push = {
        "case": case.pk, "to": to.pk, "sender": known.bodies[organ_of(case)].pk, "seq": event.seq, "content": content,
        "at": event.at, "due": due, "state": "waiting", "said": "", "by": None, "done_at": None,
    }  # fmt: skip
    return {"papers": [said]}, [*rows, (Push, push), (Paper, sheet)]


def organ_of(case):
    return next(step["in_name_of"] for step in case.plan["steps"] if step["power"] == "decide")


def publication(case, event, known):
    personal = case.enterprise_id is None
    grant = grant_of(event)
    return {
        "case": case.pk,
        "number": grant["number"] if grant else case.number,
        "holder": masked(case.applicant_name) if personal else case.applicant_name,
        "item": case.item.name,
        "organ": known.bodies[organ_of(case)].name,
        "park": case.park.name,
        "result": case.item_version.result_name,
        "day": case.decided_on,
        "published_at": event.at,
        "withheld": "",
        "withheld_at": None,
    }


def grant_of(event):
    return next((one for one in event.said.get("papers", ()) if one["kind"] == "grant"), None)


def told(case, known, due):
    """What the regulator needs, and no more of the file than that."""
    firm = case.enterprise
    rows = [
        ["监管对象", case.applicant_name],
        ["统一社会信用代码", firm.code if firm else ""],
        ["住所", firm.address if firm else ""],
        ["事项", case.item.name],
        ["事项编码", case.item.code],
        ["许可内容", case.subject],
        ["决定机关", known.bodies[organ_of(case)].name],
        ["决定日期", zh(case.decided_on)],
        ["结果名称", case.item_version.result_name],
        ["法定条件", "；".join(map(str, case.item_version.conditions))],
        ["签收期限", zh(due)],
    ]
    return [row for row in rows if row[1]]


def notice(case, to, content, known):
    organ = organ_of(case)
    body = [
        p(f"{to.name}："),
        p("下列事项已经作出准予的决定，请依照职责实施监管，并在期限内签收。不属于你单位职责的，请写明理由退回。"),
        {"pairs": content},
    ]
    return Draft("push", case.decided_on, Standing(organ, organ, None, (), None), body)
