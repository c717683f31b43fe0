from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.models import Case
from yuanban.intermediaries.models import Order
from yuanban.law import disputes as law
from yuanban.ledger.models import Streamed
from yuanban.places.models import Body, Centre, Window
from yuanban.voice.models import Concern


class Institution(Streamed):
    """驻场机构: one body at one centre. It holds no administrative power; what it does is by its own law."""

    KINDS = law.KINDS

    body = models.ForeignKey(Body, models.PROTECT, related_name="resident_at")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="institutions")
    kind = models.CharField(max_length=14, choices=KINDS)
    window = models.ForeignKey(Window, models.PROTECT, null=True, related_name="institutions")
    place = models.CharField(max_length=100, help_text="房间或者窗口")
    phone = models.CharField(max_length=30)
    hours = models.CharField(max_length=120)
    about = models.CharField(max_length=500)
    matters = ArrayField(models.CharField(max_length=60), help_text="能办什么，一项一行")
    since = models.DateField()
    left_on = models.DateField(null=True, help_text="自这一天起不再驻场")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "centre"], condition=Q(left_on__isnull=True), name="institution_once"
            )
        ]

    def __str__(self):
        return self.body.name


class Duty(Streamed):
    """值班: one person of one institution on one day."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="duties")
    day = models.DateField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=60)
    from_time = models.TimeField()
    to_time = models.TimeField()
    cancelled = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "duties"
        indexes = [models.Index(fields=["institution", "day"], name="duty_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "day", "name"], condition=Q(cancelled=False), name="duty_once"
            ),
            models.CheckConstraint(condition=Q(to_time__gt=F("from_time")), name="duty_times"),
        ]


class Dispute(Streamed):
    """一件纠纷, from opening to its end, whoever handles it. What it is about stays out of the ledger; `digest` holds it fast."""

    MATTERS = law.MATTERS
    STATES = law.STATES
    CONFIRMATIONS = {"none": "没有申请", "asked": "已申请", "confirmed": "裁定有效", "denied": "裁定驳回"}
    derived = ("title", "text", "other", "other_contact", "salt")

    number = models.CharField(max_length=20, unique=True)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="disputes")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="disputes")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="disputes")
    respondent = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="disputes_against")
    matter = models.CharField(max_length=10, choices=MATTERS)
    title = models.CharField(max_length=100)
    text = models.CharField(max_length=3000)
    other = models.CharField(max_length=120, blank=True, help_text="对方")
    other_contact = models.CharField(max_length=60, blank=True)
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64, help_text="以上内容的摘要")
    referred_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", help_text="中心的谁引导来的")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="disputes")
    concern = models.ForeignKey(Concern, models.PROTECT, null=True, related_name="disputes")
    service_order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="disputes")
    holder = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="held")
    state = models.CharField(max_length=10, choices=STATES, default="asked")
    at = models.DateTimeField()
    agreed_on = models.DateField(null=True, help_text="达成协议之日")
    confirmation = models.CharField(max_length=10, choices=CONFIRMATIONS, default="none")
    confirmation_asked_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["centre", "state"], name="dispute_centre"),
            models.Index(fields=["holder", "state"], name="dispute_holder"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("asked", "taken"), holder__isnull=False) | ~Q(state__in=("asked", "taken")),
                name="dispute_held",
            ),
            models.CheckConstraint(condition=Q(state__in=law.OVER) ^ Q(closed_on__isnull=True), name="dispute_closed"),
        ]


class Leg(Streamed):
    """一程: one institution's part in a dispute, from being asked and signed for to what became of it."""

    STATES = law.LEGS
    derived = ("note",)

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="legs")
    number = models.PositiveSmallIntegerField()
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="legs")
    sent_by = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+", help_text="哪家转来的")
    consent = models.BooleanField(default=False, help_text="双方同意调解")
    agreement = models.CharField(max_length=200, blank=True, help_text="仲裁协议在哪里")
    state = models.CharField(max_length=10, choices=STATES, default="asked")
    asked_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", help_text="谁签收")
    ended_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute", "number"], name="leg_number"),
            models.UniqueConstraint(
                fields=["dispute"], condition=Q(state__in=("asked", "taken")), name="leg_one_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(state="taken") | Q(signed_by__isnull=False), name="leg_signed"),
        ]


class Word(Streamed):
    """What somebody wrote on the thread: a party, or an institution on it. The words stay out of the ledger."""

    derived = ("text", "salt")

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="words")
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.CharField(max_length=2000)
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
