"""Invented providers for the sample town: a bank and three utilities, admitted at Lingang, with products."""

import datetime as dt

from tests.cast import DAY, PDF, at
from yuanban.accounts.acting import acting
from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.files import keep
from yuanban.support.actions.apply_admission import Details, Paper, apply_admission
from yuanban.support.actions.ask_service import ask_service
from yuanban.support.actions.judge_admission import judge_admission
from yuanban.support.actions.keep_product import keep_product, set_product
from yuanban.support.actions.state_need import give_facts, state_need

FIRM = "91511502DEM1000152"
LAST = dt.date(2027, 11, 30)
LETTERS = "ABCDEFGH"
CLAUSES = [
    {"expr": "years >= 2", "words": "成立满两年"},
    {"expr": "revenue_wan >= 500", "words": "上年营业收入500万元以上"},
]


def person(username):
    found = Person.objects.filter(username=username).first()
    return found or Person.objects.create_person(username, f"演{username[-2:]}", "yuanban-demo")


def hand(username, when=None):
    return acting(person(username), when or at())


def provider(town, username, kinds, name, n=0, park="lingang", last=LAST):
    """-> (the provider, its admission)."""
    actor = hand(username)
    paper = Paper("经营许可证", keep(actor, "许可证.pdf", PDF), "示证第1号")
    details = Details(name, f"91511500DEM90{n:03d}{LETTERS[n]}X", "139-0000-0200")
    row = apply_admission(actor, town.park(park).centre, kinds, [paper], details=details)
    judge_admission(town.actor("guanli1"), row.pk, "admit", to_date=last)
    row.refresh_from_db()
    return row.provider, row


def product(username, provider, kind, clauses=(), **more):
    told = {
        "name": f"{provider.short}产品",
        "least": "10",
        "most": "1000",
        "offer_days": "3",
        "deliver_days": "5",
        "rate": "年化3.6%",
    }
    row = keep_product(hand(username), provider, told | {"kind": kind, "clauses": list(clauses)} | more)
    return set_product(hand(username), provider, row.number, "open")


def bank(town, n=0, username="yinhang", **more):
    who, admission = provider(town, username, ["loan", "guarantee"], f"示例{LETTERS[n]}银行", n)
    return who, admission, product(username, who, "loan", CLAUSES, **more)


def firm():
    return Enterprise.objects.get(code=FIRM)


def owner(town, when=None):
    return town.actor("qiye", when)


def need(town, kind="loan", amount="300", when=None, case=None):
    centre = town.park("lingang").centre
    return state_need(owner(town, when), firm(), centre, kind, amount, "购置灌装设备", "12", "", case)


def told(town, **facts):
    give_facts(owner(town), firm(), facts)


def asked(town, product, case=None):
    told(town, years="3", revenue_wan="800")
    return ask_service(owner(town), need(town, case=case), product.number, "请尽快联系。")


TODAY = DAY
