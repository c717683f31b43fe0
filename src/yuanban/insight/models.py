from django.contrib.postgres.fields import ArrayField
from django.db import models

from yuanban.cases.models import Case
from yuanban.catalogue.models import Item
from yuanban.places.models import Park


class Finding(models.Model):
    """What the papers do not carry, as the last audit of a park found it. Written anew each time, never corrected."""

    SUBJECTS = {"arrangement": "园策", "step": "已经作出的行为"}
    GRAVITIES = {"void": "没有权限", "lesser": "方式不成立"}

    park = models.ForeignKey(Park, models.CASCADE, related_name="findings")
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    subject = models.CharField(max_length=12, choices=SUBJECTS)
    gravity = models.CharField(max_length=8, choices=GRAVITIES)
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="findings")
    seq = models.PositiveIntegerField(null=True, help_text="办件的第几号事件")
    power = models.CharField(max_length=10, blank=True)
    mode = models.CharField(max_length=40, blank=True, help_text="园策写明的办理方式")
    day = models.DateField(help_text="行为之日；园策为核查之日")
    by = models.CharField(max_length=160, blank=True, help_text="作出行为的主体")
    rule = models.CharField(max_length=40)
    because = models.TextField()
    article = models.CharField(max_length=200)
    remedy = models.TextField()
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["gravity", "-day", "id"]
        indexes = [models.Index(fields=["park", "rule"], name="finding_park_rule")]


class Audit(models.Model):
    """When a park was last gone through, and how much was asked: 'nothing found' must say of what."""

    park = models.OneToOneField(Park, models.CASCADE, related_name="audit")
    at = models.DateTimeField()
    arrangements = models.PositiveIntegerField()
    steps = models.PositiveIntegerField()


class Pending(models.Model):
    """A matter that has changed since it was last counted. Written by the database itself, with the change (migration 0002)."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, models.CASCADE, db_constraint=False, db_index=False, related_name="+")


class Fact(models.Model):
    """One matter as it was last counted. The rollups are the sum of these rows."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="fact")
    park = models.ForeignKey(Park, models.CASCADE, related_name="+")
    applied_on = models.DateField()
    accepted_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    used = models.PositiveSmallIntegerField(null=True, help_text="计入期限的工作日")
    promised = models.PositiveSmallIntegerField(null=True)
    statutory = models.PositiveSmallIntegerField(null=True)
    level = models.PositiveSmallIntegerField(null=True)
    marks = ArrayField(models.CharField(max_length=14), default=list)

    class Meta:
        indexes = [
            models.Index(fields=["park", "decided_on"], name="fact_decided"),
            models.Index(fields=["park", "applied_on"], name="fact_applied"),
            models.Index(fields=["decided_on"], name="fact_when_decided"),
        ]


class Rollup(models.Model):
    """How many matters of one park have this whole number in this month: a histogram for each measure, park and month."""

    pk = models.CompositePrimaryKey("measure", "park_id", "month", "value")
    measure = models.CharField(max_length=16)
    park = models.ForeignKey(Park, models.CASCADE, related_name="+")
    month = models.DateField(help_text="当月第一日；现状没有月份，为0001-01-01")
    value = models.SmallIntegerField(help_text="工作日数、等级；计数的为0")
    n = models.IntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(n__gte=0), name="rollup_counts")]
