from django.db import models

from yuanban.cases.models import Case
from yuanban.places.models import Park


class ArchiveFile(models.Model):
    """The electronic file of a closed case (电子档案). Made once; the package is kept under its SHA-256."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="archived")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    files = models.PositiveIntegerField()
    seq = models.PositiveIntegerField(help_text="归档时的最后一号事件")
    made_at = models.DateTimeField()
    by = models.CharField(max_length=160, blank=True)


class Export(models.Model):
    """A batch of archives for handing over (移交): made in the background, piece by piece."""

    STATES = {"waiting": "等待", "running": "正在导出", "done": "已完成", "failed": "没有完成"}

    park = models.ForeignKey(Park, models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    item = models.CharField(max_length=60, blank=True, help_text="事项名称中的词")
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    person = models.BigIntegerField(null=True)
    post = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
