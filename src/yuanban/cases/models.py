from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KeyTransform

from yuanban.accounts.models import Enterprise, Person
from yuanban.catalogue.models import Bundle, Item, ItemVersion
from yuanban.certificates.models import Certificate
from yuanban.law import certificates, hearings
from yuanban.ledger.models import Streamed
from yuanban.places.models import Centre, Park

OPEN = [
    "applied",
    "received",
    "supplementing",
    "prereview",
    "accepted",
    "reviewed",
    "paused",
    "decided",
    "sealed",
    "issued",
]


class BundleCase(models.Model):
    """One application for a 一件事: its cases share a form, materials, acceptance and delivery."""

    number = models.CharField(max_length=60, unique=True)
    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="runs")
    park = models.ForeignKey(Park, models.PROTECT)
    applied_at = models.DateTimeField()


class Case(Streamed):
    """办件. Written only by the actions; every column below is the fold of the case's events."""

    LIGHTS = {
        "": "未受理",
        "green": "正常",
        "yellow": "预警",
        "red": "超承诺",
        "breach": "超法定",
        "paused": "中止计时",
    }
    CHANNELS = {"window": "窗口", "online": "网上", "helper": "代办"}
    OUTCOMES = {"granted": "准予", "denied": "不予"}
    PURPOSES = certificates.PURPOSES

    number = models.CharField(max_length=60, unique=True)
    park = models.ForeignKey(Park, models.PROTECT, related_name="cases")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="cases")
    place = models.CharField(max_length=12, help_text="法定管辖地")
    business_place = models.CharField(max_length=12, blank=True, help_text="企业登记地")
    item = models.ForeignKey(Item, models.PROTECT, related_name="cases")
    item_version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="cases")
    bundle_case = models.ForeignKey(BundleCase, models.PROTECT, null=True, related_name="cases")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="cases")
    applicant = models.ForeignKey(Person, models.PROTECT, related_name="applied_cases")
    applicant_name = models.CharField(max_length=120)
    contact = models.CharField(max_length=60, blank=True)
    agent = models.ForeignKey(Person, models.PROTECT, null=True, related_name="carried_cases")
    agent_scope = models.CharField(max_length=300, blank=True, help_text="申请人书面授权的代办范围")
    subject = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=12, choices=PURPOSES, default="new", db_default="new")
    certificate = models.ForeignKey(
        Certificate, models.PROTECT, null=True, related_name="cases", help_text="延续、变更、补证、注销的证照"
    )
    channel = models.CharField(max_length=8, choices=CHANNELS)
    form = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)

    state = models.CharField(max_length=14)
    outcome = models.CharField(max_length=8, choices=OUTCOMES, null=True)
    mode = models.CharField(max_length=40)
    plan = models.JSONField(null=True)
    holder = models.CharField(max_length=60, blank=True, help_text="下一步由谁办理：主体代码，空为申请人")
    bodies = ArrayField(models.CharField(max_length=60), default=list, help_text="计划中出现的全部主体")
    reviewers = ArrayField(models.BigIntegerField(), default=list)
    clock = models.JSONField(default=list, help_text="影响期限的事件，按日排列")

    applied_at = models.DateTimeField()
    received_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    statutory_due = models.DateField(null=True)
    promised_due = models.DateField(null=True)
    deliver_by = models.DateField(null=True)
    due_on = models.DateField(null=True, help_text="当前一步应当完成之日")
    light = models.CharField(max_length=8, choices=LIGHTS, default="", blank=True)
    alert_on = models.DateField(null=True, help_text="灯色下一次变化之日")
    decided_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    deemed = models.BooleanField(default=False)
    kept_day = models.DateField(null=True, help_text="续办：文书失效后仍按受理时的方案办结，权限以这一日的文书为准")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose="new", certificate__isnull=True)
                | (~Q(purpose="new") & Q(certificate__isnull=False)),
                name="case_purpose_of_certificate",
            ),
            models.UniqueConstraint(
                fields=["certificate", "purpose"],
                condition=Q(certificate__isnull=False, closed_on__isnull=True),
                name="case_one_open_of_a_kind",
            ),
        ]
        indexes = [
            GinIndex(
                OpClass(KeyTransform("rests_on", "plan"), name="jsonb_path_ops"),
                name="case_rests_on",
                condition=Q(closed_on__isnull=True),
            ),
            models.Index(fields=["holder", "due_on"], condition=Q(closed_on__isnull=True), name="case_queue"),
            models.Index(fields=["alert_on"], condition=Q(alert_on__isnull=False), name="case_alert"),
            models.Index(fields=["enterprise", "-applied_at"], name="case_enterprise"),
            models.Index(fields=["centre", "-applied_at"], name="case_centre"),
            GinIndex(fields=["bodies"], name="case_bodies"),
            models.Index(fields=["agent"], condition=Q(agent__isnull=False), name="case_agent"),
        ]

    def __str__(self):
        return self.number

    @property
    def stream(self):
        return f"case:{self.number}"


class Upload(models.Model):
    """A file as handed in. Kept under its SHA-256; the same file handed in twice is stored once."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    type = models.CharField(max_length=60)
    by = models.ForeignKey(Person, models.PROTECT, related_name="uploads")
    at = models.DateTimeField()


class CaseMaterial(models.Model):
    STATES = {"given": "已交", "missing": "未交", "deferred": "容缺", "shared": "免交"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="materials")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=300)
    need = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=STATES)
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="+")
    gap = models.CharField(max_length=300, blank=True, help_text="补正通知中写明的问题")

    class Meta:
        ordering = ["id"]


class Hearing(models.Model):
    """听证 of one case (许可法第四十六条至第四十八条). Every column is what the last event about it said."""

    STATES = hearings.STATES
    GROUNDS = hearings.GROUNDS

    case = models.OneToOneField(Case, models.PROTECT, related_name="hearing")
    state = models.CharField(max_length=8, choices=STATES)
    ground = models.CharField(max_length=10, choices=GROUNDS)
    reason = models.CharField(max_length=1000)
    parties = models.JSONField(default=list, help_text="利害关系人：[{name, answer}]，answer为asked、waived或者空")
    told_on = models.DateField()
    ask_by = models.DateField(help_text="提出听证申请的最后一日")
    asked_on = models.DateField(null=True)
    asked_by = models.CharField(max_length=120, blank=True)
    hold_by = models.DateField(null=True, help_text="举行听证的最后一日")
    noticed_on = models.DateField(null=True)
    on = models.DateField(null=True, help_text="举行之日")
    time = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=200, blank=True)
    chair = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    held_on = models.DateField(null=True, help_text="笔录完成之日")
    record = models.JSONField(default=dict, help_text="{attended, statements, signed}")
    due_on = models.DateField(null=True, help_text="当前一步应当完成之日")

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["due_on"], condition=Q(due_on__isnull=False), name="hearing_due")]


class Draft(models.Model):
    """An application not yet handed in. Belongs to its writer alone."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    park = models.ForeignKey(Park, models.CASCADE)
    item = models.ForeignKey(Item, models.CASCADE, null=True)
    bundle = models.ForeignKey(Bundle, models.CASCADE, null=True)
    purpose = models.CharField(max_length=12, choices=Case.PURPOSES, default="new", db_default="new")
    certificate = models.ForeignKey(Certificate, models.CASCADE, null=True)
    enterprise = models.ForeignKey(Enterprise, models.CASCADE, null=True)
    form = models.JSONField(default=dict)
    files = models.JSONField(default=dict, help_text="{material code: upload id}")
    saved_at = models.DateTimeField(auto_now=True)


class Handover(models.Model):
    """Who held the paper file, from when, signed by whom (代办交接签收)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="handovers")
    giver = models.CharField(max_length=120)
    taker = models.CharField(max_length=120)
    what = models.CharField(max_length=300)
    signature = models.TextField(help_text="签收人姓名或手写签名（SVG路径）")
    by = models.ForeignKey(Person, models.PROTECT)
    at = models.DateTimeField()


class Flip(models.Model):
    """A light that changed, and when. Never changed afterwards."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="flips")
    day = models.DateField()
    before = models.CharField(max_length=8, blank=True)
    after = models.CharField(max_length=8)

    class Meta:
        ordering = ["day", "id"]


class Counter(models.Model):
    """The last serial given by a centre on a day. One row is touched per case, whatever has been given before."""

    pk = models.CompositePrimaryKey("centre_id", "day")
    centre = models.ForeignKey(Centre, models.PROTECT)
    day = models.DateField()
    last = models.PositiveIntegerField()
