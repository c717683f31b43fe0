from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.models import Case, Upload
from yuanban.law import services as law
from yuanban.law.voice import LEVELS
from yuanban.ledger.models import Streamed
from yuanban.places.models import Centre

KINDS = {key: kind.name for key, kind in law.kinds().items()}


def codes(size=12, **more):
    return ArrayField(models.CharField(max_length=size), **more)


class Provider(Streamed):
    """服务机构. No organ, no body of `places`, no post: it has customers and no powers."""

    number = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    short = models.CharField(max_length=60)
    credit_code = models.CharField(max_length=18, unique=True)
    intro = models.CharField(max_length=1000, blank=True)
    contact = models.CharField(max_length=60)
    address = models.CharField(max_length=200, blank=True)

    def __str__(self):
        return self.name


class Member(Streamed):
    """Who works for a provider. A lead keeps its products, members and admissions."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    lead = models.BooleanField(default=False)
    from_date = models.DateField()
    ended_on = models.DateField(null=True, help_text="自这一天起不再是该机构人员")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "person"], condition=Q(ended_on__isnull=True), name="provider_member_once"
            )
        ]


class Admission(Streamed):
    """入驻: one provider at one centre, for some kinds of service and a term. A renewal is a new row."""

    STATES = law.ADMISSION

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="admissions")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="admissions")
    kinds = codes()
    state = models.CharField(max_length=10, choices=STATES, default="applied")
    applied_at = models.DateTimeField()
    applied_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    judged_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    judged_on = models.DateField(null=True)
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True, help_text="最后一日")
    reason = models.CharField(max_length=500, blank=True, help_text="不予核准、暂停、退出的理由")
    ended_on = models.DateField(null=True)
    lapse_told = models.BooleanField(default=False, help_text="期限届满已经告知有关企业")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "centre"], condition=Q(state="applied"), name="admission_one_asked"
            ),
            models.UniqueConstraint(
                fields=["provider", "centre"],
                condition=Q(state__in=("admitted", "suspended")),
                name="admission_one_live",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("admitted", "suspended", "renewed"))
                | Q(from_date__isnull=False, to_date__gte=models.F("from_date")),
                name="admission_has_term",
            ),
        ]
        indexes = [models.Index(fields=["centre", "state"], name="admission_centre")]


class AdmissionPaper(Streamed):
    """A licence or certificate shown for an admission, with its file."""

    admission = models.ForeignKey(Admission, models.PROTECT, related_name="papers")
    name = models.CharField(max_length=120)
    number = models.CharField(max_length=120, blank=True)
    valid_to = models.DateField(null=True)
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+")


class Product(Streamed):
    """What a provider offers. `clauses` are CEL expressions with their words; all of them must hold."""

    STATES = {"draft": "未公布", "open": "办理中", "stopped": "已停办"}

    number = models.CharField(max_length=20, unique=True)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="products")
    kind = models.CharField(max_length=12, choices=KINDS)
    name = models.CharField(max_length=120)
    summary = models.CharField(max_length=500, blank=True)
    least = models.DecimalField(max_digits=14, decimal_places=2, null=True, help_text="最少办多少，单位随种类")
    most = models.DecimalField(max_digits=14, decimal_places=2, null=True, help_text="最多办多少")
    rate = models.CharField(max_length=60, blank=True, help_text="利率、费率或者价格，照实写明")
    months = models.PositiveSmallIntegerField(null=True, help_text="期限最长多少个月")
    clauses = models.JSONField(default=list, help_text="[{expr, words}]")
    materials = codes(120, default=list, blank=True)
    parks = codes(60, default=list, blank=True, help_text="服务的园区，空为入驻的全部园区")
    offer_days = models.PositiveSmallIntegerField(help_text="提出后几个工作日内给出方案")
    deliver_days = models.PositiveSmallIntegerField(help_text="约定后几个工作日内交付")
    state = models.CharField(max_length=8, choices=STATES, default="draft")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(least__isnull=True) | Q(most__isnull=True) | Q(most__gte=models.F("least")),
                name="product_span",
            ),
            models.CheckConstraint(
                condition=Q(offer_days__range=(1, 250), deliver_days__range=(1, 250)), name="product_days"
            ),
        ]
        indexes = [models.Index(fields=["kind"], condition=Q(state="open"), name="product_open")]

    def __str__(self):
        return self.name


class FirmFact(Streamed):
    """What a firm said of itself once, so that it is asked no second time."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="service_facts")
    key = models.CharField(max_length=24)
    value = models.JSONField()
    given_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enterprise", "key"], name="firm_fact_once")]


class Need(Streamed):
    """需求: what a firm looks for, said once; its requests go to one provider after another."""

    number = models.CharField(max_length=20, unique=True)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="needs")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="needs")
    kind = models.CharField(max_length=12, choices=KINDS)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    months = models.PositiveSmallIntegerField(null=True)
    purpose = models.CharField(max_length=500)
    by_day = models.DateField(null=True, help_text="希望哪一天以前办好")
    waits_for = models.ForeignKey(Case, models.PROTECT, null=True, related_name="needs", help_text="要等哪一件许可")
    stated_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    closed_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["enterprise", "-at"], name="need_enterprise")]


class Connection(Streamed):
    """水电气网联合报装: one form, one request for each utility, one visit to the site with all of them."""

    VISIT = law.VISIT

    number = models.CharField(max_length=20, unique=True)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="connections")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="connections")
    site = models.CharField(max_length=200)
    purpose = models.CharField(max_length=500)
    by_day = models.DateField(null=True)
    waits_for = models.ForeignKey(Case, models.PROTECT, null=True, related_name="connections")
    stated_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    visit = models.CharField(max_length=8, choices=VISIT, default="none")
    visit_on = models.DateField(null=True)
    visit_time = models.CharField(max_length=20, blank=True)
    visit_note = models.CharField(max_length=500, blank=True, help_text="谁提出、为什么改期")
    accepted = models.JSONField(default=list, help_text="哪些方确认了这个时间：[firm或者各分项的编号]")
    findings = models.JSONField(
        default=list, help_text="各家查看的结果，各自签名：[{request, provider, finding, said, person, name, at}]"
    )
    visited_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["enterprise", "-at"], name="connection_enterprise")]


class ServiceRequest(Streamed):
    """服务申请: one firm asks one provider for one product. `due_on` is of the step the provider owes now."""

    STATES = law.STATES
    PERMIT = {"": "不等", "waiting": "等待", "came": "已办出", "failed": "没有办成"}
    ENDERS = {"": "无", "firm": "企业", "provider": "机构", "silence": "到期"}

    number = models.CharField(max_length=20, unique=True)
    need = models.ForeignKey(Need, models.PROTECT, null=True, related_name="requests")
    connection = models.ForeignKey(Connection, models.PROTECT, null=True, related_name="legs")
    product = models.ForeignKey(Product, models.PROTECT, related_name="requests")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="requests")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="service_requests")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="service_requests")
    kind = models.CharField(max_length=12, choices=KINDS)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    purpose = models.CharField(max_length=500)
    told = models.JSONField(default=dict, help_text="判断条件用到的情况，随申请告诉对方")
    terms = models.JSONField(help_text="提出时产品的条件、价格和期限")
    state = models.CharField(max_length=10, choices=STATES, default="asked")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    taken_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    warn_on = models.DateField(null=True)
    reminded = models.CharField(max_length=6, blank=True, help_text="这一步提醒到哪一级")
    offer = models.JSONField(default=dict, help_text="{amount, rate, months, said, valid_to}")
    agreed_on = models.DateField(null=True)
    waits_for = models.ForeignKey(Case, models.PROTECT, null=True, related_name="service_requests")
    permit = models.CharField(max_length=8, choices=PERMIT, blank=True)
    delivered_on = models.DateField(null=True)
    result = models.DecimalField(max_digits=14, decimal_places=2, null=True, help_text="计入成果的数量，单位随种类")
    result_said = models.CharField(max_length=500, blank=True)
    closed_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=8, choices=ENDERS, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="不合适、撤回、没有办好的理由")
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by", help_text="从哪一件转来")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(need__isnull=False, connection__isnull=True)
                | Q(need__isnull=True, connection__isnull=False),
                name="request_of_one",
            ),
            models.UniqueConstraint(
                fields=["need", "product"], condition=Q(closed_on__isnull=True), name="request_open_once"
            ),
            models.UniqueConstraint(
                fields=["connection", "kind"], condition=Q(closed_on__isnull=True), name="connection_leg_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("delivered", "closed")) | Q(delivered_on__isnull=False, result__isnull=False),
                name="request_result",
            ),
        ]
        indexes = [
            models.Index(fields=["provider", "due_on"], condition=Q(closed_on__isnull=True), name="request_queue"),
            models.Index(fields=["enterprise", "-asked_at"], name="request_enterprise"),
            models.Index(fields=["centre", "due_on"], condition=Q(closed_on__isnull=True), name="request_centre"),
            models.Index(fields=["centre", "delivered_on"], name="request_delivered"),
            models.Index(fields=["waits_for"], condition=Q(permit="waiting"), name="request_waits"),
        ]

    def __str__(self):
        return self.number

    @property
    def unit(self):
        return law.kinds()[self.kind].unit


class Note(Streamed):
    """One thing said about a request, or one file handed over, by one side to the other."""

    SIDES = {"firm": "企业", "provider": "机构"}

    request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="notes")
    side = models.CharField(max_length=8, choices=SIDES)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.CharField(max_length=1000, blank=True)
    material = models.CharField(max_length=120, blank=True, help_text="产品要求的哪一份材料")
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]


class ServiceRating(Streamed):
    """评价 of one request by the firm, once."""

    request = models.OneToOneField(ServiceRequest, models.PROTECT, related_name="rating")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="ratings")
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    text = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(level__range=(1, 5)), name="service_rating_level")]
