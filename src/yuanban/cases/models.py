from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KeyTransform

from yuanban.accounts.models import Enterprise, Person
from yuanban.catalogue.models import Bundle, Item, ItemVersion
from yuanban.certificates.models import Certificate
from yuanban.law import certificates, gaps, hearings
from yuanban.ledger.models import Streamed
from yuanban.places.models import Centre, Park
from yuanban.shelf.models import Document

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


class BundleCase(Streamed):
    """One application for a 一件事: its cases share a form, materials, acceptance and delivery; the joint clock runs here."""

    number = models.CharField(max_length=60, unique=True)
    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="runs")
    park = models.ForeignKey(Park, models.PROTECT)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="+")
    applicant = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    applicant_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    situations = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    left_out = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        help_text="没有包括的事：[{key, name, why, kind}]",
    )
    applied_at = models.DateTimeField()
    accepted_on = models.DateField(null=True, help_text="同时开始的各件都已受理之日，联合期限自此起算")
    statutory_due = models.DateField(null=True)
    promised_due = models.DateField(null=True)
    light = models.CharField(max_length=8, blank=True, default="", db_default="")
    alert_on = models.DateField(null=True, help_text="灯色下一次变化之日")
    decided_on = models.DateField(null=True, help_text="最后一件办出结果之日")
    closed_on = models.DateField(null=True)
    early = models.BooleanField(default=False, db_default=False, help_text="申请人要求先办好的先领")
    choice = models.CharField(
        max_length=8, blank=True, default="", db_default="", help_text="有一件没有办成以后：go-on继续，stop其余撤回"
    )

    class Meta:
        indexes = [
            models.Index(fields=["alert_on"], condition=Q(alert_on__isnull=False), name="run_alert"),
            models.Index(fields=["park", "-applied_at"], name="run_park"),
        ]

    def __str__(self):
        return self.number


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
    site = models.CharField(max_length=12, blank=True, default="", db_default="", help_text="申请人写明的所在地")
    competence = models.CharField(
        max_length=8,
        blank=True,
        default="",
        db_default="",
        help_text="按哪个地方确定管辖：site、business，空为没有约定",
    )
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
    supply_by = models.DateField(null=True, help_text="补正告知书写明的补正期限最后一日；交来补正以后为空")
    promise_by = models.DateField(null=True, help_text="容缺受理：申请人承诺补齐的日期")
    committed = models.BooleanField(default=False, db_default=False, help_text="申请人选择告知承诺")
    check_by = models.DateField(null=True, help_text="告知承诺：核查的最后一日，准予时确定")
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
            models.Index(fields=["check_by"], condition=Q(check_by__isnull=False), name="case_check"),
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
    type = models.CharField(max_length=100)
    by = models.ForeignKey(Person, models.PROTECT, related_name="uploads")
    at = models.DateTimeField()
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", help_text="从材料库取用的那一份"
    )


class CaseMaterial(models.Model):
    STATES = {"given": "已交", "missing": "未交", "deferred": "容缺", "shared": "免交", "committed": "承诺"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="materials")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=300)
    need = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=STATES)
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="+")
    gap = models.TextField(blank=True, help_text="补正通知中写明、还没有答复的问题，由Gap汇总")
    why = models.JSONField(
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        help_text="不用交或者从哪里取得：{kind, text, ref}；original为核对原件的记录",
    )

    class Meta:
        ordering = ["id"]


class Gap(models.Model):
    """One thing that a supplement notice asks for, tied to a material, a question of the form, or a condition of the item."""

    KINDS = gaps.KINDS
    TARGETS = gaps.TARGETS

    case = models.ForeignKey(Case, models.CASCADE, related_name="gaps")
    notice = models.PositiveSmallIntegerField(help_text="第几次告知")
    number = models.PositiveSmallIntegerField(help_text="本件的第几项")
    kind = models.CharField(max_length=12, choices=KINDS)
    target = models.CharField(max_length=10, choices=TARGETS)
    key = models.CharField(max_length=60, help_text="材料编码、问题的标识，或者第几项条件（从0起）")
    name = models.CharField(max_length=300)
    text = models.CharField(max_length=500, help_text="有什么问题")
    cure = models.CharField(max_length=300, blank=True, help_text="怎样算补正")
    answered_on = models.DateField(null=True)
    answer = models.CharField(max_length=1000, blank=True, help_text="申请人的说明")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="gap_number")]


class Correction(models.Model):
    """What the applicant put right, before and after. The event has its digest; who signed stands here and not in the ledger."""

    KINDS = {"field": "申请表", "material": "材料"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="corrections")
    seq = models.PositiveIntegerField(help_text="办件的第几号事件")
    kind = models.CharField(max_length=10, choices=KINDS)
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=300)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    signed = models.CharField(max_length=60, help_text="申请人或者经办人签名")

    class Meta:
        ordering = ["seq", "id"]


class Flag(models.Model):
    """监督提示: something in a case that a supervisor is to look at."""

    KINDS = {"second-refused": "再次要求补正，已拒绝", "second-asked": "再次告知补正"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=16, choices=KINDS)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    body = models.CharField(max_length=60, help_text="主体代码")
    said = models.TextField(help_text="要求了什么")
    reason = models.TextField(blank=True, help_text="属于哪种情形和理由")
    seen_on = models.DateField(null=True)
    seen_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=500, blank=True, help_text="监督人员的意见")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["-id"], condition=Q(seen_on__isnull=True), name="flag_unseen")]


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
