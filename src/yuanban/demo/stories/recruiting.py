"""招聘、招聘会、党群活动: some living examples, played by the people who may."""

import datetime as dt

from yuanban.demo.playing import Cast, ahead, before, nobody, today
from yuanban.recruiting.actions.check_in import check_in
from yuanban.recruiting.actions.confirm_hires import confirm_hires
from yuanban.recruiting.actions.feed_back import feed_back
from yuanban.recruiting.actions.hold_gathering import change_gathering, hold_gathering
from yuanban.recruiting.actions.post_vacancy import post_vacancy
from yuanban.recruiting.actions.ring_up import ring_up
from yuanban.recruiting.actions.say_interest import answer_interest, say_interest
from yuanban.recruiting.actions.sign_up import sign_up, take_stall
from yuanban.recruiting.moving import to_ring

JOBS = [
    ("qiye", "焊工", "储罐、管道焊接，按图施工。", "持焊工证，两年以上经验，男女不限。", 6500, 9000, 6),
    ("qiye", "酿酒工", "制曲、发酵、蒸馏车间操作，三班倒。", "身体能胜任车间作业，可以边学边干。", 5000, 7500, 20),
    ("qiye2", "电池装配工", "电芯上料、装配、检测。", "会看作业指导书，无经验的入职培训。", 5200, 8200, 60),
    ("qiye2", "设备维护技师", "自动化产线日常点检和维修。", "机电类专业或者三年以上经验。", 8000, 12000, 4),
    ("qiye3", "质检员", "来料和成品检验，填写记录。", "细心，会用量具；45岁以下。", 4800, 6500, 5),
    ("qiye3", "仓库管理员", "收发料、盘点、叉车配合。", "会用电子表格，有叉车证的优先。", 4500, 6000, 2),
]
SURNAMES, PEOPLE = "张王李刘陈杨黄周吴徐孙马", 26


def tell(town):
    cast = Cast(town)
    jobs = [post(town, cast, *said) for said in JOBS]
    held_fair(town, cast, jobs)
    for kind, title, about, place, days, seats in (
        ("party", "园区党建联盟主题党日", "走进车间学技术，结对帮企业解难题。", "示例电池党群服务站", 6, 40),
        ("mass", "园区职工篮球赛观赛和报名", "各企业自愿组队，工会组织。", "园区体育馆", 11, 120),
        ("training", "用工政策和社保讲座", "稳岗返还、工伤认定、社保缴费，现场答疑。", "中心二楼会议室", 3, 12),
    ):
        gathering(town, cast, kind, title, about, place, ahead(town, days, 14), seats=seats)
    coming_fair(town, cast)
    first, *_ = jobs
    for n in range(3):
        one, _ = say_interest(
            nobody(before(town, 2)), first.pk, f"{SURNAMES[n]}演职", f"139-0000-{700 + n:04d}", "可以随时到岗"
        )
        if n:
            answer_interest(cast("qiye"), one.pk, "called" if n == 1 else "hired")
    crowded(town, cast)


def post(town, cast, who, title, duties, wants, low, high, wanted):
    actor = cast(who, before(town, 12))
    said = {
        "title": title, "duties": duties, "wants": wants, "place": "临港经开区示例大道", "pay_low": low, "pay_high": high,
        "wanted": wanted, "phone": "0831-0000190", "until": today(town) + dt.timedelta(days=40),
    }  # fmt: skip
    return post_vacancy(actor, actor.enterprises[0], said)


def gathering(town, cast, kind, title, about, place, starts, seats, stalls=0, at=None):
    said = {
        "kind": kind, "title": title, "about": about, "place": place, "starts_at": starts, "ends_at": starts + dt.timedelta(hours=3),
        "close_at": starts, "seats": seats, "stalls": stalls,
    }  # fmt: skip
    return hold_gathering(cast("guanli1", at or before(town, 5)), said)


def held_fair(town, cast, jobs):
    """Two weeks ago: most came, some gave their opinion, the firms confirm whom they hired."""
    starts = before(town, 8, 9)
    fair = gathering(
        town,
        cast,
        "fair",
        "临港经开区秋季招聘会",
        "三家企业现场招聘，岗位九十多个。",
        "中心一楼大厅",
        starts,
        300,
        20,
        before(town, 14),
    )
    stalls = [
        take_stall(cast(who, before(town, 12)), fair.pk, cast(who).enterprises[0])[0]
        for who in ("qiye", "qiye2", "qiye3")
    ]
    people = [
        sign_up(nobody(before(town, 11)), fair.pk, f"{SURNAMES[n % 12]}演{'甲乙丙丁'[n % 4]}", f"139-0000-{n:04d}")[0]
        for n in range(PEOPLE)
    ]
    door = cast("chuangkou", starts + dt.timedelta(minutes=20))
    for one in [*stalls, *people[: PEOPLE - 5]]:
        check_in(door, fair, one.code)
    for n, one in enumerate(people[:9]):
        feed_back(
            nobody(starts + dt.timedelta(hours=3)),
            one.pk,
            1 + n % 3,
            ["岗位对口，当场谈好。", "希望多一些文职岗位。", ""][n % 3],
        )
    for who, job, number in (("qiye", jobs[1], 4), ("qiye2", jobs[2], 7), ("qiye3", jobs[4], 2)):
        confirm_hires(cast(who, before(town, 6)), job.pk, number, fair.pk)


def coming_fair(town, cast):
    fair = gathering(
        town,
        cast,
        "fair",
        "临港经开区冬季招聘会",
        "电池、酿酒、终端企业现场招聘，提供免费简历打印。",
        "中心一楼大厅",
        ahead(town, 7, 9),
        200,
        12,
    )
    for who in ("qiye", "qiye2"):
        take_stall(cast(who, before(town, 2)), fair.pk, cast(who).enterprises[0])
    for n in range(14):
        sign_up(nobody(before(town, 1)), fair.pk, f"{SURNAMES[n % 12]}演{'戊己庚'[n % 3]}", f"139-0001-{n:04d}")
    elsewhere(town, cast, fair)


def elsewhere(town, cast, fair):
    """The fair goes to a larger hall: firms have a message, who left only a telephone is being rung up."""
    said = {
        key: getattr(fair, key) for key in ("title", "about", "starts_at", "ends_at", "close_at", "seats", "stalls")
    }
    moved = change_gathering(cast("guanli1"), fair.pk, said | {"place": "园区体育馆"})
    for one in to_ring(moved)[:4]:
        ring_up(cast("chuangkou"), moved, one.pk)


def crowded(town, cast):
    """A talk that is full: the last ones wait."""
    talk = gathering(
        town, cast, "training", "焊工实操公开课", "名额少，报满的候补。", "示例电池实训车间", ahead(town, 4, 9), 6
    )
    for n in range(9):
        sign_up(nobody(before(town, 1)), talk.pk, f"{SURNAMES[n]}演辛", f"139-0002-{n:04d}")
