"""好差评、投诉、办不成事: a few of each at every point of their way, played by the people who may."""

import datetime as dt

from yuanban.accounts.acting import Actor, acting
from yuanban.accounts.models import Person, Post
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal
from yuanban.places.models import Window
from yuanban.voice import giving
from yuanban.voice.actions import handle_concern as handle
from yuanban.voice.actions.appeal_rating import appeal_rating
from yuanban.voice.actions.file_concern import Matter, file_concern
from yuanban.voice.actions.hear_feedback import hear_feedback
from yuanban.voice.actions.judge_appeal import judge_appeal
from yuanban.voice.actions.mend import take
from yuanban.voice.actions.open_visit import open_visit
from yuanban.voice.actions.rate_paper import rate_paper
from yuanban.voice.actions.rate_visit import rate_visit
from yuanban.voice.models import Feedback, Mending

VISITS = [
    ("咨询厂房装修要办哪些手续", 1, "讲得很清楚。"),
    ("领取营业执照", 2, ""),
    ("咨询用工补贴", 4, "让等了半个小时，又说不归这里管。"),
    ("补交消防验收资料", 5, "同一份材料让交了两遍。"),
    ("问环评批复的进度", 4, "电话没人接，到场才知道要补材料。"),
    ("领取许可证", 4, "证照上的地址打错了，又来了一次。"),
    ("咨询注销登记", 5, "两个窗口说的不一样。"),
]
STEPS = {
    "check": "当天电话联系，情况属实：排队时间长，没有说明原因。",
    "mend": "中午增开一个窗口，排队超过十五分钟由值班主任说明。",
    "report": "已电话告知整改的措施，对等候表示歉意。",
    "call": "回访：措施看到了，可以接受。",
}
MATTERS = [
    ("complaint", "窗口人员中午提前半小时停止收件，没有说明原因，下午又让重新取号。", {"taken": 1}),
    ("suggestion", "希望“打印窗口”也能打印办事指南，手机上看不方便。", {"taken": 1, "assigned": 1, "answered": 1}),
    (
        "stuck",
        "扩建项目要先有环评批复才能办施工许可，可是环评窗口要先看施工许可，两边来回跑。",
        {"taken": 1, "assigned": 1},
    ),
    (
        "stuck",
        "租用的厂房产权证在办，市场监管窗口说不能登记。",
        {"taken": 1, "assigned": 1, "answered": 1, "change": 1},
    ),
]


def tell(town):
    park = town.parks[0][0]
    cast = {one: person(one, town.now) for one in ("guanli1", "shenji", "chuangkou")}
    visits(town, park.centre, cast["chuangkou"])
    papers(town, park)
    loops(town, park.centre, cast)
    concerns(town, park, cast)
    hear(cast["guanli1"])


def person(username, at):
    return acting(Person.objects.get(username=username), at)


def nobody(at):
    return Actor(person=None, name="访客", at=at)


def earlier(town, days):
    return town.office(add_workdays(town.now.date(), -days))


def visits(town, centre, clerk):
    window = Window.objects.get(centre=centre, kind="general")
    for n, (purpose, level, text) in enumerate(VISITS):
        at = earlier(town, len(VISITS) - n)
        visit = open_visit(clerk.then(at), window.code, purpose)
        name = {"name": "访客甲", "contact": "139-0000-0100"} if level > 3 else {}
        rate_visit(nobody(at + dt.timedelta(minutes=20)), visit, giving.read(level, text, **name), "window")
    open_visit(clerk.then(min(town.office(town.now.date()), town.now)), window.code, "咨询食品经营许可")


def papers(town, park):
    """The receipts of two matters, rated by their codes."""
    found = park.cases.filter(papers__kind="receipt").exclude(state="withdrawn").order_by("-applied_at")
    for case, (level, text) in zip(found[:2], [(1, "当场就给了回执。"), (3, "")], strict=False):
        receipt = case.papers.filter(kind="receipt").first()
        rate_paper(nobody(town.now), receipt.token, giving.read(level, text))


def loops(town, centre, cast):
    """Of the bad ratings of this centre one stands at each step; one is contested, and one was a mistake."""
    rows = list(Mending.objects.filter(centre=centre).select_related("rating").order_by("pk"))
    for n, row in enumerate(rows):
        for verb in list(STEPS)[: (n + 1) % 5]:
            forward(town, row, verb, cast["shenji" if verb == "call" else "guanli1"])
    contested = [row for row in rows if row.rating.served][:2]
    for n, row in enumerate(contested):
        contest(row, cast, judged=n == 0)


def forward(town, row, verb, actor):
    try:
        take(actor, row.pk, verb, STEPS[verb], reason="评价人前几日没有接通电话。", content=True)
    except Refusal as refusal:
        town.refused.append(str(refusal))


def contest(row, cast, judged):
    try:
        appeal = appeal_rating(
            cast["guanli1"], row.rating_id, "评价写的是另一个中心的事。", "当日叫号记录、监控时段说明。"
        )
        if judged:
            judge_appeal(cast["shenji"], appeal.pk, "stands", "叫号记录只能证明到场时间，不能证明评价的是另一个中心。")
    except Refusal as refusal:
        refusal.add_note(row.stream)
        raise


def concerns(town, park, cast):
    items = town.offers[park.pk]
    for n, (kind, text, steps) in enumerate(MATTERS):
        at = earlier(town, 4 * n + 2)
        item = items[n % len(items)] if kind == "stuck" else None
        window = Window.objects.get(centre=park.centre, kind="general") if kind == "complaint" else None
        matter = Matter(
            centre=park.centre, item=item, window=window, told="请先到另一个窗口办。" if kind == "stuck" else ""
        )
        concern, _ = file_concern(nobody(at), kind, text, matter, "访客乙", "139-0000-0101")
        bring(cast["guanli1"].then(at + dt.timedelta(hours=1)), concern.number, steps, item)


def bring(boss, number, steps, item):
    if "taken" in steps:
        handle.take(boss, number)
    if "assigned" in steps:
        holder = holder_of(item, boss)
        handle.assign(boss, number, holder.body)
        if "answered" in steps:
            ends = ("change" if "change" in steps else "",) if item else ()
            handle.answer(
                holder.then(boss.at),
                number,
                "已核查。产权证在办的，可以凭不动产登记受理单登记，指南将写明。"
                if item
                else "打印窗口从下周起可以打印办事指南。",
                *ends,
            )


def holder_of(item, boss):
    """Somebody of the item's organ, or of the manager's own body."""
    post = (
        Post.objects.filter(body=item.organ, role="approver").select_related("person", "body").first()
        if item and item.organ
        else None
    )
    return acting(post.person, boss.at, post.pk) if post else boss


def hear(boss):
    for row in Feedback.objects.filter(state="new", rating__centre=boss.centre).order_by("pk")[:2]:
        try:
            hear_feedback(boss, row.pk, "answer", "收到。已请各窗口在收件时说明每一步要多久。")
        except Refusal:  # the guide belongs to another park's manager
            continue
