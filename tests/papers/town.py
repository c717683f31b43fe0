"""A town just large enough for every kind of paper: one organ, one park committee that it entrusts, one window."""

import datetime as dt
from types import SimpleNamespace

from django.db.backends.postgresql.psycopg_any import DateRange

from yuanban.accounts.acting import CHINA, acting
from yuanban.accounts.models import Enterprise, Person, Post
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.apply import Application, apply
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.deliver import deliver
from yuanban.cases.actions.issue import issue
from yuanban.cases.actions.receive import receive
from yuanban.cases.actions.review import review
from yuanban.cases.actions.seal import seal
from yuanban.catalogue.models import Item, ItemVersion, Material
from yuanban.mandates import world
from yuanban.mandates.models import Arrangement, Instrument, Seal
from yuanban.places import epoch
from yuanban.places.models import Body, Centre, Park, ParkRegion, Region, Window

MONDAY = dt.date(2026, 3, 2)
POWERS = ["accept", "review", "decide", "seal", "deliver"]
LAW = [{"law": "中华人民共和国食品安全法", "article": "第三十五条"}]
FORM = [{"key": "note", "label": "说明", "type": "textarea", "required": False}]


def at(day, hour=9):
    return dt.datetime.combine(day, dt.time(hour), tzinfo=CHINA)


def later(days):
    return MONDAY + dt.timedelta(days=days)


class Town:
    def __init__(self):
        self.places()
        self.people()
        self.food = self.item(
            "511502-food", "食品经营许可", "01", result_name="食品经营许可证", result_kind="certificate", term_months=60
        )
        self.health = self.item("511502-health", "公共场所卫生许可", "01", result_name="卫生许可批复")
        self.record = self.item("511502-record", "仅销售预包装食品备案", "10", result_name="备案回执")
        self.papers()
        world._pictures.clear()
        epoch.bump()

    def places(self):
        city = Region.objects.create(code="511500", name="宜宾市", level="prefecture")
        county = Region.objects.create(code="511502", name="翠屏区", level="county", parent=city)
        self.gov = body("cp-gov", "宜宾市翠屏区人民政府", "翠屏区政府", "government")
        self.amr = body("cp-amr", "宜宾市翠屏区市场监督管理局", "翠屏市场监管局", "department", parent=self.gov)
        self.committee = body("sanjiang", "宜宾三江新区管理委员会", "三江新区管委会", "committee", set_up_by=self.gov)
        self.window_body = body(
            "lg-window", "三江新区园区政务服务中心综合窗口", "三江新区综窗", "window", kind="organisation"
        )
        self.park = Park.objects.create(
            code="lingang",
            name="宜宾临港经济技术开发区",
            short="临港经开区",
            kind="etdz",
            level="national",
            committee=self.committee,
        )
        ParkRegion.objects.create(park=self.park, region=county, order=0)
        self.centre = Centre.objects.create(
            code="lg", number=1, park=self.park, name="三江新区园区政务服务中心", address="宜宾市翠屏区沙坪街道港园大道1号",
            hours="工作日9:00—17:00", phone="0831-0000101", status="open",
        )  # fmt: skip
        Window.objects.create(
            code="lg-general", centre=self.centre, name="综合窗口", kind="general", body=self.window_body
        )

    def people(self):
        self.boss = Person.objects.create_person("boss", "周明远", "long-enough-word", phone="13900000000")
        self.firm = Enterprise.objects.create(
            code="91511502MA6000001X", name="宜宾岷江味道食品有限公司", short="岷江味道", park=self.park, legal_person="周明远",
            address="宜宾市翠屏区沙坪街道港园大道88号3栋", region_id="511502",
        )  # fmt: skip
        self.firm.members.add(self.boss)
        self.clerk = self.officer(
            "clerk", "李慧", self.window_body, "clerk", ["receive", "deliver"], centre=self.centre
        )
        self.approver = self.officer("approver", "王建国", self.committee, "approver", POWERS)
        self.second = self.officer("second", "陈晓", self.committee, "approver", POWERS, head=True)
        self.stranger = Person.objects.create_person("stranger", "吴名", "long-enough-word")

    def officer(self, username, name, body, role, powers, **more):
        person = Person.objects.create_person(username, name, "long-enough-word")
        Post.objects.create(
            person=person, body=body, title="工作人员", role=role, powers=powers, from_date=dt.date(2024, 1, 1), **more
        )
        return person

    def item(self, code, name, type, **version):
        item = Item.objects.create(code=code, name=name, organ=self.amr, region_id="511502", type=type)
        kept = ItemVersion.objects.create(
            item=item, number=1, state="published", validity=DateRange(dt.date(2025, 1, 1), None), statutory=20, promised=5,
            basis=LAW, form=FORM, consult="0831-0000202", complaint="0831-0000203", **version,
        )  # fmt: skip
        for order, (key, title, originals, copies) in enumerate(MATERIALS):
            Material.objects.create(version=kept, order=order, code=key, name=title, originals=originals, copies=copies)
        Arrangement.objects.create(
            park=self.park, item=item, mode="direct-authorisation", from_date=dt.date(2025, 1, 1)
        )
        return item

    def papers(self):
        law = self.instrument(
            "cp-amr-law", "statute", "翠屏区市场监督管理局法定职权", self.amr, basis="中华人民共和国食品安全法"
        )
        trust = self.instrument(
            "trust-food", "entrustment", "行政许可事项委托书", self.committee, number="翠市监委〔2025〕3号", grantor=self.amr,
            basis="《四川省开发区条例》第十七条", published_on=dt.date(2025, 1, 10), published_at="宜宾市翠屏区人民政府门户网站",
            from_date=dt.date(2025, 1, 10), to_date=dt.date(2027, 12, 31),
        )  # fmt: skip
        items = [self.food, self.health, self.record]
        law.items.set(items)
        trust.items.set(items)
        self.stamp(
            "seal-window", self.window_body, self.window_body, "三江新区园区政务服务中心综合窗口收件专用章", "receipt"
        )
        self.stamp(
            "seal-food",
            self.amr,
            self.committee,
            "宜宾市翠屏区市场监督管理局行政审批专用章（3）",
            "approval",
            all_items=True,
        )

    def instrument(self, code, kind, title, to, **more):
        powers = ["receive", *POWERS] if kind == "statute" else POWERS
        return Instrument.objects.create(
            code=code, kind=kind, state="published", title=title, to=to, powers=powers, territory=["511502"], **more
        )

    def stamp(self, code, of, kept_by, name, kind, **more):
        return Seal.objects.create(code=code, of=of, kept_by=kept_by, name=name, kind=kind, **more)

    def as_(self, person, day=MONDAY):
        return acting(person, at(day))

    def applied(self, item=None, person=None, day=MONDAY, **more):
        person = person or self.boss
        given = {
            "park": self.park,
            "applicant": person,
            "form": {},
            "item": item or self.food,
            "channel": "window",
            "subject": "热食类食品制售",
            **more,
        }
        given.setdefault("enterprise", self.firm if person == self.boss else None)
        given.setdefault("paper", frozenset(key for key, *_ in MATERIALS))
        return apply(self.as_(person, day), Application(**given))[0]

    def received(self, item=None, day=MONDAY, **more):
        return receive(self.as_(self.clerk, day), self.applied(item, day=day, **more).number)

    def accepted(self, item=None, **more):
        return accept(self.as_(self.approver), self.received(item, **more).number)

    def decided(self, item=None, outcome="granted", reasons="", **more):
        case = self.accepted(item, **more)
        review(self.as_(self.approver, later(1)), case.number, "材料真实，符合条件。")
        return decide(self.as_(self.second, later(2)), case.number, outcome, reasons)

    def issued(self, item=None, outcome="granted", reasons="", **more):
        case = self.decided(item, outcome, reasons, **more)
        seal(self.as_(self.second, later(3)), case.number)
        return issue(self.as_(self.second, later(3)), case.number)

    def delivered(self, item=None, way="window", receiver="周明远", **more):
        case = self.issued(item, **more)
        return deliver(self.as_(self.clerk, later(4)), case.number, way, receiver)


MATERIALS = [
    ("application", "食品经营许可申请书", 1, 0),
    ("identity", "营业执照（主体资格证明）", 0, 1),
    ("layout", "与食品经营相适应的主要设备设施布局、操作流程等文件", 1, 1),
    ("rules", "食品安全自查、从业人员健康管理、进货查验记录、食品安全事故处置等保证食品安全的规章制度", 1, 0),
]


def body(code, name, short, role, kind="organ", **more):
    return Body.objects.create(
        code=code,
        name=name,
        short=short,
        kind=kind,
        role=role,
        standing="statutory",
        level="county",
        territory=["511502"],
        **more,
    )


def paper_of(case, kind):
    return case.papers.get(kind=kind)


def text_of(paper):
    """Everything a paper says in its body, as one text."""
    said = SimpleNamespace(parts=[])
    for part in paper.content["body"]:
        said.parts += (
            [part["p"]] if "p" in part else ["|".join(row) for row in part.get("pairs") or part["table"]["rows"]]
        )
    said.parts += [f"{name}：{value}" for name, value in paper.content["fields"]]
    return "\n".join(said.parts)
