from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from yuanban.accounts.models import Person
from yuanban.cases.models import Upload
from yuanban.law import programme as law
from yuanban.ledger.models import Streamed
from yuanban.places.models import Body, Park, Region


class Criteria(Streamed):
    """评分标准, one version: `rows` are [{key, name, weight, means, evidence}], the weights add up to 100."""

    name = models.CharField(max_length=120)
    number = models.PositiveSmallIntegerField(unique=True, help_text="第几版")
    rows = models.JSONField()
    template = models.BooleanField(default=True, help_text="样例评分表，不是省里的正式文本")
    source = models.CharField(max_length=300, blank=True)
    pass_mark = models.DecimalField(max_digits=5, decimal_places=2, default=60, help_text="入围线")
    experts = models.PositiveSmallIntegerField(default=3, help_text="每个园区至少几位专家评分")
    apart = models.DecimalField(
        max_digits=5, decimal_places=2, default=15, help_text="与专家评分的中位数相差多少分以上提示"
    )
    published_on = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "criteria"


class Call(Streamed):
    """One year of the programme (年度创建计划)."""

    STATES = law.CALL_STATES

    year = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=120)
    document = models.CharField(max_length=120, blank=True, help_text="通知的文号")
    text = models.TextField(blank=True)
    total = models.PositiveSmallIntegerField(help_text="全省名额")
    full = models.BooleanField(default=False, help_text="全覆盖年度：达到入围线的都列入，不受各市名额限制")
    criteria = models.ForeignKey(Criteria, models.PROTECT, related_name="calls")
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="申报的最后一日")
    review_by = models.DateField(help_text="市级审核的最后一日")
    notice_days = models.PositiveSmallIntegerField(default=5, help_text="公示的工作日")
    build_by = models.DateField(help_text="建成的最后一日")
    state = models.CharField(max_length=8, choices=STATES, default="draft")

    class Meta:
        ordering = ["-year"]


class Quota(models.Model):
    """名额 of one city in one call. `organ` reviews for the city."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="quotas")
    city = models.ForeignKey(Region, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    central = models.BooleanField(default=False, help_text="成都和区域中心城市")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "city"], name="quota_once")]


class Application(Streamed):
    """A park's application in one call, which goes on as its project until it is accepted, and after."""

    STATES = law.APPLICATION_STATES
    WAYS = law.WAYS

    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    park = models.ForeignKey(Park, models.PROTECT, related_name="applications")
    state = models.CharField(max_length=12, choices=STATES, default="draft")
    way = models.CharField(max_length=8, choices=WAYS, blank=True)
    area_m2 = models.PositiveIntegerField(null=True, help_text="计划面积")
    staff = models.PositiveSmallIntegerField(null=True, help_text="计划人员")
    plan = models.TextField(blank=True, help_text="建设方案摘要")
    own = models.JSONField(default=dict, help_text="自评：{指标: {score, said}}")
    submitted_on = models.DateField(null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    city_opinion = models.TextField(blank=True)
    city_on = models.DateField(null=True)
    city_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    barred = models.CharField(max_length=300, blank=True, help_text="异议成立等原因，不参加排名")
    built_area_m2 = models.PositiveIntegerField(null=True)
    built_staff = models.PositiveSmallIntegerField(null=True)
    accepted_on = models.DateField(null=True)
    mend_by = models.DateField(null=True, help_text="回访不合格，整改的最后一日")
    downgraded_on = models.DateField(null=True)
    why = models.CharField(max_length=500, blank=True, help_text="退回、不推荐、降级、终止的原因")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "park"], name="application_once")]
        indexes = [models.Index(fields=["call", "state"], name="application_state")]


class Funding(models.Model):
    """Money of one application by where it comes from, in yuan."""

    SOURCES = {
        "central": "中央资金",
        "province": "省级资金",
        "local": "市县资金",
        "park": "园区自有",
        "social": "社会资本",
        "bond": "专项债券",
        "other": "其他",
    }

    application = models.ForeignKey(Application, models.CASCADE, related_name="money")
    source = models.CharField(max_length=8, choices=SOURCES)
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "source"], name="funding_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="funding_positive"),
        ]


class Evidence(models.Model):
    """佐证材料 of one criterion (or of none: `key` empty)."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="evidence")
    key = models.CharField(max_length=40, blank=True)
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+")


class Expert(Streamed):
    """评审专家: what for, and the cities (region codes) they have an interest in."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="expert")
    unit = models.CharField(max_length=120)
    field = models.CharField(max_length=120)
    cities = ArrayField(models.CharField(max_length=12), default=list)
    why = models.CharField(max_length=300, blank=True, help_text="利害关系")
    active = models.BooleanField(default=True)


class Sheet(Streamed):
    """One expert's scores of one application: {criterion: {score, said}}; `total` is their sum."""

    STATES = {"asked": "待评分", "given": "已评分", "aside": "回避"}

    application = models.ForeignKey(Application, models.PROTECT, related_name="sheets")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="sheets")
    state = models.CharField(max_length=6, choices=STATES, default="asked")
    scores = models.JSONField(default=dict)
    total = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    opinion = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)
    changed = models.PositiveSmallIntegerField(default=0, help_text="评分改过几次")
    aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "expert"], name="sheet_once"),
            models.CheckConstraint(condition=~Q(state="given") | Q(total__isnull=False), name="sheet_given_total"),
        ]


class SiteVisit(Streamed):
    """现场核查, 验收, 回访: who was there, what was found, photographs."""

    KINDS = {"check": "现场核查", "accept": "验收", "follow": "回访"}

    application = models.ForeignKey(Application, models.PROTECT, related_name="site_visits")
    kind = models.CharField(max_length=6, choices=KINDS)
    day = models.DateField()
    people = models.CharField(max_length=200)
    findings = models.TextField()
    passed = models.BooleanField(null=True, help_text="验收、回访是否合格")
    area_m2 = models.PositiveIntegerField(null=True)
    staff = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    photos = models.ManyToManyField(Upload, related_name="+")


class Ranking(Streamed):
    """One publication of a call's ranking, frozen. A correction is another row, with its reason."""

    STATES = {"notice": "公示中", "replaced": "已被更正", "final": "已确定"}

    call = models.ForeignKey(Call, models.PROTECT, related_name="rankings")
    number = models.PositiveSmallIntegerField(help_text="第几次公布")
    state = models.CharField(max_length=8, choices=STATES, default="notice")
    rows = models.JSONField(help_text="law.ranking.Placed，按名次")
    inputs = models.JSONField(help_text="依据的评分：{评分表: [版次, 总分]}")
    decided = models.JSONField(default=dict, help_text="并列时评审会议的决定：{申报: 次序}")
    decided_why = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=64)
    why = models.CharField(max_length=500, blank=True, help_text="更正的原因")
    published_on = models.DateField()
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    until = models.DateField(help_text="公示的最后一日")
    questioned = models.PositiveSmallIntegerField(default=0, help_text="公布以后改动了几次评分")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="ranking_once"),
            models.UniqueConstraint(fields=["call"], condition=~Q(state="replaced"), name="ranking_one_stands"),
        ]


class Objection(Streamed):
    """异议 during the notice. Who raised it stays out of the ledger; `token` leads to the answer."""

    STATES = {"filed": "待答复", "upheld": "成立", "dismissed": "不成立"}
    REMEDIES = {"exclude": "不再参加排名", "rescore": "重新评分", "none": "只作说明"}

    derived = ("name", "contact", "token")

    token = models.CharField(max_length=32, unique=True)
    number = models.CharField(max_length=20, unique=True)
    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="objections")
    application = models.ForeignKey(Application, models.PROTECT, null=True, related_name="objections")
    name = models.CharField(max_length=60)
    contact = models.CharField(max_length=60)
    text = models.CharField(max_length=2000)
    filed_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=STATES, default="filed")
    remedy = models.CharField(max_length=8, choices=REMEDIES, blank=True)
    answer = models.CharField(max_length=2000, blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")


class Standing(Streamed):
    """What a park's centre counts as from one day to another (`to_date` is the first day no longer).

    `applied` 已申报, `building` 在建, `open` 已建成, `downgraded` 已降级. Of a park one row at a time has no end. What
    stood before the programme was kept here is brought along by `actions.keep_standings`.
    """

    STATES = law.STANDINGS

    park = models.ForeignKey(Park, models.PROTECT, related_name="standings")
    application = models.ForeignKey(Application, models.PROTECT, null=True, related_name="standings")
    state = models.CharField(max_length=10, choices=STATES)
    way = models.CharField(max_length=8, choices=law.WAYS, blank=True)
    area_m2 = models.PositiveIntegerField(default=0, help_text="建成的面积，或者计划的面积")
    staff = models.PositiveSmallIntegerField(default=0)
    from_date = models.DateField()
    to_date = models.DateField(null=True)
    ended = models.CharField(max_length=120, blank=True, help_text="没有下一种状态时，为什么结束")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["park"], condition=Q(to_date__isnull=True), name="standing_one_open"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")), name="standing_days"
            ),
        ]
        indexes = [models.Index(fields=["state", "from_date"], name="standing_state")]


class SupportItem(Streamed):
    """支持事项: what a provincial department has promised the parks."""

    STATES = law.SUPPORT_STATES

    number = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    theme = models.CharField(max_length=60, blank=True)
    owner = models.ForeignKey(Body, models.PROTECT, null=True, related_name="support_items")
    owner_name = models.CharField(max_length=120, help_text="责任部门，清单上的名称")
    template = models.BooleanField(default=True, help_text="样例，不是省里公布的清单")
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    due_on = models.DateField(null=True, help_text="下一个节点的最后一日；全部完成以后为空")
    warn_on = models.DateField(null=True)
    result = models.TextField(blank=True)
    done_on = models.DateField(null=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["owner_name", "state"], name="support_owner")]


class Milestone(Streamed):
    """One step of a support item, with the day it is due and what shows that it was done."""

    item = models.ForeignKey(SupportItem, models.CASCADE, related_name="milestones")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    said = models.CharField(max_length=500, blank=True)
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["item", "order"], name="milestone_order")]
