"""The papers of the other turns: the first review, the end without a decision, the applicant's withdrawal."""

from yuanban.mandates.world import world
from yuanban.papers.day import zh
from yuanban.papers.drafting import (
    Draft,
    Standing,
    applied_on,
    carried,
    contacts,
    matter,
    opening,
    p,
    standing_of,
    under,
    you,
)
from yuanban.papers.notices import receiving_window, remedies
from yuanban.papers.plain import lines


def first_review(case, event, actor, names):
    """From organ to organ; the applicant is told by the same paper that nothing will be asked for again."""
    standing = standing_of(case, "first-review", actor.day, names)
    said, to = event.data, world(actor.day).name(event.data["to"])
    rows = [[str(at), m.name, m.get_state_display()] for at, m in enumerate(case.materials.order_by("id"), start=1)]
    body = [
        p(
            f"{case.applicant_name}于{zh(applied_on(case))}提出的{matter(case)}申请",
            f"，本机关已于{zh(case.accepted_on)}受理。{under(case, '第三十五条、第四十三条')}的规定，现将初步审查意见和全部申请材料报送{to}。",
        ),
        p(f"初审意见：{'建议准予' if said['passed'] else '建议不予'}。", *lines(said["opinion"])[:1]),
        *(p(line) for line in lines(said["opinion"])[1:]),
        *([p("超过二十个工作日完成的原因：", said["late"], "。")] if said["late"] else []),
        {"table": {"head": ["序号", "报送的材料", "情况"], "widths": [0, 5, 1.4], "rows": rows}},
        p(f"{to}自收到之日起计算决定期限，不得要求申请人重复提供申请材料。"),
        *carried(standing, names),
    ]
    return [Draft("first-review", actor.day, standing, body, more={"passed": said["passed"], "to": to})]


def termination(case, event, actor, names):
    """As adverse as a refusal: with its reason, and what can be done against it."""
    standing = standing_of(case, "decide", actor.day, names)
    said, adverse = event.data, remedies(standing, names)
    body = [
        p(opening(case), f"，因{said['title']}，本机关决定终止办理。依据：{said['article']}。"),
        p("理由：", *lines(said["reason"])[:1]),
        *(p(line) for line in lines(said["reason"])[1:]),
        p(f"终止办理后，{you(case)}符合条件的，可以重新申请。"),
        p(adverse["remedies"]),
        *carried(standing, names),
        *contacts(case.item_version),
    ]
    return [Draft("termination", actor.day, standing, body, more={"ground": said["ground"], **adverse})]


def withdrawal(case, event, actor, names):
    """Who has the file says that it was taken back: the organ once it has accepted, the window before."""
    standing = withdrawing(case, actor, names)
    reason = "；".join(lines(event.data["reason"])).rstrip("。；")
    body = [
        p(
            opening(case),
            f"，{you(case)}于{zh(actor.day)}撤回{reason and '，原因：' + reason}。本件自即日起停止办理，不作出决定。",
        ),
        p("撤回不影响以后重新申请。已经提交的原件，请凭本确认书到收件窗口取回。"),
        *contacts(case.item_version),
    ]
    return [Draft("withdrawal", actor.day, standing, body)]


def withdrawing(case, actor, names):
    if case.accepted_on:
        return standing_of(case, "accept", actor.day, names)
    window = receiving_window(case, actor)
    if not actor.body:
        window = next(w.body.code for w in case.centre.windows.all() if w.kind == "general")
    return Standing(window, window, None, (), names.receipt_seal(window, actor.day))
