"""A story played on the model: every step is the action that an official's page calls, by somebody who may take it."""

import datetime as dt

from yuanban.accounts.acting import CHINA, Actor, system
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.apply import Application, apply
from yuanban.cases.actions.ask_supplement import ask_supplement
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.deliver import deliver
from yuanban.cases.actions.extend import extend
from yuanban.cases.actions.fix_hearing import fix_hearing
from yuanban.cases.actions.issue import issue
from yuanban.cases.actions.receive import receive
from yuanban.cases.actions.record_hearing import record_hearing
from yuanban.cases.actions.refuse_acceptance import refuse_acceptance
from yuanban.cases.actions.resume import resume
from yuanban.cases.actions.review import review
from yuanban.cases.actions.seal import seal
from yuanban.cases.actions.supply import supply
from yuanban.cases.actions.suspend import suspend
from yuanban.cases.actions.sweep import bring_up_to_date
from yuanban.cases.actions.tell_hearing import tell_hearing
from yuanban.cases.actions.withdraw import withdraw
from yuanban.cases.models import Case
from yuanban.cases.permit import plan_of
from yuanban.demo.actors import actor_on
from yuanban.demo.province.seats import HELPED
from yuanban.demo.province.stories import steps_of
from yuanban.demo.town import DENIAL, DOUBT, GAP, OPINION
from yuanban.law.calendar import add_workdays
from yuanban.voice.actions.rate import rate

OFFICE = dt.time(9, 30)
NIGHT = dt.time(0, 5)
INDEX = {"accept": 0, "review-1": 1, "review-2": 2, "decide": 3, "seal": 4, "chair": 4, "deliver": 0}


class Play:
    """`done(at, by_clock)` is called after every step, `look` before the clock acts. `cast` fills up: {who of the model: (pool, place in it)}."""

    def __init__(self, seat, offer, first, look=lambda: None):
        self.look = look
        self.seat, self.offer, self.first = seat, offer, first
        self.firm, self.owner = seat.firms[0]
        self.number, self.cast, self.heard = "", {}, False

    def run(self, story, done):
        for step in steps_of(story, self.offer.pattern):
            at = self.moment(step)
            self.nights_before(at, done)
            if step.verb != "wait":
                getattr(self, step.verb)(at, *([step.said] if step.said else []))
                done(at, by_clock=False)

    def moment(self, step):
        day = add_workdays(self.first, step.day)
        return dt.datetime.combine(day, OFFICE, tzinfo=CHINA) + dt.timedelta(minutes=step.minute)

    def nights_before(self, at, done):
        """The sweeps that would have found this matter by then."""
        while self.number:
            pk, alert, version = self.standing()
            if alert is None or self.night(alert) > at:
                return
            self.look()
            bring_up_to_date(system(self.night(alert)), pk)
            if self.standing()[2] == version:
                return
            done(self.night(alert), by_clock=True)

    def standing(self):
        return Case.objects.values_list("pk", "alert_on", "version").get(number=self.number)

    def night(self, day):
        return dt.datetime.combine(day, NIGHT, tzinfo=CHINA)

    def plan(self):
        return plan_of(Case.objects.only("plan").get(number=self.number))

    # -- who ------------------------------------------------------------------------------------------------------

    def pool(self, body):
        """How a pool is called, whichever seat it is in, and its posts."""
        seat = self.seat
        if body == seat.desk.code:
            return "desk", seat.staff[body, self.offer.organ]
        return ("committee" if body == seat.committee.code else "organ"), seat.staff[body, ""]

    def one_of(self, name, posts, at, index):
        post = posts[index]
        self.cast[post.pk] = (name, index)
        return actor_on(post).then(at)

    def handling(self, power, at, index=None, own=False):
        step = self.plan().step(power)
        name, posts = self.pool(step.in_name_of if own else step.actor)
        return self.one_of(name, posts, at, INDEX[index or power])

    def clerk(self, at):
        return self.one_of("clerks", self.seat.clerks, at, 0)

    def helper(self, at):
        return self.one_of("helpers", self.seat.helpers, at, 0)

    def applicant(self, at):
        return Actor(person=self.owner.pk, name=self.owner.name, at=at, enterprises=(self.firm.pk,))

    # -- what -----------------------------------------------------------------------------------------------------

    def apply(self, at):
        version, helped = self.offer.version, self.offer.way in HELPED
        materials = list(version.materials.all())
        agent = self.helper(at) if helped else None
        application = Application(
            park=self.seat.park, applicant=self.owner, enterprise=self.firm, item=self.offer.item,
            form={"summary": "因生产经营需要"}, paper=frozenset(m.code for m in materials),
            channel="window" if materials else "online", agent=agent and self.seat.helpers[0].person,
            agent_scope="代为递交材料、领取结果" if agent else "",
        )  # fmt: skip
        actor = self.clerk(at) if materials else self.applicant(at)
        self.number = apply(actor, application)[0].number

    def receive(self, at):
        receive(self.clerk(at), self.number, checked=[m.code for m in self.offer.version.materials.all()])

    def accept(self, at):
        accept(self.handling("accept", at), self.number)

    def ask(self, at):
        first = self.offer.version.materials.all()[0]
        ask_supplement(self.handling("accept", at), self.number, {first.code: GAP})

    def supply(self, at):
        supply(self.clerk(at), self.number, {}, paper=[self.offer.version.materials.all()[0].code])

    def refuse(self, at):
        reason = "申请事项的项目所在地不在本机关管辖范围内。"
        refuse_acceptance(self.handling("accept", at), self.number, "wrong-organ", reason, "项目所在地县级主管部门")

    def withdraw(self, at):
        withdraw(self.applicant(at), self.number, "项目方案调整，重新准备后再申请。")

    def review(self, at, n):
        review(self.handling("review", at, f"review-{n}"), self.number, OPINION)

    def doubt(self, at, n):
        review(self.handling("review", at, f"review-{n}"), self.number, DOUBT, passed=False)

    def suspend(self, at):
        reviewer = self.handling("review", at, "review-1")
        suspend(reviewer, self.number, "expert-review", 8, "方案涉及新工艺，组织专家评审。")

    def resume(self, at):
        resume(self.handling("review", at, "review-1"), self.number, "专家评审通过。")

    def extend(self, at):
        organ = self.plan().step("decide").in_name_of
        name = "committee" if organ == self.seat.committee.code else "organ"
        head = self.one_of(f"head-{name}", [self.seat.heads[organ]], at, 0)
        extend(head, self.number, 5, "需要就技术参数进一步核实。")

    def tell(self, at):
        tell_hearing(self.handling("review", at, "review-1"), self.number, "required", "该事项依规定应当听证。")

    def fix(self, at, day):
        chair = self.handling("decide", at, "chair", own=True)
        on = add_workdays(self.first, int(day)).isoformat()
        reviewer = self.handling("review", at, "review-1")
        fix_hearing(reviewer, self.number, on, "9:00", "园区政务服务中心会议室", chair.person)

    def hold(self, at):
        self.heard = True
        said = ("审查人员、申请人参加。", "审查人员说明意见和理由，申请人陈述并提交证据。", "参加人员核对无误后签字。")
        record_hearing(self.handling("review", at, "review-1"), self.number, *said)

    def decide(self, at, outcome):
        heard = "听证中各方没有提出异议，听证笔录载明的意见已经采纳。" if self.heard else ""
        decide(self.handling("decide", at), self.number, outcome, DENIAL if outcome == "denied" else heard)

    def seal(self, at):
        seal(self.handling("seal", at), self.number)

    def issue(self, at):
        issue(self.handling("seal", at), self.number)

    def deliver(self, at):
        deliver(self.clerk(at), self.number, "window", self.owner.name)

    def rate(self, at, level):
        rate(self.applicant(at), self.number, int(level))
