from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from yuanban.catalogue.lists import Overlay, ReferenceEntry, ReferenceList  # noqa: F401  (stored in this room)
from yuanban.law import codes
from yuanban.ledger.models import Streamed
from yuanban.places.models import Body, Park, Region


class BasicItem(models.Model):
    """An entry of the basic catalogue (基本目录): what the matter is, whoever handles it."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=300)
    type = models.CharField(max_length=2, blank=True)

    def __str__(self):
        return self.name


class Item(Streamed):
    """One organ's implementation (实施清单) of a basic item. Codes that do not parse are kept with their warnings."""

    TYPES = codes.ITEM_TYPES
    LISTS = {"approval": "审批服务", "service": "公共服务", "factor": "要素保障", "intermediary": "中介服务"}
    AUDIENCES = {"enterprise": "企业", "person": "个人", "both": "企业和个人"}

    derived = ("words", "pinyin", "initials", "uses")

    code = models.CharField(max_length=120, unique=True)
    scheme = models.CharField(max_length=12, default="unknown")
    warnings = models.JSONField(default=list)
    basic = models.ForeignKey(BasicItem, models.PROTECT, null=True, related_name="items")
    name = models.CharField(max_length=300)
    organ = models.ForeignKey(Body, models.PROTECT, null=True, related_name="items")
    organ_name = models.CharField(max_length=120, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True)
    type = models.CharField(max_length=2, choices=TYPES, blank=True)
    list = models.CharField(max_length=12, choices=LISTS, default="approval")
    audience = models.CharField(max_length=12, choices=AUDIENCES, default="both")
    theme = models.CharField(max_length=40, blank=True)
    extra = models.JSONField(default=dict, help_text="来源表中没有对应字段的列，原样保留")
    words = SearchVectorField(null=True)
    pinyin = models.TextField(blank=True)
    initials = models.CharField(max_length=300, blank=True)
    uses = models.PositiveIntegerField(default=0, help_text="申请次数，用于搜索排序")

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="item_words"),
            GinIndex(fields=["pinyin"], name="item_pinyin", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["initials"], name="item_initials", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self):
        return self.name


class ItemVersion(models.Model):
    """What an item says between two days. Published versions of one item never overlap (database constraint)."""

    KINDS = {"spot": "即办件", "promise": "承诺件"}
    STATES = {"draft": "草稿", "published": "已公布", "withdrawn": "已停用"}
    RESULTS = {"certificate": "证照", "document": "批准文书"}

    item = models.ForeignKey(Item, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    validity = DateRangeField()
    statutory = models.PositiveSmallIntegerField("法定时限（工作日）", null=True)
    promised = models.PositiveSmallIntegerField("承诺时限（工作日）", null=True)
    kind = models.CharField(max_length=8, choices=KINDS, default="promise")
    joint = models.BooleanField(default=False)
    reviewers = models.PositiveSmallIntegerField(default=1)
    visits = models.PositiveSmallIntegerField(default=0)
    visit_reason = models.CharField(max_length=200, blank=True)
    conditions = models.JSONField(default=list)
    basis = models.JSONField(default=list, help_text="[{law, article}]")
    result_name = models.CharField(max_length=120, blank=True)
    result_kind = models.CharField(max_length=12, choices=RESULTS, default="document")
    term_months = models.PositiveSmallIntegerField(null=True)
    fee = models.JSONField(null=True)
    channels = models.JSONField(default=list)
    form = models.JSONField(
        default=list,
        help_text="[{key, label, type, unit, required, options, help, min, max, fact, section, when, checks, prefill, same, fields}]",
    )
    guidance = models.JSONField(
        default=dict, db_default=models.Value({}, models.JSONField()), help_text="情形引导：{questions, outcomes}"
    )
    commitment = models.JSONField(
        default=dict,
        db_default=models.Value({}, models.JSONField()),
        help_text="告知承诺：{materials, conditions, days, consequence}，空为不实行",
    )
    consult = models.CharField(max_length=60, blank=True)
    complaint = models.CharField(max_length=60, blank=True)
    supervisor = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    first_reviewer = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", help_text="先行审查的下级机关（许可法第三十五条）"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="item_version_number"),
            models.CheckConstraint(
                condition=models.Q(promised__isnull=True)
                | models.Q(statutory__isnull=True)
                | models.Q(promised__lte=models.F("statutory")),
                name="promise_within_law",
            ),
            ExclusionConstraint(
                name="published_versions_do_not_overlap",
                expressions=[("item", RangeOperators.EQUAL), ("validity", RangeOperators.OVERLAPS)],
                condition=models.Q(state="published"),
            ),
        ]


class Material(models.Model):
    NEEDS = {"required": "必要", "optional": "非必要", "deferrable": "容缺后补", "shared": "数据共享免交"}
    SOURCES = {"applicant": "申请人自备", "government": "政府部门核发", "third-party": "中介或其他机构"}

    version = models.ForeignKey(ItemVersion, models.CASCADE, related_name="materials")
    order = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=300)
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    need = models.CharField(max_length=12, choices=NEEDS, default="required")
    source = models.CharField(max_length=12, choices=SOURCES, default="applicant")
    note = models.CharField(max_length=300, blank=True)
    shelf_kind = models.SlugField(
        max_length=60, blank=True, default="", db_default="", help_text="材料种类，空为按名称；each-time为每次另交"
    )

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="material_code_once")]


class FormStep(models.Model):
    """The form and the guidance of a draft as they were before one change, so that it can be taken back."""

    version = models.ForeignKey(ItemVersion, models.CASCADE, related_name="form_steps")
    form = models.JSONField()
    guidance = models.JSONField()
    change = models.CharField(max_length=200, help_text="这一步改了什么")
    by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]


class Bundle(Streamed):
    """One version of a 一件事: several items handled through one window, one form, one set of materials, in some places."""

    STATES = {"draft": "草稿", "published": "已公布", "withdrawn": "已停用", "discarded": "已作废"}

    code = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField(default=1, db_default=1)
    state = models.CharField(max_length=10, choices=STATES, default="draft", db_default="published")
    name = models.CharField(max_length=120)
    theme = models.CharField(max_length=60, blank=True, default="", db_default="")
    lead = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    promised = models.PositiveSmallIntegerField(null=True)
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True, help_text="最后一日，包含当日")
    published_on = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField("实施文件", max_length=300, blank=True, default="", db_default="")
    situations = models.JSONField(
        default=list, db_default=models.Value([], models.JSONField()), help_text="决定包括哪些事的问题，格式同申请表"
    )
    shared = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        help_text="几件事共用、编码不同的材料：[{name, codes: {成员: 材料编码}}]",
    )
    extra = models.JSONField(
        default=dict, db_default=models.Value({}, models.JSONField()), help_text="来源表中没有对应字段的内容，原样保留"
    )
    parks = models.ManyToManyField(Park, related_name="bundles")
    regions = ArrayField(
        models.CharField(max_length=12), default=list, db_default=[], help_text="在这些地区的园区都适用"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="bundle_number"),
            models.UniqueConstraint(fields=["code"], condition=models.Q(state="draft"), name="one_bundle_draft"),
            models.CheckConstraint(
                condition=~models.Q(state="published")
                | models.Q(lead__isnull=False, promised__isnull=False, from_date__isnull=False),
                name="published_bundle_is_whole",
            ),
            ExclusionConstraint(
                name="published_bundles_do_not_overlap",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    (
                        models.Func(
                            "from_date",
                            "to_date",
                            models.Value("[]"),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=models.Q(state="published"),
            ),
        ]

    def __str__(self):
        return self.name


class BundleItem(models.Model):
    """One matter of a 一件事. Without an item it is only named: whoever it is for, it is not handled here."""

    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="members")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="bundles")
    key = models.CharField(max_length=120, default="", db_default="")
    name = models.CharField(max_length=300, blank=True, default="", db_default="", help_text="目录中没有的事项的名称")
    organ = models.CharField(max_length=120, blank=True, default="", db_default="", help_text="目录中没有的事项由谁办")
    days = models.PositiveSmallIntegerField(null=True, help_text="目录中没有的事项的时限（工作日）")
    order = models.PositiveSmallIntegerField()
    after = models.JSONField(default=list, help_text="办结以后才开始，不论结果：成员代码")
    needs = models.JSONField(
        default=list, db_default=models.Value([], models.JSONField()), help_text="准予以后才开始：成员代码"
    )
    when = models.JSONField(
        default=str, db_default=models.Value("", models.JSONField()), help_text="哪些情形才包括，条件写在情形问题上"
    )
    decisive = models.BooleanField(default=False, db_default=False, help_text="这一件不成，其余的都不再办")
    flows = models.JSONField(
        default=dict, db_default=models.Value({}, models.JSONField()), help_text="{材料编码: 由哪个成员的结果代替}"
    )
    note = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["bundle", "item"], name="bundle_item_once"),
            models.UniqueConstraint(fields=["bundle", "key"], name="bundle_member_key_once"),
        ]

    @property
    def called(self):
        return self.name or (self.item.name if self.item else self.key)
