from django.db import models
from django.db.models import Q

from yuanban.accounts.models import Enterprise, Person
from yuanban.ledger.models import Streamed

ONE_HOLDER = Q(enterprise__isnull=False, person__isnull=True) | Q(enterprise__isnull=True, person__isnull=False)


class Document(Streamed):
    """One document that we hold about a firm or a person. Whether its days are over is said by the day: `queries.standing`."""

    TRUSTS = {
        "A": "机关核发的电子证照",
        "B": "窗口已核对原件",
        "C": "上传件，原件待核对",
        "D": "书面承诺",
    }
    SOURCES = {"case": "办件提交", "ahead": "提前上传", "window": "窗口核对", "commitment": "承诺代替"}
    STATES = {"usable": "可以使用", "withdrawn": "不再使用"}

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="shelf")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="shelf")
    kind = models.CharField(max_length=60, help_text="材料种类，catalogue.material_kinds")
    name = models.CharField(max_length=300)
    trust = models.CharField(max_length=1, choices=TRUSTS)
    sha256 = models.CharField(max_length=64, blank=True, help_text="承诺没有文件")
    file_name = models.CharField(max_length=200, blank=True)
    size = models.PositiveIntegerField(default=0)
    type = models.CharField(max_length=100, blank=True)
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True, help_text="有效期最后一日，空为没有写明")
    source = models.CharField(max_length=12, choices=SOURCES)
    case_number = models.CharField(max_length=60, blank=True, help_text="随哪一件办件进入材料库")
    state = models.CharField(max_length=10, choices=STATES, default="usable")
    put_at = models.DateTimeField()
    checked_on = models.DateField(null=True, help_text="哪一天核对的原件")
    checked_by = models.CharField(max_length=120, blank=True, help_text="核对原件的窗口和人员")

    class Meta:
        ordering = ["-put_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=ONE_HOLDER, name="shelf_one_holder"),
            models.CheckConstraint(condition=Q(trust="D") | ~Q(sha256=""), name="shelf_file_or_promise"),
            models.UniqueConstraint(
                fields=["enterprise", "person", "kind", "sha256"],
                condition=~Q(sha256=""),
                nulls_distinct=False,
                name="shelf_once",
            ),
        ]
        indexes = [
            models.Index(fields=["enterprise", "kind"], name="shelf_enterprise"),
            models.Index(fields=["person", "kind"], name="shelf_person"),
        ]

    def __str__(self):
        return self.name


class LookUp(Streamed):
    """数据共享查询: one question to a source and its answer. The ledger keeps the purpose, the basis and the digest, not the data."""

    OUTCOMES = {"found": "查到", "not-found": "没有查到", "unavailable": "没有应答"}
    derived = ("value",)

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=60)
    purpose = models.CharField(max_length=300, help_text="为办理什么而查")
    basis = models.CharField(max_length=300)
    outcome = models.CharField(max_length=12, choices=OUTCOMES)
    source = models.CharField(max_length=120, blank=True, help_text="哪个系统答的")
    value = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, help_text="所答内容的SHA-256")
    at = models.DateTimeField()
    day = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=ONE_HOLDER, name="lookup_one_holder")]
        indexes = [
            models.Index(fields=["enterprise", "kind", "day"], name="lookup_enterprise"),
            models.Index(fields=["person", "kind", "day"], name="lookup_person"),
        ]


class Look(models.Model):
    """查阅记录: who of the officials opened which file of whom, in which case (个人信息保护法第五十四条). Never changed."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="+")
    holder = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    what = models.CharField(max_length=300)
    personal = models.BooleanField(help_text="含有自然人的个人信息")
    case_number = models.CharField(max_length=60)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    body = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["enterprise", "-at"], name="look_enterprise"),
            models.Index(fields=["holder", "-at"], name="look_holder"),
        ]
