from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.models import Case
from yuanban.catalogue.models import Item
from yuanban.law import crew as law
from yuanban.ledger.models import Streamed
from yuanban.places.models import Centre

ORDER_KINDS = {
    "carry": "递送原件",
    "fetch": "领取送达",
    "agency": "代办",
    "accompany": "陪同办理",
    "visit": "上门帮办",
}


def numbers():
    return ArrayField(models.BigIntegerField(), default=list, blank=True)


class Area(models.Model):
    """片区: a part of the town that a centre's helpers look after."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="areas")
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ["centre", "name"]
        constraints = [models.UniqueConstraint(fields=["centre", "name"], name="area_name")]

    def __str__(self):
        return self.name


class Spot(models.Model):
    """地点: where errands begin and end; kilometres east and north of the centre on a flat grid."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="spots")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="spots")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    east = models.FloatField(help_text="中心以东多少公里，以西为负")
    north = models.FloatField(help_text="中心以北多少公里，以南为负")

    class Meta:
        ordering = ["centre", "name"]
        constraints = [models.UniqueConstraint(fields=["centre", "name"], name="spot_name")]

    def __str__(self):
        return self.name

    @property
    def point(self):
        return self.east, self.north


class Team(Streamed):
    """队伍: of one kind, at one centre, led by one person."""

    KINDS = {"helpers": "帮办代办队", "through": "一人通跑专办", "volunteers": "志愿服务队", "riders": "便民小骑手"}

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=KINDS)
    leader = models.ForeignKey(Person, models.PROTECT, null=True, related_name="leads")

    class Meta:
        ordering = ["centre", "name"]
        constraints = [models.UniqueConstraint(fields=["centre", "name"], name="team_name")]

    def __str__(self):
        return self.name


class Runner(Streamed):
    """队员: a person in a team, with what they can do and where. Empty lists mean everything and everywhere."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="runners")
    person = models.ForeignKey(Person, models.PROTECT, related_name="runner")
    base = models.ForeignKey(Spot, models.PROTECT, related_name="+")
    items = numbers()
    kinds = ArrayField(models.CharField(max_length=10, choices=ORDER_KINDS), default=list, blank=True)
    areas = numbers()
    most = models.PositiveSmallIntegerField(default=10, help_text="一天最多几单")
    from_date = models.DateField()
    to_date = models.DateField(null=True, help_text="最后一日")

    class Meta:
        ordering = ["team", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(to_date__isnull=True), name="runner_in_one_team"),
            models.CheckConstraint(condition=Q(most__range=(1, 40)), name="runner_most"),
        ]

    def __str__(self):
        return self.person.name


class Shift(Streamed):
    """班次: one runner on one day. Ended early when somebody drops out, with the reason."""

    runner = models.ForeignKey(Runner, models.PROTECT, related_name="shifts")
    day = models.DateField()
    begins = models.TimeField()
    ends = models.TimeField()
    left_at = models.DateTimeField(null=True, help_text="提前离岗的时间")
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["day", "begins", "id"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "day"], name="shift_once_a_day"),
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="shift_ends_after_it_begins"),
        ]


class Order(Streamed):
    """订单: one errand, free of charge. `version` moves with every step."""

    KINDS = ORDER_KINDS
    SOURCES = {"case": "办件", "call": "来电", "walk": "到访"}
    STATES = law.STATES

    number = models.CharField(max_length=40, unique=True)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="orders")
    kind = models.CharField(max_length=10, choices=KINDS)
    source = models.CharField(max_length=4, choices=SOURCES)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="orders")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="orders")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="orders")
    applicant_name = models.CharField(max_length=120)
    contact = models.CharField(max_length=60, blank=True)
    what = models.CharField(max_length=300)
    scope = models.CharField(max_length=300, blank=True, help_text="申请人委托的范围")
    start = models.ForeignKey(Spot, models.PROTECT, related_name="+")
    end = models.ForeignKey(Spot, models.PROTECT, related_name="+")
    day = models.DateField()
    due_at = models.DateTimeField(null=True, help_text="最迟什么时候到")
    minutes = models.PositiveSmallIntegerField(default=15, help_text="办理大约几分钟")
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=STATES, default="open")
    runner = models.ForeignKey(Runner, models.PROTECT, null=True, related_name="orders")
    place = models.PositiveSmallIntegerField(null=True, help_text="当天的第几单")
    arrives_at = models.DateTimeField(null=True, help_text="预计什么时候到")
    late = models.PositiveSmallIntegerField(default=0, help_text="预计晚到几分钟")
    why = models.CharField(max_length=300, blank=True, help_text="为什么派给这个人，或者为什么没有派出去")
    by_hand = models.BooleanField(default=False, help_text="由组长指定，以后的排单不改")
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [
            models.Index(fields=["centre", "day", "state"], name="order_board"),
            models.Index(fields=["runner", "day"], name="order_runner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("open", "cancelled", "failed")) | Q(runner__isnull=False),
                name="order_has_runner",
            )
        ]

    def __str__(self):
        return self.number

    @property
    def closed(self):
        return self.state in law.CLOSED


class Original(Streamed):
    """原件: one paper and who holds it now. `Custody` says who held it before."""

    HANDS = {"applicant": "申请人", "runner": "帮办人员", "window": "窗口", "organ": "机关"}

    number = models.CharField(max_length=40, unique=True)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="originals")
    order = models.ForeignKey(Order, models.PROTECT, related_name="originals")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="originals")
    name = models.CharField(max_length=120)
    copies = models.PositiveSmallIntegerField(default=1)
    owner = models.CharField(max_length=120)
    hands = models.CharField(max_length=10, choices=HANDS, default="applicant")
    holder = models.CharField(max_length=120)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="originals")
    since = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["person"], condition=Q(person__isnull=False), name="original_held")]

    def __str__(self):
        return self.name


class Custody(models.Model):
    """交接: one paper from one hand to the next, both signed. `seq` is the version of the paper it made: two cannot be the same."""

    original = models.ForeignKey(Original, models.PROTECT, related_name="chain")
    seq = models.PositiveIntegerField()
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="+")
    giver = models.CharField(max_length=120)
    giver_signed = models.TextField(help_text="姓名或者手写签名（SVG路径）")
    taker = models.CharField(max_length=120)
    taker_signed = models.TextField(help_text="姓名或者手写签名（SVG路径）")
    where = models.CharField(max_length=120, blank=True)
    happened_at = models.DateTimeField(help_text="手机上登记的时间")
    at = models.DateTimeField(help_text="平台收到的时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["original", "seq"], name="custody_once")]


class Deed(models.Model):
    """One step that a phone sent, under a key the phone made: done once, answered the same for ever."""

    STATES = {"done": "已登记", "refused": "没有登记"}

    key = models.UUIDField(unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="deeds")
    order = models.ForeignKey(Order, models.PROTECT, related_name="deeds")
    verb = models.CharField(max_length=10)
    said = models.JSONField(default=dict)
    happened_at = models.DateTimeField()
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=STATES, null=True)
    answer = models.JSONField(default=dict)
    seen_at = models.DateTimeField(null=True, help_text="没有登记的，本人看过以后怎么处理的时间")
    settled = models.CharField(max_length=300, blank=True, help_text="怎么处理的")

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["order"], condition=Q(state="refused", seen_at__isnull=True), name="deed_unsettled")
        ]


class PlanRun(models.Model):
    """排单: one planning of one centre's day, asked for by somebody or by a drop-out."""

    STATES = {"waiting": "等待", "running": "正在排单", "done": "已完成", "failed": "没有完成"}

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="plan_runs")
    day = models.DateField()
    why = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    share = models.PositiveSmallIntegerField(default=0, help_text="百分之几")
    orders = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    km = models.FloatField(null=True)
    km_first_come = models.FloatField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "day"], condition=Q(state__in=("waiting", "running")), name="one_plan_at_a_time"
            )
        ]


class Cadre(Streamed):
    """挂帮: a cadre attached to an enterprise for a term; told when its matters stall."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="cadres")
    person = models.ForeignKey(Person, models.PROTECT, related_name="attached")
    from_date = models.DateField()
    to_date = models.DateField(null=True, help_text="最后一日")
    why = models.CharField(max_length=200, blank=True, help_text="为什么结束")

    class Meta:
        ordering = ["enterprise", "-from_date"]
        constraints = [
            ExclusionConstraint(
                name="one_cadre_at_a_time",
                expressions=[
                    ("enterprise", RangeOperators.EQUAL),
                    (
                        Func(
                            "from_date", "to_date", RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="DATERANGE", output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            )
        ]  # fmt: skip


class OrderCounter(models.Model):
    """The last serial given by a centre on a day."""

    pk = models.CompositePrimaryKey("centre_id", "day")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    day = models.DateField()
    last = models.PositiveIntegerField()
