"""Papers in the middle of their life on the day the demo is filled: a batch with its answers, one about to end, one renewed."""

import datetime as dt

from yuanban.accounts.acting import acting
from yuanban.accounts.models import Person
from yuanban.catalogue.models import Item
from yuanban.law.calendar import add_workdays
from yuanban.mandates.actions.draft_document import draft_document
from yuanban.mandates.actions.draft_instrument import draft_instrument
from yuanban.mandates.actions.publish_document import publish_document
from yuanban.mandates.actions.publish_instrument import publish_instrument
from yuanban.mandates.actions.remind_terms import remind_terms
from yuanban.mandates.actions.renew_instrument import renew_instrument
from yuanban.mandates.actions.sign_document import sign_document
from yuanban.mandates.actions.sign_instrument import sign_instrument
from yuanban.mandates.actions.take_up import take_up
from yuanban.mandates.rows import Grant
from yuanban.places.models import Body

WHERE = "宜宾市人民政府网站政府信息公开栏目（演示）"
BASIS = "园区赋权管理办法（演示）第六条"
HANDED = ("食品生产许可", "第三类医疗器械经营许可", "建设用地规划许可证核发")
PARKS = ("sanjiang", "ja-committee", "na-committee")
ANSWERS = [
    ("guanli1", "deferred", 3, 40, "专业审查人员正在招录，到岗后承接。"),
    ("guanli1", "declined", 2, 0, "辖区内没有此类企业，由市级派驻窗口办理更方便。"),
    ("guanli1", "accepted", 1, 20, ""),
]


def leave_papers(now):
    batch(now)
    ending(now)
    renewed(now)
    remind_terms(now)


def actor(username, at):
    return acting(Person.objects.get(username=username), at)


def body(code):
    return Body.objects.get(code=code)


def batch(now):
    """Three items to three parks at once: one park takes up one, declines one, defers one; the others have not answered."""
    day = now.date() - dt.timedelta(days=20)
    province = actor("shengzx", now - dt.timedelta(days=20))
    items = [Item.objects.get(name=name, organ__code__startswith="yb-") for name in HANDED]
    grant = Grant("entrustment", ["accept", "review", "decide"], territory=[], basis=BASIS)
    document = draft_document(
        province,
        items,
        [body(code) for code in PARKS],
        grant,
        code="wj-yanshi-1",
        title="宜宾市人民政府关于向园区赋予部分行政许可事项的决定（演示）",
        number="宜府发〔2026〕演示8号",
        issuer=body("yb-gov"),
    )
    sign_document(province, document.code, day)
    publish_document(province, document.code, day, WHERE)
    answer(document, now)


def answer(document, now):
    rows = list(document.rows.filter(to__code="sanjiang").order_by("row"))
    for username, choice, nth, days, reason in ANSWERS:
        day = now.date() + dt.timedelta(days=days)
        take_up(actor(username, now), rows[nth - 1].code, choice, day, reason)


def paper(now, code, title, organ, item, last):
    began = now - dt.timedelta(days=400)
    manager = actor("guanli1", began)
    draft_instrument(
        manager,
        items=[Item.objects.get(name=item, organ__code=organ)],
        code=code,
        kind="entrustment",
        title=title,
        number="翠园委〔2025〕演示1号",
        grantor=body(organ),
        to=body("sanjiang"),
        powers=["review"],
        territory=["511502"],
        basis=BASIS,
        from_date=began.date(),
        to_date=last,
        duties="受委托机关负责现场核查，核查结论报委托机关；决定仍由委托机关作出。",
    )
    sign_instrument(manager, code, began.date())
    publish_instrument(manager, code, began.date(), WHERE)


def ending(now):
    last = add_workdays(now.date(), 8)
    paper(now, "ent-check-road", "道路货物运输经营许可现场核查委托书（演示）", "cp-trans", "道路货物运输经营许可", last)


def renewed(now):
    last = add_workdays(now.date(), 10)
    paper(now, "ent-check-drug", "药品经营许可（零售）现场核查委托书（演示）", "cp-amr", "药品经营许可（零售）", last)
    manager = actor("guanli1", now)
    following = renew_instrument(manager, "ent-check-drug", last.replace(year=last.year + 2), "翠园委〔2026〕演示2号")
    sign_instrument(manager, following.code, now.date())
    publish_instrument(manager, following.code, now.date(), WHERE)
