"""年度创建计划的通知 as a paper: what /programme/YEAR/ says of the call, without what came after it."""

from yuanban.accounts.acting import CHINA
from yuanban.accounts.models import Post
from yuanban.ledger.models import Event
from yuanban.mandates.drafts.sheet import Sheet, form, h, p, table, to
from yuanban.papers.day import zh
from yuanban.places.models import Body
from yuanban.voice.codes import address


def call_sheet(call):
    day, issuer = done(call, "call.opened")
    blocks = [to("各市（州）、各园区："), *map(p, call.text.split("\n") if call.text else [opening(call)])]
    for number, (title, said) in enumerate(parts_of(call), 1):
        blocks += [h(number, title), *said]
    blocks += [p(f"本通知的网址：{address('programme:year', call.year)}。纸面与网页不一致的，以网页为准。")]
    return Sheet("programme-call", title_of(call), call.document, blocks, [[issuer, zh(day)]])


def title_of(call):
    return call.title if call.title.endswith("通知") else f"关于申报{call.title}的通知"


def subject(call):
    """What the year is called inside the title of another paper."""
    return call.title.removeprefix("关于").removesuffix("的通知")


def opening(call):
    return f"现将{subject(call)}的申报事项通知如下。"


def parts_of(call):
    return [
        ("安排", [form(days(call))]),
        ("名额", quotas(call)),
        (f"评分标准（第{call.criteria.number}版）", scoring(call)),
    ]


def days(call):
    return [
        ("申报", f"{zh(call.opens_on)}至{zh(call.closes_on)}"),
        ("市级审核", f"{zh(call.review_by)}前"),
        ("公示", f"{call.notice_days}个工作日"),
        ("建成", f"{zh(call.build_by)}前"),
    ]


def quotas(call):
    rows = list(call.quotas.select_related("city").order_by("city"))
    lines = [[one.city.name, one.number, "成都或者区域中心城市" if one.central else ""] for one in rows]
    full = "全覆盖年度，达到入围线的都列入，不受各市（州）名额限制。" if call.full else ""
    total = ["合计", sum(one.number for one in rows), ""]
    return [
        p(f"全省{call.total}个，各市（州）名额如下。{full}"),
        table(["市（州）", "名额", "说明"], [*lines, total], [8, 4, 10]),
    ]


def scoring(call):
    criteria = call.criteria
    rows = [[one["name"], one["weight"], one["means"], one["evidence"]] for one in criteria.rows]
    total = ["合计", sum(float(one["weight"]) for one in criteria.rows), "", ""]
    total[1] = f"{total[1]:g}"
    return [
        *template(criteria),
        table(["指标", "分值", "怎样评", "佐证"], [*rows, total], [6, 3, 12, 9]),
        p(
            f"每个园区至少{criteria.experts}位专家评分，取平均分，保留两位小数；低于{criteria.pass_mark}分不列入。"
            "同分的依次比较分值高的指标、专家评分的标准差，仍然相同的由评审会议决定。"
        ),
    ]


def template(criteria):
    """That it is ours, where it is."""
    said = "以下是样例评分表，由本平台编写，不是省里的正式评分文本；正式使用时换成正式文本。"
    return [p(said)] if criteria.template else []


def done(row, kind):
    """(the day, the body's name): when this last happened to the row and who was acting."""
    event = Event.objects.filter(stream=row.stream, kind=kind).latest("seq")
    bodies = Post.objects.filter(pk=event.post or 0).values_list("body__name", flat=True)
    centre = Body.objects.filter(role="provincial").values_list("name", flat=True)
    return event.at.astimezone(CHINA).date(), bodies.first() or centre.first() or ""
