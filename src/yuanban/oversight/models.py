from django.db import models

from yuanban.accounts.models import CreditNote, Person
from yuanban.cases.models import Case
from yuanban.law.promises import CHECKS
from yuanban.places.models import Body


class Push(models.Model):
    """审管推送: a decision told to the regulator named for the item, who signs for it within its own days."""

    STATES = {"waiting": "待签收", "signed": "已签收", "returned": "已退回"}

    case = models.ForeignKey(Case, models.PROTECT, related_name="pushes")
    to = models.ForeignKey(Body, models.PROTECT, related_name="+")
    sender = models.ForeignKey(Body, models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField(help_text="产生推送的事件序号")
    content = models.JSONField(help_text="监管部门需要知道的：对象、事项、证照、条件")
    at = models.DateTimeField()
    due = models.DateField()
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    said = models.CharField(max_length=500, blank=True, help_text="签收意见或者退回理由")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["case", "seq", "to"], name="push_once")]
        indexes = [models.Index(fields=["to", "due"], condition=models.Q(state="waiting"), name="push_waiting")]


class Publication(models.Model):
    """公示: a grant open to everyone (许可法第四十条). Taken back only with its reason, never silently."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="publication")
    number = models.CharField(max_length=80, help_text="决定书文号")
    holder = models.CharField(max_length=120, help_text="自然人只显示姓氏")
    item = models.CharField(max_length=300)
    organ = models.CharField(max_length=120)
    park = models.CharField(max_length=120)
    result = models.CharField(max_length=120, blank=True)
    day = models.DateField(help_text="决定日期")
    published_at = models.DateTimeField()
    withheld = models.CharField(max_length=300, blank=True, help_text="撤下的理由，空为公示中")
    withheld_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["-day", "-id"], condition=models.Q(withheld=""), name="publication_open")]


class Check(models.Model):
    """承诺核查: the organ that granted on a commitment has looked whether it is true (国办发〔2020〕42号)."""

    RESULTS = CHECKS

    case = models.ForeignKey(Case, models.PROTECT, related_name="checks")
    seq = models.PositiveIntegerField(help_text="核查的事件序号")
    result = models.CharField(max_length=8, choices=RESULTS)
    findings = models.CharField(max_length=1000, help_text="核查的方式和认定的事实")
    due = models.DateField(help_text="应当在此日以前核查")
    mend_by = models.DateField(null=True, help_text="限期整改的最后一日")
    day = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    credit = models.ForeignKey(CreditNote, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="check_once")]
