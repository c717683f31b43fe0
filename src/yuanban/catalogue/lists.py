"""参考清单: what enterprises of one kind of park need, version by version, and what one park adds or leaves out."""

from django.db import models

from yuanban.ledger.models import Streamed
from yuanban.places.models import Park

LISTS = {"approval": "审批事项", "service": "公共服务", "factor": "要素保障", "intermediary": "中介服务"}
STAGES = {
    "establish": "设立",
    "site": "立项用地",
    "build": "建设",
    "open": "准营",
    "operate": "生产经营",
    "change": "变更",
    "close": "注销",
}
GOVERNMENT = ("approval", "service")

# An approval or a public service is an item of the basic catalogue; a factor service or an intermediary's is none.
IS_AN_ITEM = models.Q(list__in=GOVERNMENT, basic__isnull=False)
IS_NO_ITEM = models.Q(basic__isnull=True) & ~models.Q(list__in=GOVERNMENT)


class Entry(models.Model):
    """One line of a list. `key` is what stays the same from version to version: the basic item's code, or our own."""

    LISTS = LISTS
    STAGES = STAGES

    key = models.CharField(max_length=60)
    list = models.CharField(max_length=12, choices=LISTS)
    stage = models.CharField(max_length=10, choices=STAGES)
    basic = models.ForeignKey("catalogue.BasicItem", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=300)
    summary = models.CharField(max_length=300, blank=True)
    supplier = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


class ReferenceList(Streamed):
    """One version of the template of a kind of park. The published one with the highest number whose day has come holds."""

    STATES = {"draft": "草稿", "published": "已公布", "discarded": "已作废"}

    kind = models.CharField(max_length=12, choices=Park.KINDS)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    from_date = models.DateField(null=True)
    published_on = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="reference_list_number"),
            models.UniqueConstraint(fields=["kind"], condition=models.Q(state="draft"), name="one_reference_draft"),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(from_date__isnull=False, published_on__isnull=False),
                name="published_reference_has_its_days",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}参考清单第{self.number}版"


class ReferenceEntry(Entry):
    reference = models.ForeignKey(ReferenceList, models.CASCADE, related_name="entries")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reference", "key"], name="reference_key_once"),
            models.CheckConstraint(condition=IS_AN_ITEM | IS_NO_ITEM, name="reference_entry_item"),
        ]


class Overlay(Streamed, Entry):
    """What one park adds to its kind's list, or leaves out, from a day on and why."""

    CHANGES = {"add": "增加", "remove": "减去"}

    park = models.ForeignKey(Park, models.PROTECT, related_name="overlays")
    change = models.CharField(max_length=6, choices=CHANGES)
    reason = models.CharField(max_length=300)
    from_date = models.DateField()
    to_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["park", "key"], condition=models.Q(to_date__isnull=True), name="one_open_overlay"
            ),
            models.CheckConstraint(condition=IS_AN_ITEM | IS_NO_ITEM, name="overlay_item"),
        ]
