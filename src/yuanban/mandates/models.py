from django.contrib.postgres.fields import ArrayField
from django.db import models

from yuanban.accounts.models import Person
from yuanban.catalogue.models import Item
from yuanban.ledger.models import Streamed
from yuanban.places.models import Body, Centre, Park


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
    STATES = {"draft": "草稿", "signed": "已签署", "published": "已公布", "revoked": "已撤销"}

    code = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=14, choices=KINDS)
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=80, blank=True)
    grantor = models.ForeignKey(Body, models.PROTECT, null=True, related_name="granted")
    to = models.ForeignKey(Body, models.PROTECT, related_name="held")
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
    seal_on_sight = models.PositiveSmallIntegerField(null=True)
    duties = models.TextField(blank=True)
    staff = models.ManyToManyField(Person, related_name="secondments")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(grantor__isnull=False) | models.Q(kind__in=["statute", "agency"]),
                name="grant_has_grantor",
            ),
            models.CheckConstraint(condition=~models.Q(grantor=models.F("to")), name="grantor_is_not_grantee"),
        ]

    def __str__(self):
        return self.title


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

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["park", "item"], condition=models.Q(to_date__isnull=True), name="one_open_arrangement"
            )
        ]
