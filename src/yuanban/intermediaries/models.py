from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.models import Case, Upload
from yuanban.catalogue.models import Item
from yuanban.law import intermediary as law
from yuanban.ledger.models import Streamed
from yuanban.places.models import Body


class Service(Streamed):
    """中介服务事项: what is asked of an intermediary. `licence`: the qualification it takes, empty for none."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    about = models.CharField(max_length=500)
    licence = models.CharField(max_length=100, blank=True, help_text="需要的资质")

    def __str__(self):
        return self.name


class Need(Streamed):
    """An item that may ask for the result of a service, and the law that says so: without one it may not."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="needs")
    item = models.ForeignKey(Item, models.PROTECT, related_name="service_needs")
    law = models.CharField(max_length=120, help_text="法律、行政法规或者国务院决定")
    article = models.CharField(max_length=60)
    own = models.BooleanField(default=False, help_text="有能力的，申请人可以自己做")
    note = models.CharField(max_length=300, blank=True)
    ended_on = models.DateField(null=True, help_text="自这一天起不再要求")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "item"], condition=Q(ended_on__isnull=True), name="need_once"),
            models.CheckConstraint(condition=~Q(law="") & ~Q(article=""), name="need_has_basis"),
        ]


class Intermediary(Streamed):
    """A firm that offers such services. It enters by itself; nobody admits it."""

    enterprise = models.OneToOneField(Enterprise, models.PROTECT, related_name="intermediary")
    about = models.CharField(max_length=1000)
    phone = models.CharField(max_length=30)
    attached = models.ManyToManyField(Body, related_name="attached_intermediaries")
    joined_on = models.DateField()

    class Meta:
        verbose_name_plural = "intermediaries"

    def __str__(self):
        return self.enterprise.name


class Offer(Streamed):
    """One service of one intermediary, with its public terms and the qualification as far as it has been held against the register."""

    STATES = law.CLAIMS
    GROUNDS = law.GROUNDS

    intermediary = models.ForeignKey(Intermediary, models.PROTECT, related_name="offers")
    service = models.ForeignKey(Service, models.PROTECT, related_name="offers")
    price = models.CharField(max_length=200, help_text="收费标准")
    days = models.PositiveSmallIntegerField(help_text="工作日")
    terms = models.CharField(max_length=500, help_text="条件和流程")
    licence = models.CharField(max_length=100, blank=True, help_text="资质证书编号")
    issuer = models.CharField(max_length=100, blank=True, help_text="发证机关")
    licence_until = models.DateField(null=True, help_text="资质有效期最后一日，空为长期")
    state = models.CharField(max_length=8, choices=STATES)
    ground = models.CharField(max_length=8, choices=GROUNDS, blank=True)
    note = models.CharField(max_length=300, blank=True, help_text="核对的经过")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intermediary", "service"], condition=~Q(state="left"), name="offer_once"),
            models.CheckConstraint(condition=Q(state="struck") ^ Q(ground=""), name="offer_ground"),
        ]


class Order(Streamed):
    """One service wanted by one applicant."""

    STATES = law.STATES

    number = models.CharField(max_length=20, unique=True)
    service = models.ForeignKey(Service, models.PROTECT, related_name="orders")
    need = models.ForeignKey(Need, models.PROTECT, null=True, related_name="orders")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="service_orders")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="service_orders")
    by = models.ForeignKey(Person, models.PROTECT, related_name="service_orders")
    text = models.CharField(max_length=1000, help_text="要做什么")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=STATES, default="published")
    chosen = models.ForeignKey(Intermediary, models.PROTECT, null=True, related_name="orders")
    draw = models.ForeignKey("Draw", models.PROTECT, null=True, related_name="+", help_text="在哪一次显示的名单里选的")
    place = models.PositiveSmallIntegerField(null=True, help_text="选的是名单里第几家")
    chosen_on = models.DateField(null=True)
    price = models.PositiveIntegerField(null=True, help_text="元")
    due_on = models.DateField(null=True, help_text="约定交付日")
    terms = models.CharField(max_length=500, blank=True)
    signed_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    result = models.CharField(max_length=500, blank=True)
    file = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="+")
    level = models.PositiveSmallIntegerField(null=True, help_text="1最好，5最差")
    said = models.CharField(max_length=500, blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["service", "state"], name="order_service")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("published", "withdrawn")) | Q(chosen__isnull=False), name="order_chosen"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("contract", "delivered", "rated")) | Q(signed_on__isnull=False),
                name="order_signed",
            ),
        ]


class Draw(Streamed):
    """名单的一次显示: the seed, whom there was to show, and in what order. Never changed after."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="draws")
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="draws")
    seed = models.CharField(max_length=64)
    codes = ArrayField(models.CharField(max_length=18), help_text="当时可以选的机构，按代码排列")
    shown = ArrayField(models.CharField(max_length=18), help_text="显示的次序")
    key = models.CharField(max_length=64, null=True, unique=True, help_text="公开名单：哪一天、哪些机构")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["service", "-at"], name="draw_service")]
