"""覆盖矩阵 as it is kept: written by `coverage_store` alone, and by nobody's hand."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from yuanban.catalogue.models import Item
from yuanban.places.models import Park


class CoverageCell(models.Model):
    """How far one park may go with one item: the mode with who decides in whose name, or the rule that fails.

    `mode` is empty when nothing is lawful, or when it turns on the facts in `missing`. `until` is the next day on which
    the answer may change by itself, because a term, a version or a wish begins or ends. `place` is the county that the
    answer is for, when it is not the park's principal one.
    """

    park = models.ForeignKey(Park, models.CASCADE, related_name="coverage")
    item = models.ForeignKey(Item, models.CASCADE, related_name="coverage")
    place = models.CharField(max_length=12, blank=True)
    mode = models.CharField(max_length=40, blank=True)
    rule = models.CharField(max_length=40, blank=True)
    because = models.TextField(blank=True)
    decides = models.CharField(max_length=60, blank=True)
    in_name_of = models.CharField(max_length=60, blank=True)
    days = models.PositiveSmallIntegerField(null=True)
    visits = models.PositiveSmallIntegerField(null=True)
    instruments = ArrayField(models.CharField(max_length=80), default=list)
    missing = ArrayField(models.CharField(max_length=80), default=list)
    until = models.DateField(null=True)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["park", "item"], name="coverage_cell_once")]
        indexes = [models.Index(fields=["until"], name="coverage_until")]


class CoverageCount(models.Model):
    """How many cells of a park stand the same way: what the province's page adds up."""

    park = models.ForeignKey(Park, models.CASCADE, related_name="coverage_counts")
    mode = models.CharField(max_length=40, blank=True)
    rule = models.CharField(max_length=40, blank=True)
    cells = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["park", "mode", "rule"], name="coverage_count_once")]


class CoverageInput(models.Model):
    """What the cells were computed from, one thing the law reads each: what differs from it now has changed since."""

    KINDS = {
        "engine": "办理模式",
        "body": "主体",
        "item": "事项",
        "instrument": "授权文书",
        "seal": "印章",
        "agreement": "合作协议",
        "bundle": "一件事",
        "park": "园区",
        "list": "园区的事项",
        "turns": "变动日",
    }

    kind = models.CharField(max_length=10, choices=KINDS)
    code = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    said = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="coverage_input_once")]


class CoverageMark(models.Model):
    """One row: up to which mark of the epoch, for which day, and when the matrix was last brought up to date."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    mark = models.CharField(max_length=32)
    day = models.DateField()
    at = models.DateTimeField()
