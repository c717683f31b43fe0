"""帮办: a crew at the first centre with today's orders in several states, originals on their way, and one step that came too late."""

import datetime as dt
import uuid
from typing import Any

from yuanban.accounts.acting import CHINA, acting
from yuanban.accounts.models import Enterprise, Person
from yuanban.crew.actions.assign_order import assign_order, cancel_order
from yuanban.crew.actions.attach_cadre import attach_cadre
from yuanban.crew.actions.keep_shift import set_shift
from yuanban.crew.actions.keep_team import add_runner, form_team, keep_spot
from yuanban.crew.actions.open_order import Errand, open_order
from yuanban.crew.actions.plan_day import run_plan
from yuanban.crew.actions.replay import replay
from yuanban.crew.models import Order, PlanRun

HALLS = {"市住建局办事大厅": (6.2, -1.5), "市自然资源和规划局大厅": (7.1, -2.4), "翠屏区市场监管局大厅": (4.8, 1.2)}
ROUND = ((1.2, 0.8), (-0.9, 1.4), (2.1, -1.1), (-1.6, -0.7), (0.6, 2.3), (3.0, 0.4))
TEAMS: dict[str, tuple[str, dict[str, dict[str, Any]]]] = {
    "帮办代办一队": ("helpers", {"bangban": {}, "bangban2": {}}),
    "一人通跑专办组": ("through", {"tongpao": {"most": 6, "kinds": ["visit", "agency"]}}),
    "便民小骑手队": ("riders", {"qishou": {"kinds": ["carry", "fetch"]}}),
    "红马甲志愿队": ("volunteers", {"zhiyuan": {"kinds": ["accompany", "visit"], "most": 4}}),
}
SIGNED = "张演收"


def tell(town):
    now = min(town.now, dt.datetime.combine(town.now.astimezone(CHINA).date(), dt.time(9, 10), CHINA))
    cast = {name: person(name, now) for name in ("guanli1", "bangban", "chuangkou", "qishou")}
    park, firms = town.parks[0]
    spots = places(cast["guanli1"], park, firms)
    items = [item.pk for item in town.offers[park.pk][:9]]
    runners = crew(cast["guanli1"], cast["bangban"], spots, items)
    orders = todays(cast["chuangkou"], park, firms, spots)
    for n in (0, 1, 2):
        assign_order(cast["bangban"], orders[n].number, runners["qishou"].pk, "这条线他最熟")
    plan(park, now)
    ride(cast, orders, runners)
    firm = Enterprise.objects.filter(members__username="qiye", park=park).earliest("pk")
    attach_cadre(cast["guanli1"], firm.code, Person.objects.get(username="guabang1").pk, now.astimezone(CHINA).date())


def person(username, at):
    return acting(Person.objects.get(username=username), at)


def places(boss, park, firms):
    spots = {"": keep_spot(boss, park.centre.name, 0, 0, park.centre.address, "园区核心区")}
    for name, point in HALLS.items():
        spots[name] = keep_spot(boss, name, *point, area="城区")
    for firm, point in zip(firms, ROUND, strict=False):
        spots[firm.pk] = keep_spot(boss, firm.short, *point, firm.address, "园区核心区")
    return spots


def crew(boss, lead, spots, items):
    runners = {}
    for name, (kind, people) in TEAMS.items():
        team = form_team(boss, name, kind, lead.person)
        for username, more in people.items():
            more = more | ({"items": items} if kind == "through" else {})
            one = Person.objects.get(username=username).pk
            runners[username] = add_runner(boss, team.pk, one, spots[""].pk, **more)
            set_shift(
                boss, runners[username].pk, boss.day, dt.time(9), dt.time(17, 30), boss.day + dt.timedelta(days=6)
            )
    return runners


def todays(clerk, park, firms, spots):
    """From cases with a helper, from calls and walk-ins."""
    halls = [spots[name] for name in HALLS]
    homes = [spots[firm.pk] for firm in firms[: len(ROUND)]]
    cases = list(park.cases.filter(agent__isnull=False, closed_on__isnull=True).select_related("enterprise")[:3])
    asked = [
        carried(clerk, cases, 0, firms[0], homes[0], halls[0], ("营业执照正本", "施工图审查合格书")),
        carried(clerk, cases, 1, firms[1], homes[1], halls[1], ("不动产权证书",)),
        carried(clerk, cases, 2, firms[2], homes[2], halls[2], ("法定代表人身份证明",)),
        call(clerk, firms[3], homes[3], "上门看消防材料怎样准备", "visit", dt.time(15)),
        call(clerk, firms[4], homes[4], "陪同到窗口办理用工登记", "accompany"),
        call(clerk, firms[5 % len(firms)], homes[-1], "来电询问扩建要办哪些手续，约上门讲解", "visit", dt.time(11)),
    ]
    walk = Errand(
        "visit", "walk", "到访企业的厂房测绘，上门协助填表", homes[2].pk, day=clerk.day, applicant_name="访客甲"
    )
    return [open_order(clerk, one) for one in (*asked, walk)]


def carried(clerk, cases, n, firm, home, hall, originals):
    scope, what = "代为递交申请材料原件、领取回执", f"把{originals[0]}等原件送到{hall.name}"
    if n < len(cases):
        return Errand(
            "carry", "case", what, home.pk, hall.pk, clerk.day, case=cases[n].number, scope=scope, originals=originals
        )
    return Errand(
        "carry", "call", what, home.pk, hall.pk, clerk.day, enterprise=firm, applicant_name=firm.name,
        contact="0831-0000188", scope=scope, originals=originals,
    )  # fmt: skip


def call(clerk, firm, home, what, kind, due=None):
    due = due if clerk.at.astimezone(CHINA).time() < (due or dt.time(0)) else None
    return Errand(
        kind, "call", what, home.pk, day=clerk.day, due=due, minutes=30, enterprise=firm, applicant_name=firm.name,
        contact="0831-0000188",
    )  # fmt: skip


def plan(park, now):
    day = now.astimezone(CHINA).date()
    run = PlanRun.objects.create(centre=park.centre, day=day, why="早上排单", asked_at=now)
    run_plan(run.pk, now)


def ride(cast, orders, runners):
    """One delivered, one on the way, one still to go; and a step told too late."""
    rider = cast["qishou"]
    for order, last in ((orders[0], "done"), (orders[1], "take")):
        papers = list(order.originals.values_list("number", flat=True))
        step(rider, order, "begin")
        step(rider, order, "take", papers=papers, other=order.applicant_name, signed=SIGNED)
        if last == "done":
            step(
                rider,
                order,
                "give",
                papers=papers,
                other="大厅收件窗口",
                signed="李演收",
                hands="organ",
                where=order.end.name,
            )
            step(rider, order, "done", note="已收件，回执带回")
    stray = orders[4]
    assign_order(cast["bangban"], stray.number, runners["bangban2"].pk, "骑手还在路上，先到的人去")
    step(rider, Order.objects.get(pk=stray.pk), "begin")
    cancel_order(cast["bangban"], orders[6].number, "企业改为自己到窗口办")


def step(actor, order, verb, **said):
    replay(actor, uuid.uuid4(), order.number, verb, said, actor.at.isoformat())
