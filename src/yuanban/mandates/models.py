from django.contrib.postgres.fields import ArrayField
from django.db import models

from yuanban.accounts.models import Person
from yuanban.catalogue.models import Item
from yuanban.law.competence import RULES
from yuanban.ledger.models import Streamed
from yuanban.mandates.coverage_models import (  # noqa: F401  (stored in this room)
    CoverageCell,
    CoverageCount,
    CoverageInput,
    CoverageMark,
)
from yuanban.places.models import Body, Centre, Park

COMPETENCE = {key: name for key, name in RULES.items() if key}
STATES = {"draft": "草稿", "signed": "已签署", "published": "已公布", "revoked": "已撤销", "discarded": "已作废"}
UNSIGNED = ["draft", "discarded"]


class Document(Streamed):
    """文件: one decision that hands many items to many parks. Its rows are Instruments, signed and published with it."""

    STATES = STATES

    code = models.SlugField(max_length=80, unique=True)
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=80, blank=True)
    issuer = models.ForeignKey(Body, models.PROTECT, null=True, related_name="issued")
    issuer_name = models.CharField(max_length=200, blank=True, help_text="原表所写的发文机关，主体库中还没有对应的")
    signed_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    published_at = models.CharField(max_length=200, blank=True)
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True)
    revoked_on = models.DateField(null=True)
    revoke_reason = models.CharField(max_length=300, blank=True)
    stated = models.JSONField(default=dict, help_text="原表的其他内容，照录")

    def __str__(self):
        return self.title


class Instrument(Streamed):
    """A paper that gives power. In force and expired are read from its days, never stored."""

    KINDS = {
        "statute": "法定职权",
        "devolution": "下放",
        "centralisation": "相对集中",
        "entrustment": "委托",
        "secondment": "派驻",
        "agency": "代办委托",
    }
    STATES = STATES
    SUCCESSIONS = {"renewal": "续期", "amendment": "变更"}
    TAKE_UPS = {"accepted": "承接", "declined": "不承接", "deferred": "暂缓承接"}  # 差异化承接, row by row

    code = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=14, choices=KINDS, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=80, blank=True)
    grantor = models.ForeignKey(Body, models.PROTECT, null=True, related_name="granted")
    to = models.ForeignKey(Body, models.PROTECT, null=True, related_name="held")
    grantor_name = models.CharField(max_length=200, blank=True, help_text="原表所写的授出机关，主体库中还没有对应的")
    to_name = models.CharField(max_length=200, blank=True, help_text="原表所写的承接主体，主体库中还没有对应的")
    items = models.ManyToManyField(Item, related_name="instruments")
    powers = ArrayField(models.CharField(max_length=10))
    territory = ArrayField(models.CharField(max_length=12))
    condition = models.TextField(null=True)
    basis = models.CharField(max_length=300, null=True)
    signed_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    published_at = models.CharField(max_length=200, blank=True)
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True)
    revoked_on = models.DateField(null=True)
    revoke_reason = models.CharField(max_length=300, blank=True)
    void = models.BooleanField(default=False, help_text="自始无效：不得再依据它办结任何一件")
    seal_on_sight = models.PositiveSmallIntegerField(null=True)
    duties = models.TextField(blank=True)
    staff = models.ManyToManyField(Person, related_name="secondments")
    stated = models.JSONField(default=dict, help_text="原表的其他内容，照录")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="successors")
    succession = models.CharField(max_length=10, choices=SUCCESSIONS, blank=True)
    reminded_for = models.DateField(null=True, help_text="已就哪一个截止日提醒过")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="rows")
    row = models.PositiveIntegerField(null=True)
    take_up = models.CharField(max_length=10, choices=TAKE_UPS, blank=True)
    take_up_on = models.DateField(null=True)
    take_up_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=UNSIGNED)
                | models.Q(grantor__isnull=False)
                | models.Q(kind__in=["statute", "agency"]),
                name="grant_has_grantor",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=UNSIGNED) | models.Q(to__isnull=False) & ~models.Q(kind=""),
                name="signed_paper_has_kind_and_holder",
            ),
            models.CheckConstraint(condition=~models.Q(grantor=models.F("to")), name="grantor_is_not_grantee"),
            models.UniqueConstraint(fields=["document", "row"], name="document_row_once"),
        ]

    def __str__(self):
        return self.title


class Attachment(models.Model):
    """A scan of a paper or of a document, kept under its SHA-256. Which ones there are is said by the paper's events."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, related_name="attachments")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="attachments")
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    type = models.CharField(max_length=60)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(instrument__isnull=False, document__isnull=True)
                | models.Q(instrument__isnull=True, document__isnull=False),
                name="attachment_belongs_to_one",
            )
        ]

    def __str__(self):
        return self.name


class Clause(models.Model):
    """A clause of a regulation on handing down powers: what a paper may name as its basis."""

    regulation = models.CharField(max_length=200)
    edition = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=60)
    way = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    stated = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["regulation", "edition", "article", "way", "text_sha256"], name="clause_once"
            )
        ]

    def __str__(self):
        return f"《{self.regulation}》{self.article}"


class Seal(Streamed):
    KINDS = {"official": "行政公章", "approval": "行政审批专用章", "receipt": "收件专用章"}

    code = models.SlugField(max_length=80, unique=True)
    of = models.ForeignKey(Body, models.PROTECT, related_name="seals")
    kept_by = models.ForeignKey(Body, models.PROTECT, related_name="kept_seals")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=KINDS)
    all_items = models.BooleanField(default=False)
    items = models.ManyToManyField(Item, related_name="seals")
    place = models.ForeignKey(Centre, models.PROTECT, null=True)
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True)
    retired_on = models.DateField(null=True, help_text="自该日起停用")
    retire_reason = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return self.name


class Agreement(models.Model):
    """A cooperation agreement behind a joint window (合署办公协议)."""

    code = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=80, blank=True)
    parties = models.ManyToManyField(Body, related_name="agreements")
    window = models.ForeignKey(Body, models.PROTECT, related_name="+")
    items = models.ManyToManyField(Item, related_name="agreements")
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True)

    def __str__(self):
        return self.title


class Arrangement(Streamed):
    """园策: the mode a park wishes for one item. What it gets is what `plan` proves."""

    park = models.ForeignKey(Park, models.PROTECT, related_name="arrangements")
    item = models.ForeignKey(Item, models.PROTECT, related_name="arrangements")
    mode = models.CharField(max_length=40)
    from_date = models.DateField()
    to_date = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)
    cadre = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    competence = models.CharField(
        max_length=8,
        choices=COMPETENCE,
        blank=True,
        default="",
        db_default="",
        help_text="跨区县的园区按哪个地方确定管辖",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["park", "item"], condition=models.Q(to_date__isnull=True), name="one_open_arrangement"
            )
        ]
