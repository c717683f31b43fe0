"""Factor services: providers admitted to every open centre, and what firms asked of them in a year."""

import datetime as dt
from decimal import Decimal

from yuanban.demo.province import kept
from yuanban.demo.province.days import Days
from yuanban.demo.province.names import credit_code
from yuanban.demo.province.rooms import at, by
from yuanban.law import services as law
from yuanban.support.models import Admission, Connection, Member, Need, Product, Provider, ServiceRequest
from yuanban.support.step import CENT, STOPPED, clock

# (kind, name, how many)
HOUSES = (
    ("loan", "样例商业银行", 6), ("guarantee", "样例融资担保公司", 2), ("insurance", "样例财产保险公司", 2), ("water", "样例供水公司", 1),
    ("power", "样例供电公司", 1), ("gas", "样例燃气公司", 1), ("telecom", "样例通信公司", 2),
)  # fmt: skip
FINANCE = {"loan": 0.72, "guarantee": 0.16, "insurance": 0.12}
PIPES, TELECOM = ("water", "power", "gas"), 0.3  # two or three of these, and a line with some of them
FINANCE_RATE, CONNECTION_RATE = 1.373, 2.5
MEAN_WAN, SPREAD = 530, 0.5  # 万元 for each service of finance, lognormal
ENDS = {"closed": 0.91, "unfit": 0.045, "withdrawn": 0.045}
TAKES = (0, 1, 3, 4, 9, 12)  # working days on which it is asked, taken, offered, agreed, delivered, closed
TEXTS = {"taken": "", "offered": "按申请办理。", "delivered": "已经按约定交付。"}


def fill(province, year):
    houses = providers(province, year)
    admissions(province, houses)
    needs: list = []
    connections: list = []
    requests: list = []
    for seat in province.open():
        finance(seat, year, houses, needs, requests)
        utilities(seat, year, houses, connections, requests)
    for rows, kind in ((needs, "need.stated"), (connections, "connection.asked")):
        actors = [by(one.stated_by, one.at) for one in rows]
        kept.told(rows, [(kind, actors, {}, {})])
    tell(requests)


def providers(province, year):
    """-> {kind: [(Product, the person who answers)]}"""
    found: dict = {}
    rows: list = []
    members: list = []
    products: list = []
    day = dt.date(2023, 3, 1)
    for kind, name, number in HOUSES:
        for n in range(number):
            person = province.people.person()
            house = Provider(
                number=f"JG{len(rows) + 1:06d}", name=f"四川{name}{'甲乙丙丁戊己'[n]}分公司（演示）", short=f"{name[:6]}{'甲乙丙丁戊己'[n]}",
                credit_code=credit_code("91", "510100", 900 + len(rows)), contact="138-0000-0000",
            )  # fmt: skip
            product = Product(
                number=f"CP{len(rows) + 1:06d}", provider=house, kind=kind, name=law.kinds()[kind].name, rate="按公布的价格",
                offer_days=5, deliver_days=15, state="open",
            )  # fmt: skip
            rows.append(house)
            members.append(Member(provider=house, person=person, lead=True, from_date=day))
            products.append(product)
            found.setdefault(kind, []).append((product, person))
    province.people.save()
    actor = province.founder
    kept.told(rows, [("provider.registered", actor, {}, {})])
    kept.told(members, [("provider.joined", actor, {}, {})])
    kept.told(
        products, [("product.written", actor, {}, {"state": "draft"}), ("product.opened", actor, {}, {"state": "open"})]
    )
    return found


def admissions(province, houses):
    first, last = dt.date(2025, 1, 2), dt.date(2028, 12, 31)
    rows = [
        Admission(
            provider=product.provider, centre=seat.centre, kinds=[kind], applied_at=at(Days.every.index(first)), applied_by=person
        )
        for seat in province.open()
        for kind, found in houses.items()
        for product, person in found
    ]  # fmt: skip
    judged = {
        "state": "admitted", "from_date": first, "to_date": last, "judged_by_id": province.founder.person, "judged_on": first,
    }  # fmt: skip
    asking = [by(one.applied_by, one.applied_at) for one in rows]
    kept.told(
        rows,
        [
            ("admission.asked", asking, {"papers": []}, {}),
            ("admission.admitted", kept.at(province.founder, first, 11), {}, judged),
        ],
    )


def finance(seat, year, houses, needs, requests):
    for index in year.starts(year.times(FINANCE_RATE, len(seat.firms))):
        kind = year.rng.choices(list(FINANCE), list(FINANCE.values()))[0]
        firm, owner = year.rng.choice(seat.firms)
        amount = wan(max(10, MEAN_WAN * year.rng.lognormvariate(-(SPREAD**2) / 2, SPREAD)))
        need = Need(
            number=f"XQ{Days.every[index]:%Y%m%d}{len(needs):06d}", enterprise=firm, centre=seat.centre, kind=kind, amount=amount,
            months=12, purpose="用于生产周转", stated_by=owner, at=at(index),
        )  # fmt: skip
        needs.append(need)
        requests.append(drawn(seat, year, index, houses[kind], firm, owner, amount, len(requests), need=need))


def wan(number):
    return Decimal(round(number)).quantize(CENT)


def utilities(seat, year, houses, connections, requests):
    for index in year.starts(year.times(CONNECTION_RATE, len(seat.firms))):
        firm, owner = year.rng.choice(seat.firms)
        row = Connection(
            number=f"LB{Days.every[index]:%Y%m%d}{len(connections):06d}", enterprise=firm, centre=seat.centre, site=firm.address,
            purpose="新建厂房接入水电气网", stated_by=owner, at=at(index),
        )  # fmt: skip
        connections.append(row)
        for kind in wanted_pipes(year):
            amount = wan(year.rng.randrange(5, 200) * 10)
            requests.append(drawn(seat, year, index, houses[kind], firm, owner, amount, len(requests), connection=row))


def wanted_pipes(year):
    return sorted(
        [*year.rng.sample(PIPES, year.rng.choice((2, 3, 3))), *(["telecom"] if year.rng.random() < TELECOM else [])]
    )


def drawn(seat, year, index, houses, firm, owner, amount, number, **of):
    """-> (the request, the working day it began, how it ends, who answers it)."""
    product, person = year.rng.choice(houses)
    day = Days.every[index]
    row = ServiceRequest(
        number=f"FW{day:%Y%m%d}{number:06d}", product=product, provider=product.provider, enterprise=firm, centre=seat.centre,
        kind=product.kind, amount=amount, purpose="用于生产经营", told={}, terms={"name": product.name, "rate": product.rate},
        asked_by=owner, asked_at=at(index), asked_on=day, **of, **clock(day, product.offer_days),
    )  # fmt: skip
    end = year.rng.choices(list(ENDS), list(ENDS.values()))[0]
    return row, index, end, person, year.today


def tell(requests):
    rows = [row for row, *_ in requests]
    steps: list = [("service.asked", [by(row.asked_by, row.asked_at) for row in rows], {}, {})]
    for n, (kind, state) in enumerate(
        (("taken", "taken"), ("offered", "offered"), ("agreed", "agreed"), ("delivered", "delivered")), 1
    ):
        steps.append((f"service.{kind}", *turned(requests, n, state)))
    steps.append(("service.closed", *turned(requests, 5, "closed")))
    steps.append(("service.unfit", *turned(requests, 2, "unfit")))
    steps.append(("service.withdrawn", *turned(requests, 2, "withdrawn")))
    kept.told(rows, steps)


def turned(requests, n, state):
    """Who does this step when, and what it changes; None where it did not come to it."""
    actors: list = []
    changes: list = []
    for row, index, end, person, today in requests:
        day = Days.every[index + TAKES[n]]
        came = happens(state, end) and day <= today
        theirs = state in ("taken", "offered", "delivered", "unfit")
        who = person if theirs else row.asked_by
        actors.append(by(who, at(index + TAKES[n], 11 + n % 3)) if came else None)
        changes.append(changed(row, state, day, person) if came else None)
    return actors, {}, changes


def happens(state, end):
    if state in ("unfit", "withdrawn", "closed"):
        return state == end
    return end == "closed" or state == "taken"


def changed(row, state, day, person):
    amount = row.amount
    return {
        "taken": {"state": "taken", "taken_by_id": person.pk},
        "offered": {"state": "offered", "offer": {"amount": str(amount), "rate": "按公布的价格", "said": TEXTS["offered"], "valid_to": "2027-12-31", "months": None}, **STOPPED},
        "agreed": {"state": "agreed", "agreed_on": day, **clock(day, 15)},
        "delivered": {"state": "delivered", "delivered_on": day, "result": amount, "result_said": TEXTS["delivered"], **STOPPED},
        "closed": {"state": "closed", "closed_on": day, "ended_by": "firm"},
        "unfit": {"state": "unfit", "closed_on": day, "ended_by": "provider", "reason": "条件暂不具备。", **STOPPED},
        "withdrawn": {"state": "withdrawn", "closed_on": day, "ended_by": "firm", "reason": "计划调整。", **STOPPED},
    }[state]  # fmt: skip
