"""The cast of the sample town, and matters for them: an owner, the officials who may, and those who may not."""

import datetime as dt
import random

from yuanban.accounts.acting import CHINA, Actor, acting
from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.apply import Application, apply
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.deliver import deliver
from yuanban.cases.actions.issue import issue
from yuanban.cases.actions.receive import receive
from yuanban.cases.actions.review import review
from yuanban.cases.actions.seal import seal
from yuanban.cases.bundled import members_for
from yuanban.cases.files import keep
from yuanban.cases.models import Case
from yuanban.cases.permit import plan_of
from yuanban.catalogue.merging import merge
from yuanban.catalogue.models import Bundle, Item
from yuanban.catalogue.queries import version_on
from yuanban.demo.actors import Staff
from yuanban.demo.forms import answers
from yuanban.places.models import Park

DAY = dt.date(2026, 11, 23)
PDF = b"%PDF-1.4 sample\nstartxref\n0\n%%EOF\n"


def at(day=DAY, hour=9, minute=0):
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=CHINA)


class Cast:
    """Everyone by user name; `application` and `until` make a matter and bring it as far as wanted."""

    def __init__(self):
        self.rng, self.staff = random.Random(7), Staff()

    def actor(self, username, when=None) -> Actor:
        return acting(Person.objects.get(username=username), when or at())

    def park(self, code):
        return Park.objects.select_related("centre").prefetch_related("parkregion_set").get(code=code)

    def item(self, name, organ):
        return Item.objects.get(name=name, organ__code=organ)

    def firm(self, park, region=None):
        firms = Enterprise.objects.filter(park__code=park, members__isnull=False).order_by("pk")
        return (firms.filter(region_id=region) if region else firms).first()

    def owner(self, firm, when=None):
        return self.staff.firm_person(firm, when or at()).then(when or at())

    def application(self, park, item=None, firm=None, when=None, agent=None, bundle=None, **form):
        firm = firm or self.firm(park)
        owner = self.owner(firm, when)
        situations = form.pop("situations", {})
        merged = merged_of(self.park(park), item, bundle, owner.day, situations)
        filled = answers(merged.fields, firm, self.rng)
        codes = {m.key for m in merged.materials if m.need != "shared"}
        return Application(
            park=self.park(park),
            item=item,
            bundle=bundle,
            enterprise=firm,
            applicant=Person.objects.get(pk=owner.person),
            form=filled | form,
            files={code: keep(owner, f"{code}.pdf", PDF).pk for code in codes},
            agent=agent,
            agent_scope="递交材料、领取结果" if agent else "",
            situations=situations,
        )

    def apply(self, *args, when=None, **more) -> Case:
        application = self.application(*args, when=when, **more)
        return apply(self.owner(application.enterprise, when), application)[0]

    def doer(self, case, power, but=(), head=False, when=None):
        """Someone who may take this step of this case."""
        if power == "receive" or (power == "deliver" and not plan_of(case).step("deliver").chain):
            return self.clerk(case, when)
        return self.staff.for_step(plan_of(case).step(power), power, self.rng, but=but, head=head).then(when or at())

    def clerk(self, case, when=None):
        """Somebody at the general window, which receives and hands out but holds no power."""
        window = case.centre.windows.filter(kind="general").first().body.code
        return next(a for a in self.staff.by_body[window] if a.role == "clerk").then(when or at())

    def until(self, case, state, when=None):
        """Take the plain steps until the case stands in `state`."""
        steps = {
            "applied": self.receive,
            "received": self.accept,
            "accepted": self.review,
            "reviewed": self.decide,
            "decided": self.seal,
            "sealed": self.issue,
            "issued": self.deliver,
        }
        case.refresh_from_db()
        while case.state != state:
            steps[case.state](case, when)
            case.refresh_from_db()
        return case

    def receive(self, case, when=None):
        receive(self.clerk(case, when), case.number)

    def accept(self, case, when=None):
        accept(self.doer(case, "accept", when=when), case.number)

    def review(self, case, when=None):
        for _ in range(case.item_version.reviewers - len(case.reviewers)):
            case.refresh_from_db()
            review(self.doer(case, "review", but=case.reviewers, when=when), case.number, "材料齐全，符合条件。")

    def decide(self, case, when=None, outcome="granted", reasons=""):
        decide(self.doer(case, "decide", when=when), case.number, outcome, reasons)

    def seal(self, case, when=None):
        seal(self.doer(case, "seal", when=when), case.number)

    def issue(self, case, when=None):
        issue(self.doer(case, "seal", when=when), case.number)

    def deliver(self, case, when=None):
        deliver(self.clerk(case, when), case.number, "window", "张三")


def merged_of(park, item, bundle, day, situations):
    """The one form and the one list of what is applied for."""
    return members_for(park, bundle, day, situations).merged() if bundle else merge([version_on(item, day)])


def items_of(bundle: Bundle):
    return [member.item for member in bundle.members.filter(item__isnull=False).select_related("item")]
