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
