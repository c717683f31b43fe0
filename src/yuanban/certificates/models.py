from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from yuanban.accounts.models import Enterprise, Person
from yuanban.catalogue.models import Item
from yuanban.law import certificates as law
from yuanban.ledger.models import Streamed
from yuanban.places.models import Body, Centre, Park


class Certificate(Streamed):
    """证照, as the register keeps it. Whether it is running out, or has, or was replaced, is said by the day: `standing`."""

    STATES = law.STATES

    number = models.CharField(max_length=80, unique=True, help_text="证照编号，与证照文书的文号相同")
    identifier = models.CharField(max_length=100, unique=True, help_text="电子证照标识（GB/T 36904）")
    name = models.CharField(max_length=120)
    item = models.ForeignKey(Item, models.PROTECT, related_name="certificates")
    organ = models.ForeignKey(Body, models.PROTECT, related_name="certificates", help_text="以谁的名义颁发")
    bodies = ArrayField(models.CharField(max_length=60), default=list, help_text="办理中出现的全部主体")
    park = models.ForeignKey(Park, models.PROTECT, related_name="certificates")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="certificates")
    place = models.CharField(max_length=12, help_text="法定管辖地")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="certificates")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="certificates")
    holder_name = models.CharField(max_length=120)
    content = models.JSONField(default=dict, help_text="证照记载的内容：{fields: [[名称, 内容]], subject}")
    facts = models.JSONField(default=dict, help_text="授权条件所看的事实")
    case_number = models.CharField(max_length=60, unique=True, help_text="颁发本证照的办件")
    issued_on = models.DateField()
    from_date = models.DateField()
    to_date = models.DateField(null=True, help_text="有效期最后一日，空为长期")
    state = models.CharField(max_length=10, choices=STATES, default="valid")
    state_on = models.DateField(help_text="自哪一天起为这一状态")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    replaced_on = models.DateField(null=True, help_text="自哪一天起由新证照代替")
    notice = models.JSONField(null=True, help_text="拟作出不利决定的告知和持证人的陈述申辩")
    reminders = models.PositiveSmallIntegerField(default=0, help_text="本有效期内已提醒几次")

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(enterprise__isnull=False, person__isnull=True)
                | Q(enterprise__isnull=True, person__isnull=False),
                name="certificate_one_holder",
            ),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")), name="certificate_term"
            ),
            models.CheckConstraint(condition=Q(state__in=list(law.STATES)), name="certificate_state"),
        ]
        indexes = [
            models.Index(fields=["enterprise", "-issued_on"], name="certificate_enterprise"),
            models.Index(fields=["centre", "-issued_on"], name="certificate_centre"),
            models.Index(fields=["to_date"], condition=Q(to_date__isnull=False), name="certificate_to_date"),
            GinIndex(fields=["bodies"], name="certificate_bodies"),
        ]

    def __str__(self):
        return self.number
