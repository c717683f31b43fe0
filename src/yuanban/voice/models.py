from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.models import Case, Upload
from yuanban.catalogue.models import Item, ItemVersion
from yuanban.law import voice as law
from yuanban.ledger.models import Streamed
from yuanban.papers.models import Paper
from yuanban.places.models import Body, Centre, Window

REASONS = {
    "attitude": "服务态度",
    "speed": "办得快慢",
    "clear": "说得清不清楚",
    "once": "跑了几次",
    "materials": "材料要得多不多",
    "place": "环境和设施",
    "fee": "有没有乱收费",
}


def people():
    return ArrayField(models.BigIntegerField(), default=list)


class Visit(Streamed):
    """One visit to a window: by somebody known or not, with the clerk on duty. `token` leads to its rating page."""

    WAYS = {"desk": "窗口登记", "code": "扫窗口码"}

    token = models.CharField(max_length=32, unique=True)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="visits")
    window = models.ForeignKey(Window, models.PROTECT, related_name="visits")
    clerk = models.ForeignKey(Person, models.PROTECT, null=True, related_name="visits_served")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="visits")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="visits")
    purpose = models.CharField(max_length=200, blank=True)
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="visits")
    way = models.CharField(max_length=4, choices=WAYS)
    at = models.DateTimeField()
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["window", "-at"], name="visit_window")]
        constraints = [
            models.UniqueConstraint(
                fields=["window", "person", "day"],
                condition=Q(way="code", person__isnull=False),
                name="visit_code_once",
            )
        ]


class Rating(models.Model):
    """好差评: one for each case, visit or paper, and of each just one. 1 is the best; 4 and 5 are bad ratings."""

    LEVELS = law.LEVELS
    CHANNELS = {
        "online": "网上",
        "window": "窗口评价器",
        "code": "窗口码",
        "paper": "文书码",
        "helper": "代办",
        "phone": "电话",
    }

    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="rating")
    visit = models.OneToOneField(Visit, models.PROTECT, null=True, related_name="rating")
    paper = models.OneToOneField(Paper, models.PROTECT, null=True, related_name="rating")
    about = models.ForeignKey(Case, models.PROTECT, null=True, related_name="ratings", help_text="涉及的办件")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="ratings")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="ratings")
    served = people()
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    reasons = ArrayField(models.CharField(max_length=10), default=list)
    text = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True)
    name = models.CharField(max_length=60, blank=True)
    contact = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=8, choices=CHANNELS)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", help_text="电话评价由谁录入")
    at = models.DateTimeField()
    counted = models.BooleanField(default=True, help_text="误评申诉成立的，不计入统计；评价本身不删除")

    class Meta:
        indexes = [
            models.Index(fields=["centre", "-at"], name="rating_centre"),
            models.Index(fields=["item", "-at"], name="rating_item"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(level__range=(1, 5)), name="rating_level"),
            models.CheckConstraint(
                condition=Q(case__isnull=False, visit__isnull=True, paper__isnull=True)
                | Q(case__isnull=True, visit__isnull=False, paper__isnull=True)
                | Q(case__isnull=True, visit__isnull=True, paper__isnull=False),
                name="rating_of_one_thing",
            ),
        ]

    @property
    def bad(self):
        return self.level in law.BAD

    @property
    def real_name(self):
        """Somebody who can be called back: signed in, or named with a telephone."""
        return self.by_id is not None or bool(self.name and self.contact)


class Clocked(Streamed):
    """A row with a clock of its own, counted by `law.voice.dues` when it is opened."""

    opened_on = models.DateField()
    days = models.PositiveSmallIntegerField(help_text="工作日")
    due_on = models.DateField()
    warn_on = models.DateField(help_text="亮黄灯之日")
    closed_on = models.DateField(null=True)

    class Meta:
        abstract = True


class Mending(Clocked):
    """差评整改: what comes of one bad real-name rating. `due_on` is of the present step: first the call, then the mending."""

    STATES = law.LOOP_STATES

    rating = models.OneToOneField(Rating, models.PROTECT, related_name="mending")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="mendings")
    state = models.CharField(max_length=8, choices=STATES, default="check")
    times = models.PositiveSmallIntegerField(default=1, help_text="第几次整改；第二次由监督人员办理")
    contact_days = models.PositiveSmallIntegerField(help_text="工作日")
    contact_due = models.DateField()
    mend_due = models.DateField()
    hands = people()
    found = models.CharField(max_length=1000, blank=True, help_text="核实的情况")
    measures = models.CharField(max_length=1000, blank=True, help_text="整改的措施")
    told = models.CharField(max_length=1000, blank=True, help_text="反馈的内容")
    called = models.CharField(max_length=1000, blank=True, help_text="回访的情况")
    contacted_on = models.DateField(null=True)
    mended_on = models.DateField(null=True)
    content = models.BooleanField(null=True, help_text="评价人是否满意")

    class Meta:
        indexes = [models.Index(fields=["centre", "due_on"], condition=Q(closed_on__isnull=True), name="mending_queue")]


class RatingAppeal(Clocked):
    """误评申诉 of one bad rating. Upheld, the rating is no longer counted; it is never deleted."""

    STATES = {"open": "待复核", "stands": "评价成立", "excluded": "不计入统计"}

    rating = models.OneToOneField(Rating, models.PROTECT, related_name="appeal")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    grounds = models.CharField(max_length=1000)
    evidence = models.CharField(max_length=1000, blank=True)
    file = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=STATES, default="open")
    judged_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    judgement = models.CharField(max_length=1000, blank=True)


class Concern(Clocked):
    """投诉、建议、办不成事: filed by anyone, followed by number and code. Who filed it stays out of the ledger."""

    KINDS = {"complaint": "投诉", "suggestion": "建议", "stuck": "办不成事"}
    STATES = law.CONCERN_STATES
    OUTCOMES = law.STUCK_ENDS

    derived = ("name", "contact", "secret")

    number = models.CharField(max_length=20, unique=True)
    secret = models.CharField(max_length=64, help_text="查询码的摘要")
    kind = models.CharField(max_length=10, choices=KINDS)
    state = models.CharField(max_length=10, choices=STATES, default="filed")
    times = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="concerns")
    name = models.CharField(max_length=60, blank=True)
    contact = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=2000)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="concerns")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="concerns")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="concerns")
    window = models.ForeignKey(Window, models.PROTECT, null=True, related_name="concerns")
    whom = models.CharField(max_length=60, blank=True, help_text="投诉的人")
    concerned = people()
    stage = models.CharField(max_length=200, blank=True, help_text="卡在哪一步")
    rule = models.CharField(max_length=40, blank=True, help_text="当时给出的规则")
    told = models.CharField(max_length=500, blank=True, help_text="当时给出的理由")
    at = models.DateTimeField()
    holder = models.ForeignKey(Body, models.PROTECT, null=True, related_name="concerns")
    hands = people()
    answer = models.CharField(max_length=2000, blank=True)
    answered_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=OUTCOMES, blank=True)
    cited_rule = models.CharField(max_length=80, blank=True)
    cited_article = models.CharField(max_length=120, blank=True)
    content = models.BooleanField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["centre", "due_on"], condition=Q(closed_on__isnull=True), name="concern_queue"),
            models.Index(fields=["holder", "due_on"], condition=Q(closed_on__isnull=True), name="concern_held"),
        ]


class Feedback(Streamed):
    """What was said of an item, as its owner has it: seen, answered, or a change of the guide promised and begun."""

    STATES = {"new": "未阅", "seen": "已阅", "answered": "已答复", "changing": "答应修改"}

    item = models.ForeignKey(Item, models.PROTECT, related_name="feedback")
    rating = models.OneToOneField(Rating, models.PROTECT, null=True, related_name="feedback")
    concern = models.OneToOneField(Concern, models.PROTECT, null=True, related_name="feedback")
    wanted = models.BooleanField(default=False, help_text="办不成事的答复认为指南或者规定应当改")
    state = models.CharField(max_length=8, choices=STATES, default="new")
    at = models.DateTimeField()
    seen_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=1000, blank=True)
    version_promised = models.ForeignKey(ItemVersion, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["item", "state"], name="feedback_item")]
        constraints = [
            models.CheckConstraint(condition=Q(rating__isnull=False) ^ Q(concern__isnull=False), name="feedback_of_one")
        ]


class Offer(models.Model):
    """How many forms came without sign-in from one place on one day. The place is a keyed digest, not an address."""

    pk = models.CompositePrimaryKey("place", "day")
    place = models.CharField(max_length=64)
    day = models.DateField()
    given = models.PositiveIntegerField(default=0)
