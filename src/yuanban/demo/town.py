"""Some months of one town's matters, each step taken by the same actions as the pages, by people who may take it."""

import datetime as dt
import heapq
import random
from itertools import count

from yuanban.accounts.acting import CHINA
from yuanban.accounts.models import Person
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.apply import Application, apply
from yuanban.cases.actions.ask_supplement import ask_supplement
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.deliver import deliver
from yuanban.cases.actions.extend import extend
from yuanban.cases.actions.hand_over import hand_over
from yuanban.cases.actions.issue import issue
from yuanban.cases.actions.receive import receive
from yuanban.cases.actions.refuse_acceptance import refuse_acceptance
from yuanban.cases.actions.resume import resume
from yuanban.cases.actions.review import review
from yuanban.cases.actions.run_together import deliver_run
from yuanban.cases.actions.seal import seal
from yuanban.cases.actions.supply import supply
from yuanban.cases.actions.suspend import suspend
from yuanban.cases.actions.sweep import sweep
from yuanban.cases.actions.withdraw import withdraw
from yuanban.cases.bundled import members_for
from yuanban.cases.files import keep
from yuanban.cases.models import Case
from yuanban.cases.permit import plan_of
from yuanban.cases.planning import prove
from yuanban.cases.runs import waits
from yuanban.catalogue.forms import check_form, facts_of
from yuanban.catalogue.merging import merge
from yuanban.catalogue.queries import version_on
from yuanban.demo.actors import Staff, firms_of
from yuanban.demo.forms import answers, sample_file
from yuanban.demo.papers import leave_papers
from yuanban.demo.stories import tell_all
from yuanban.demo.work import leave_work
from yuanban.law.calendar import add_workdays, is_workday
from yuanban.law.refusal import Refusal
from yuanban.mandates.queries import items_of
from yuanban.places.models import Park
from yuanban.voice.actions.rate import rate

SEED = 20260305
WAIT = 45  # working days that a part of a 一件事 waits for the one before it
DAYS = 110
STORIES = {
    "plain": 60,
    "supplement": 9,
    "asked": 2,
    "refused": 3,
    "paused": 6,
    "extended": 3,
    "denied": 4,
    "withdrawn": 2,
    "silent": 2,
    "late": 6,
    "helper": 5,
}
OPINION = "申请材料齐全，符合办事指南列明的条件，建议准予。"
DOUBT = "现场核查发现场所布局与图纸不一致，不符合办事指南列明的条件，建议不予。"
DENIAL = "经现场核查，经营场所布局与所报图纸不一致，不符合法定条件。整改后可以重新申请。"
GAP = "所附图纸缺少负责人签名，请补签后重新提交。"
WORDS = {
    1: "材料一次交齐，两天就拿到了。",
    2: "很方便，没有出园区。",
    3: "基本按时。",
    4: "等得比承诺时间长。",
    5: "来回说法不一致。",
}


class Town:
    def __init__(self, now, number=300, tick=lambda: None):
        self.now, self.rng, self.tick = now, random.Random(SEED), tick
        self.staff, self.order, self.queue, self.refused = Staff(), count(), [], []
        self.parks = [
            (park, firms_of(park))
            for park in Park.objects.select_related("centre").prefetch_related("parkregion_set").order_by("pk")
        ]
        self.offers = {
            park.pk: list(items_of(park, now.date()).prefetch_related("versions").order_by("pk"))
            for park, _ in self.parks
        }
        self.bundles = {
            park.pk: list(park.bundles.prefetch_related("members__item").order_by("pk")) for park, _ in self.parks
        }
        self.number = number

    def run(self):
        """Play every story up to now, in the order of time. -> how many cases."""
        for n in range(self.number):
            start = self.opening(self.rng.random() ** 0.45)
            self.begin(self.story(start, n))
        self.begin(self.nights())
        while self.queue:
            at, _, tale = heapq.heappop(self.queue)
            if at <= self.now:
                self.advance(at, tale)
        leave_work(self)
        leave_papers(self.now)
        tell_all(self)
        return Case.objects.count()

    def begin(self, tale):
        self.push(next(tale), tale)

    def push(self, at, tale):
        heapq.heappush(self.queue, (at, next(self.order), tale))

    def advance(self, at, tale):
        """One step of one story; the story says when its next one is."""
        try:
            wanted = tale.send(at)
        except StopIteration:
            return
        except Refusal as problem:
            self.refused.append(str(problem))
            return
        self.push(wanted, tale)

    def opening(self, share):
        """A moment in office hours, `share` of the way from the beginning to now."""
        day = (self.now - dt.timedelta(days=DAYS * (1 - share))).astimezone(CHINA).date()
        return self.office(day)

    def office(self, day):
        while not is_workday(day):
            day -= dt.timedelta(days=1)
        minute = self.rng.choice([self.rng.randint(9 * 60, 12 * 60 - 1), self.rng.randint(13 * 60 + 30, 17 * 60)])
        return dt.datetime.combine(day, dt.time(minute // 60, minute % 60, self.rng.randint(0, 59)), tzinfo=CHINA)

    def midnight(self, at):
        return dt.datetime.combine(at.astimezone(CHINA).date() + dt.timedelta(days=1), dt.time(0, 5), tzinfo=CHINA)

    def nights(self):
        at = self.now - dt.timedelta(days=DAYS + 1)
        while True:
            at = yield self.midnight(at)
            sweep(at)

    def later(self, at, days):
        """Some working days on, in office hours, and never before `at`."""
        return max(
            self.office(add_workdays(at.astimezone(CHINA).date(), days)),
            at + dt.timedelta(minutes=self.rng.randint(4, 40)),
        )

    def story(self, at, n):
        """One application, as a generator: it yields when its next step comes. Each item of a bundle goes its own way."""
        at = yield at
        kind = self.rng.choices(list(STORIES), list(STORIES.values()))[0]
        park, firms = self.parks[n % len(self.parks)]
        cases, firm = self.hand_in(at, park, firms, kind, bundled=n % 20 == 0)
        self.tick()
        for other in cases[1:]:
            self.begin(self.settle(at, other, "plain", park.centre, firm))
        yield from self.settle(at, cases[0], kind, park.centre, firm)

    def settle(self, at, case, kind, centre, firm):
        firm_person, number = self.staff.firm_person(firm, at), case.number
        if kind == "silent":
            return
        for _ in range(WAIT):
            if not waits(case):
                break
            at = yield self.later(at, 1)
            case.refresh_from_db()
        if waits(case) or case.closed_on:
            return
        at = yield self.later(at, 0)
        clerk = self.staff.at(centre, "clerk", self.rng)
        receive(clerk.then(at), number, checked=[m.code for m in case.materials.all()])
        at = yield self.later(at, self.rng.choice([0, 0, 1]))
        plan = plan_of(case)
        accepter = self.staff.for_step(plan.step("accept"), "accept", self.rng)
        if kind == "refused":
            reason = "申请事项的项目所在地不在本机关管辖范围内。"
            refuse_acceptance(accepter.then(at), number, "wrong-organ", reason, "项目所在地县级主管部门")
            return
        if kind in ("supplement", "asked"):
            first = case.materials.first()
            ask_supplement(accepter.then(at), number, {first.code: GAP})
            at = yield self.later(at, self.rng.randint(1, 4))
            if kind == "asked" and self.rng.random() < 0.8:
                return
            again = keep(firm_person.then(at), f"{first.name}.pdf", sample_file("补正材料"))
            supply(firm_person.then(at), number, {first.code: again.pk})
            at = yield self.later(at, 0)
        yield from self.handle(at, number, kind, accepter, firm_person, centre)

    def hand_in(self, at, park, firms, kind, bundled, helper=None):
        """Some matter this park can lawfully handle for some firm: what the law refuses is tried no further."""
        bundles = self.bundles[park.pk] if bundled else []
        while True:
            firm = self.rng.choice(firms)
            bundle = self.rng.choice(bundles) if bundles else None
            item = None if bundle else self.rng.choice(self.offers[park.pk])
            try:
                return self.application(at, park, item, bundle, firm, kind, helper), firm
            except Refusal as problem:
                self.refused.append(str(problem))
                bundles = []

    def planned(self, at, park, item, firm):
        """The plan this matter would have; raises Refusal."""
        version = version_on(item, at.date())
        facts = facts_of(version.form, check_form(version.form, answers(version.form, firm, self.rng))[0])
        regions = [r.region_id for r in park.parkregion_set.all()]
        place = firm.region_id if firm.region_id in regions else regions[0]
        return prove(park.code, item.code, at.date(), facts, place, None, bundled=False)

    def application(self, at, park, item, bundle, firm, kind, helper=None):
        person = self.staff.firm_person(firm, at)
        situations = answers(bundle.situations, firm, self.rng) if bundle else {}
        merged = self.merged(park, item, bundle, situations, person.then(at).day)
        form = answers(merged.fields, firm, self.rng)
        codes = {m.key: m.material.name for m in merged.materials if m.need != "shared"}
        paper = sample_file("样例材料")
        files = {code: keep(person.then(at), f"{name}.pdf", paper).pk for code, name in sorted(codes.items())}
        agent = (helper or self.staff.at(park.centre, "helper", self.rng)) if kind == "helper" else None
        application = Application(
            park=park,
            item=item,
            bundle=bundle,
            enterprise=firm,
            applicant=Person.objects.get(pk=person.person),
            form=form,
            files=files,
            channel="online",
            subject=f"{firm.short}{item.name if item else bundle.name}"[:200],
            agent=Person.objects.get(pk=agent.person) if agent else None,
            agent_scope="代为递交材料、领取结果" if agent else "",
            situations=situations,
        )
        return apply(person.then(at), application)

    def merged(self, park, item, bundle, situations, day):
        """The one form and the one list of what is applied for."""
        return members_for(park, bundle, day, situations).merged() if bundle else merge([version_on(item, day)])

    def deliver_together(self, at, case, clerk, way, receiver):
        """The last part that is ready takes the others along."""
        try:
            deliver_run(clerk.then(at), case.bundle_case.number, way, receiver)
        except Refusal:
            return False
        return True

    def handle(self, at, number, kind, accepter, firm_person, centre):
        case = accept(accepter.then(at), number)
        plan, promised = plan_of(case), case.item_version.promised or 5
        if case.agent_id:
            helper = next(a for a in self.staff.by_centre[centre.pk, "helper"] if a.person == case.agent_id)
            hand_over(helper.then(at), number, case.applicant_name, helper.name, "申请材料一套", helper.name)
        if kind == "withdrawn":
            at = yield self.later(at, 1)
            withdraw(firm_person.then(at), number, "项目方案调整，重新准备后再申请。")
            return
        spread = promised + self.rng.randint(1, 4) if kind == "late" else self.rng.randint(0, max(0, promised - 1))
        seen: set[int] = set()
        for turn in range(case.item_version.reviewers):
            at = yield self.later(at, spread // 2 if turn == 0 else 0)
            reviewer = self.staff.for_step(plan.step("review"), "review", self.rng, but=seen)
            seen.add(reviewer.person)
            if turn == 0 and kind == "paused":
                suspend(reviewer.then(at), number, "expert-review", 8, "方案涉及新工艺，组织专家评审。")
                at = yield self.later(at, self.rng.randint(5, 20))
                resume(reviewer.then(at), number, "专家评审通过。")
            if turn == 0 and kind == "extended":
                head = self.staff.for_step(plan.step("decide"), "decide", self.rng, head=True)
                extend(head.then(at), number, 5, "需要就技术参数进一步核实。")
            review(reviewer.then(at), number, DOUBT if kind == "denied" else OPINION, passed=kind != "denied")
        at = yield self.later(at, spread - spread // 2)
        yield from self.finish(at, number, kind, plan, firm_person, centre)

    def finish(self, at, number, kind, plan, firm_person, centre):
        decider = self.staff.for_step(plan.step("decide"), "decide", self.rng)
        decide(
            decider.then(at), number, "denied" if kind == "denied" else "granted", DENIAL if kind == "denied" else ""
        )
        at = yield self.later(at, self.rng.choice([0, 0, 1]))
        sealer = self.staff.for_step(plan.step("seal"), "seal", self.rng)
        seal(sealer.then(at), number)
        at = yield at + dt.timedelta(minutes=self.rng.randint(3, 30))
        issue(sealer.then(at), number)
        at = yield self.later(at, self.rng.randint(0, 4))
        clerk = self.staff.at(centre, "clerk", self.rng)
        way, case = self.rng.choice(["window", "window", "post"]), Case.objects.get(number=number)
        if case.bundle_case_id is None:
            deliver(clerk.then(at), number, way, firm_person.name)
        elif not self.deliver_together(at, case, clerk, way, firm_person.name):
            return
        if self.rng.random() < 0.75:
            at = yield self.later(at, 0)
            level = self.rng.choices([1, 2, 3, 4, 5], [60, 26, 8, 4, 2])[0]
            rate(firm_person.then(at), number, level, WORDS[level] if self.rng.random() < 0.5 else "")
