from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yuanban.accounts.models import Person
from yuanban.cases.models import BundleCase, Case, Upload
from yuanban.law import consulting
from yuanban.ledger.models import Streamed
from yuanban.places.models import Body


class Consultation(Streamed):
    """征求意见: one organ asked about one case, with its own due day inside the case's (许可法第二十六条第二款)."""

    STATES = consulting.STATES
    OPINIONS = consulting.OPINIONS
    SILENCE = consulting.SILENCE

    case = models.ForeignKey(Case, models.PROTECT, related_name="consultations")
    number = models.PositiveSmallIntegerField(help_text="本件的第几次征求意见")
    sender = models.ForeignKey(Body, models.PROTECT, related_name="+", help_text="以其名义征求意见的机关")
    desk = models.CharField(max_length=60, help_text="经办的主体代码")
    to = models.ForeignKey(Body, models.PROTECT, related_name="+")
    question = models.CharField(max_length=1000)
    materials = ArrayField(models.CharField(max_length=60), default=list, help_text="请对方看的材料编码，空为全部")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    silence = models.CharField(max_length=8, choices=SILENCE, help_text="逾期不答复怎样处理，征求时当地的规定")
    source = models.CharField(max_length=300, help_text="这一规定的依据")
    state = models.CharField(max_length=8, choices=STATES, default="asked")
    said = models.JSONField(
        default=list, help_text="答复，后面的更正前面的：[{kind, reasons, basis, person, name, post, at}]"
    )
    opinion = models.CharField(max_length=12, choices=OPINIONS, blank=True, help_text="最后一次答复")
    answered_at = models.DateTimeField(null=True)
    adopted = models.BooleanField(null=True, help_text="采纳不采纳，没有写明的为空")
    reason = models.CharField(max_length=1000, blank=True, help_text="采纳、不采纳或者不再等候的理由")
    weighed_on = models.DateField(null=True)

    class Meta:
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="consultation_number"),
            models.CheckConstraint(
                condition=Q(state="answered", answered_at__isnull=False) & ~Q(opinion="")
                | ~Q(state="answered") & Q(opinion="", answered_at__isnull=True),
                name="consultation_answered",
            ),
        ]
        indexes = [models.Index(fields=["to", "due_on"], condition=Q(state="asked"), name="consultation_waiting")]


class Together(Streamed):
    """What a meeting and a visit share: whose cases, who calls, who comes."""

    cases = models.ManyToManyField(Case, related_name="%(class)s_set")
    run = models.ForeignKey(BundleCase, models.PROTECT, null=True, related_name="%(class)s_set")
    host = models.ForeignKey(Body, models.PROTECT, related_name="+", help_text="以其名义召集的主体")
    desk = models.CharField(max_length=60, help_text="经办的主体代码")
    called_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    on = models.DateField()
    time = models.CharField(max_length=20)
    place = models.CharField(max_length=200)
    agenda = models.CharField(max_length=1000)
    bodies = ArrayField(models.CharField(max_length=60), help_text="参加的主体代码")
    conclusion = models.CharField(max_length=2000, blank=True)
    note = models.CharField(max_length=500, blank=True, help_text="取消的原因，或者没有确认的说明")

    class Meta:
        abstract = True


class Meeting(Together):
    """联审会. `seats`: each organ, who came, its position, and who confirmed the minutes when."""

    STATES = consulting.MEETING

    state = models.CharField(max_length=10, choices=STATES, default="called")
    seats = models.JSONField(
        default=list, help_text="[{body, name, came, people, position, said, signed, signed_at, objection}]"
    )
    minuted_at = models.DateTimeField(null=True)
    concluded_on = models.DateField(null=True)

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["on"], condition=Q(state__in=("called", "minuted")), name="meeting_open")]


class SiteVisit(Together):
    """联合踏勘: one visit of several organs to one place. `seats`: each organ, who came, what it found."""

    STATES = consulting.VISIT

    state = models.CharField(max_length=10, choices=STATES, default="planned")
    seats = models.JSONField(default=list, help_text="[{body, name, came, people, finding, said}]")
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["on"], condition=Q(state="planned"), name="visit_open")]


class SitePhoto(models.Model):
    """A picture taken on the spot, kept with each case that the visit was for."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="site_photos")
    visit = models.ForeignKey(SiteVisit, models.PROTECT, related_name="photos")
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+")
    body = models.CharField(max_length=60, blank=True, help_text="由哪个主体拍摄，主体代码")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case", "visit", "upload"], name="site_photo_once")]
