"""创建计划: the town's city in last year's programme, in this year's notice, in next year's call; support items; two districts."""

import datetime as dt
import struct
import zlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from yuanban.accounts.acting import CHINA, acting
from yuanban.accounts.models import Person
from yuanban.cases.files import keep
from yuanban.demo.forms import sample_file
from yuanban.demo.support import WRITTEN, entries
from yuanban.law.calendar import add_workdays
from yuanban.mandates.actions.arrange import arrange
from yuanban.mandates.models import Arrangement
from yuanban.places.actions.keep_parks import Entry, keep_parks
from yuanban.places.models import Body, Park
from yuanban.programme.actions import apply_for, experts, inspect, keep_standings, object_to, plan_call, score, support
from yuanban.programme.actions.city_review import review
from yuanban.programme.actions.keep_criteria import keep_criteria
from yuanban.programme.actions.publish_ranking import publish_ranking, settle
from yuanban.programme.models import Application, Expert, Sheet

CITY = "511500"
# 样例评分表: ours. The province's own is not public.
CRITERIA = [
    ("need", "服务需求", 15, "园区企业数、年办件量、离最近政务大厅的距离。", "企业名录和办件量说明"),
    ("place", "场所和窗口", 20, "面积、窗口、无障碍、交通。", "平面图或者租赁、产权材料"),
    ("powers", "赋权承接", 20, "拟承接的审批事项数量、配套的用印和派驻。", "拟承接事项表"),
    ("staff", "队伍", 15, "综合窗口、派驻、帮办代办人员及培训。", "人员方案"),
    ("digital", "网络和系统", 10, "接入一体化平台、电子证照、数据共享。", ""),
    ("money", "资金保障", 10, "来源、到位时间、运行经费。", "资金证明"),
    ("service", "特色服务", 10, "要素服务、中介、法务、一件事等。", ""),
]
NEW_PARKS = (
    ("gaoxian", "高县样例经济开发区", "高县样例园", "511525", "gx-committee"),
    ("changning", "长宁样例经济开发区", "长宁样例园", "511524", "cn-committee"),
    ("gongxian", "珙县样例经济开发区", "珙县样例园", "511526", "gn-committee"),
    ("xingwen", "兴文样例经济开发区", "兴文样例园", "511528", "xw-committee"),
    ("pingshan", "屏山样例经济开发区", "屏山样例园", "511529", "ps-committee"),
)
WRITERS = {
    "gaoxian": "shenbao",
    "changning": "shenbao2",
    "gongxian": "shenbao3",
    "xingwen": "shenbao4",
    "pingshan": "shenbao5",
}
PLAN = "在园区服务中心一层设综合窗口、派驻窗口、帮办代办窗口和自助区，承接县级审批事项，市级事项收件、市县联动。"
BY_SITE = ("建筑工程施工许可证核发", "食品经营许可")
BY_BUSINESS = ("企业设立登记",)


def tell(town):
    stage = Stage(town.now)
    parks(stage)
    criteria = keep_criteria(stage.province(900), "园区政务服务中心创建评分表（样例）", rows(), "本平台编写，供替换")
    enrol(stage)
    last_year(stage, criteria)
    this_year(stage, criteria)
    next_year(stage, criteria)
    supports(stage)
    two_districts(stage)


def rows():
    keys = ("key", "name", "weight", "means", "evidence")
    return [dict(zip(keys, (key, name, str(weight), *more), strict=True)) for key, name, weight, *more in CRITERIA]


@dataclass
class Stage:
    """Who acts how many days ago."""

    now: Any

    def at(self, days):
        """That many days ago at ten o'clock; today it is now."""
        day = (self.now - dt.timedelta(days=days)).astimezone(CHINA).date()
        return dt.datetime.combine(day, dt.time(10), tzinfo=CHINA) if days else self.now

    def day(self, days):
        return self.at(days).astimezone(CHINA).date()

    def actor(self, username, days=0):
        return acting(Person.objects.get(username=username), self.at(days))

    def province(self, days=0):
        return self.actor("shengzx", days)

    def file(self, actor, name="佐证材料.pdf"):
        if not hasattr(self, "paper"):
            self.paper = sample_file("创建申报佐证（样例）")
        return keep(actor, name, self.paper)


def parks(stage):
    bodies = {body.code: body for body in Body.objects.filter(code__in=[row[4] for row in NEW_PARKS])}
    fresh = [
        Entry(
            code,
            {
                "name": name, "short": short, "kind": "industrial", "level": "provincial", "city_id": CITY,
                "committee": bodies[committee], "summary": "还没有政务服务中心。（演示数据）",
            },
            counties=[county],
        )
        for code, name, short, county, committee in NEW_PARKS
    ]  # fmt: skip
    keep_parks(stage.province(900), fresh)
    centres = Park.objects.filter(centre__status="open").select_related("centre")
    keep_standings.keep_standings(
        stage.province(900),
        [
            keep_standings.Entry(park, "open", park.centre.opened_on, area_m2=park.centre.area_m2 or 0, staff=24)
            for park in centres
        ],
    )


def enrol(stage):
    """Five experts; the fifth once worked for the city, and says so."""
    fields = ("政务服务", "园区规划", "工程建设", "数字政府", "行政审批")
    for n, field in enumerate(fields, 1):
        person = Person.objects.get(username=f"zhuanjia{n if n > 1 else ''}")
        interest = {"cities": [CITY], "why": "三年内在宜宾市任职"} if n == 5 else {}
        experts.keep_expert(stage.province(880), person, "四川样例园区发展研究院", field, **interest)


def call(stage, criteria, year, opens, closes, build):
    fields = {
        "title": f"{year}年园区政务服务中心创建计划", "document": f"样例发〔{year}〕1号", "total": 50, "full": False,
        "text": "请符合条件的园区在申报时间内填写申报、上传佐证、自评，由市级审核后推荐。（演示数据）", "criteria": criteria,
        "opens_on": stage.day(opens), "closes_on": stage.day(closes), "review_by": stage.day(closes - 4), "notice_days": 5,
        "build_by": stage.day(build),
    }  # fmt: skip
    row = plan_call.plan_call(stage.province(opens), year, {CITY: 3}, **fields)
    return plan_call.open_call(stage.province(opens), row.pk)


def hand_in(stage, row, code, days, area, own=9):
    """An application filled in whole and recommended by the city the day after."""
    writer, park = stage.actor(WRITERS[code], days), Park.objects.get(code=code)
    one = apply_for.begin(writer, row.pk, park)
    fill(stage, writer, one, area, own)
    apply_for.submit(writer, one.pk)
    review(stage.actor("shijizx", days - 1), one.pk, "recommend", "材料齐全，需求真实，县级财政已安排配套，同意推荐。")
    return one


def fill(stage, writer, one, area, own, upto=None):
    scores = {key: {"score": str(weight * own / 10), "said": "见佐证材料。"} for key, _, weight, *_ in CRITERIA[:upto]}
    typed = {
        "way": "upgrade" if area < 1500 else "new",
        "area_m2": str(area),
        "staff": str(area // 60),
        "plan": PLAN,
        "own": scores,
    }
    money = {"province": "1200000", "local": str(area * 900), "park": "600000", "social": "350000"}
    apply_for.edit(writer, one.pk, typed | {"money": money})
    for key, _, _, _, evidence in CRITERIA[:upto]:
        if evidence:
            apply_for.attach(writer, one.pk, stage.file(writer, f"{evidence}.pdf"), key)


def judge(stage, one, days, marks):
    """Each expert gives so many percent of every criterion."""
    found = Expert.objects.filter(person__username__in=["zhuanjia", "zhuanjia2", "zhuanjia3", "zhuanjia4"]).order_by(
        "pk"
    )
    for expert, mark in zip(found, marks, strict=False):
        sheet = experts.assign(stage.province(days), one.pk, expert.pk)
        if mark:
            actor = acting(expert.person, stage.at(days - 1))
            score.give(actor, sheet.pk, marked(mark), "方案可行。" if mark >= 60 else "需求依据不足，场所没有落实。")


def marked(percent):
    return {
        key: {"score": str((Decimal(weight) * percent / 100).quantize(Decimal("0.01"))), "said": ""}
        for key, _, weight, *_ in CRITERIA
    }


def last_year(stage, criteria):
    """One open, one being built, one not chosen."""
    row = call(stage, criteria, stage.now.year - 1, 420, 390, 60)
    built, building, low = (
        hand_in(stage, row, code, 400, area)
        for code, area in (("changning", 1600), ("gongxian", 1200), ("gaoxian", 800))
    )
    plan_call.start_scoring(stage.province(380), row.pk)
    for one, marks in ((built, (88, 84, 91)), (building, (82, 79, 58)), (low, (61, 52, 55))):
        inspect.inspect(
            stage.province(379),
            one.pk,
            "check",
            stage.day(379),
            "省中心、市级中心各两人",
            "场地已腾空，电梯和无障碍设施完好。",
            photos=[photo(stage, stage.province(379))],
        )
        judge(stage, one, 378, marks)
    publish_ranking(stage.province(370), row.pk)
    settle(stage.province(355), row.pk)
    inspect.inspect(
        stage.province(100),
        built.pk,
        "accept",
        stage.day(100),
        "省中心三人、市级中心一人",
        "窗口、系统、人员与方案一致，试运行一个月。",
        True,
        1720,
        28,
        [photo(stage, stage.province(100))],
    )
    inspect.accept(stage.province(99), built.pk)
    inspect.inspect(
        stage.province(20),
        built.pk,
        "follow",
        stage.day(20),
        "省中心两人",
        "市级派驻窗口每周只到岗两天，达不到方案的要求。",
        False,
    )
    inspect.ask_mending(stage.province(19), built.pk, stage.day(-25), "请市级派驻人员全周到岗，排班公开。")


def this_year(stage, criteria):
    """In its notice: an objection waits, and a score has been changed beneath the ranking."""
    row = call(stage, criteria, stage.now.year, 90, 45, -300)
    first, second = hand_in(stage, row, "xingwen", 60, 1400), hand_in(stage, row, "pingshan", 58, 1000)
    plan_call.start_scoring(stage.province(40), row.pk)
    judge(stage, first, 38, (86, 83, 80))
    judge(stage, second, 38, (83, 86, 62, None))
    ranking = publish_ranking(working(stage, 2), row.pk)
    about = Application.objects.get(pk=second.pk)
    object_to.object_to(
        acting_nobody(working(stage, 1).at),
        ranking.pk,
        "屏山样例园申报的场所目前还是企业仓库，没有租赁合同。",
        "样例企业",
        "139-0000-0301",
        about,
    )
    sheet = Sheet.objects.get(application=first, expert__person__username="zhuanjia")
    score.change(stage.actor("zhuanjia", 0), sheet.pk, marked(85), "复核时发现“赋权承接”重复计了两项。")


def working(stage, days):
    """The province, so many working days ago."""
    day = add_workdays(stage.day(0), -days)
    return stage.province().then(dt.datetime.combine(day, dt.time(10), tzinfo=CHINA))


def acting_nobody(at):
    from yuanban.accounts.acting import Actor

    return Actor(person=None, name="访客", at=at)


def next_year(stage, criteria):
    """Open: one park has begun to write."""
    row = call(stage, criteria, stage.now.year + 1, 10, -40, -600)
    writer, park = stage.actor("shenbao", 3), Park.objects.get(code="gaoxian")
    one = apply_for.begin(writer, row.pk, park)
    fill(stage, writer, one, 900, 8, upto=4)


def supports(stage):
    support.keep_items(stage.province(250), entries(len(WRITTEN), stage.day(260)))
    from yuanban.programme.models import Milestone

    owner = stage.actor("bumen", 35)
    reached = Milestone.objects.filter(due_on__lt=stage.day(30)).select_related("item").order_by("item", "order")
    for n, step in enumerate(reached):
        if n % 7:
            shown = stage.file(owner, "实施办法（样例）.pdf") if step.item.number == 31 else None
            by = owner if shown else stage.province(35)
            support.reach(by, step.pk, "已印发办法，部分园区已经落地。", shown)
    for step in Milestone.objects.filter(item__number__in=(3, 11), done_on=None).order_by("item", "order"):
        support.reach(stage.province(5), step.pk, "全省园区已经实行，首月办理312件。")


def two_districts(stage):
    """Which place decides, for some items of the park over two districts."""
    park = Park.objects.get(code="lingang")
    for names, rule in ((BY_SITE, "site"), (BY_BUSINESS, "business")):
        for one in Arrangement.objects.filter(park=park, to_date=None, item__name__in=names).select_related(
            "item", "cadre"
        ):
            arrange(stage.province(), park, one.item, one.mode, stage.day(0), one.note, one.cadre, rule)


def photo(stage, actor):
    """A small picture, plainly drawn."""
    if not hasattr(stage, "picture"):
        stage.picture = png(320, 200)
    return keep(actor, "现场照片（样例）.png", stage.picture)


def png(width, height):
    lines = b"".join(
        b"\0" + b"".join(bytes((180 + 40 * x // width, 200 + 30 * y // height, 225)) for x in range(width))
        for y in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
