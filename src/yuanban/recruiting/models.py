from django.db import models
from django.db.models import F, Q

from yuanban.accounts.models import Enterprise, Person
from yuanban.ledger.models import Streamed
from yuanban.places.models import Centre


class Vacancy(Streamed):
    """A post that a firm wants filled. `basis` is the provision that lets it say whom, shown with it."""

    STATES = {"open": "招聘中", "filled": "已招满", "closed": "已关闭", "barred": "已下架"}

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="vacancies")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="vacancies")
    title = models.CharField(max_length=60)
    duties = models.CharField(max_length=1000, help_text="做什么")
    wants = models.CharField(max_length=1000, blank=True, help_text="要会什么")
    basis = models.CharField(max_length=200, blank=True, help_text="限定性别的法定依据")
    place = models.CharField(max_length=100)
    pay_low = models.PositiveIntegerField(help_text="元/月")
    pay_high = models.PositiveIntegerField(help_text="元/月")
    wanted = models.PositiveSmallIntegerField(help_text="人")
    phone = models.CharField(max_length=30)
    until = models.DateField(help_text="最后一日，包含当日")
    state = models.CharField(max_length=6, choices=STATES, default="open")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    why = models.CharField(max_length=300, blank=True, help_text="关闭或者下架的理由")

    class Meta:
        verbose_name_plural = "vacancies"
        indexes = [models.Index(fields=["centre", "-opened_on"], name="vacancy_centre")]
        constraints = [
            models.CheckConstraint(condition=Q(pay_low__gt=0, pay_high__gte=F("pay_low")), name="vacancy_pay"),
            models.CheckConstraint(condition=Q(wanted__gt=0), name="vacancy_wanted"),
        ]


class Interest(Streamed):
    """Somebody wishes to be called about a vacancy. Name and telephone stay out of the ledger."""

    STATES = {
        "said": "待联系",
        "called": "已联系",
        "hired": "已录用",
        "declined": "未录用",
        "withdrawn": "已撤回",
    }
    derived = ("name", "phone", "note", "who")

    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="interests")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="interests")
    who = models.CharField(max_length=64, help_text="同一个人的摘要")
    name = models.CharField(max_length=60)
    phone = models.CharField(max_length=30)
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="said")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "who"], condition=~Q(state="withdrawn"), name="interest_once")
        ]


class Gathering(Streamed):
    """A fair or an activity. What is taken of its places is counted beside the rows of those who come."""

    KINDS = {"fair": "招聘会", "party": "党建活动", "mass": "群团活动", "training": "培训讲座"}
    STATES = {"open": "报名中", "cancelled": "已取消"}
    derived = ("seats_taken", "seats_asked", "stalls_taken", "stalls_asked")

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="gatherings")
    kind = models.CharField(max_length=8, choices=KINDS)
    title = models.CharField(max_length=100)
    about = models.CharField(max_length=2000)
    place = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    close_at = models.DateTimeField(help_text="报名截止")
    seats = models.PositiveIntegerField(help_text="名额")
    stalls = models.PositiveIntegerField(default=0, help_text="企业展位，招聘会才有")
    state = models.CharField(max_length=10, choices=STATES, default="open")
    why = models.CharField(max_length=300, blank=True, help_text="取消的原因")
    moved_at = models.DateTimeField(null=True, help_text="最近一次改时间、地点或者取消")
    was = models.CharField(max_length=300, blank=True, help_text="最近一次改以前的时间、地点")
    seats_taken = models.PositiveIntegerField(default=0)
    seats_asked = models.PositiveIntegerField(default=0, help_text="已经发出的顺序号")
    stalls_taken = models.PositiveIntegerField(default=0)
    stalls_asked = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["centre", "-starts_at"], name="gathering_centre")]
        constraints = [
            models.CheckConstraint(condition=Q(seats_taken__lte=F("seats")), name="gathering_seats"),
            models.CheckConstraint(condition=Q(stalls_taken__lte=F("stalls")), name="gathering_stalls"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at"), close_at__lte=F("ends_at")), name="gathering_times"
            ),
        ]


class SignUp(Streamed):
    """One who comes, or one firm with a stall. `code` is said at the door; whoever holds `token` holds the ticket."""

    POOLS = {"seat": "名额", "stall": "展位"}
    STATES = {"seated": "已报上", "waiting": "候补", "here": "已签到", "cancelled": "已取消"}
    derived = ("who", "name", "phone", "token", "code")

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="signups")
    pool = models.CharField(max_length=5, choices=POOLS, default="seat")
    serial = models.PositiveIntegerField(help_text="先后次序")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="signups")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="stalls")
    who = models.CharField(max_length=64, help_text="同一个人的摘要")
    name = models.CharField(max_length=60)
    phone = models.CharField(max_length=30)
    token = models.CharField(max_length=32, unique=True)
    code = models.CharField(max_length=8)
    state = models.CharField(max_length=10, choices=STATES)
    at = models.DateTimeField()
    came_at = models.DateTimeField(null=True)
    level = models.PositiveSmallIntegerField(null=True, help_text="1最好，5最差")
    said = models.CharField(max_length=500, blank=True)
    told_at = models.DateTimeField(null=True, help_text="打电话告知变动的时间")
    told_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gathering", "pool", "serial"], name="signup_serial"),
            models.UniqueConstraint(fields=["gathering", "code"], name="signup_code"),
            models.UniqueConstraint(fields=["gathering", "who"], condition=~Q(state="cancelled"), name="signup_once"),
            models.CheckConstraint(condition=Q(state="here") ^ Q(came_at__isnull=True), name="signup_came"),
        ]


class Hire(Streamed):
    """People hired, as their firm confirms: of one who said so, or a number, at a fair or without one."""

    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="hires")
    interest = models.OneToOneField(Interest, models.PROTECT, null=True, related_name="hire")
    gathering = models.ForeignKey(Gathering, models.PROTECT, null=True, related_name="hires")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(number__gt=0), name="hire_number")]
