from django.contrib.postgres.fields import ArrayField
from django.db import models

from yuanban.ledger.models import Streamed


class Region(models.Model):
    """An administrative division (GB/T 2260): 6 digits down to counties, 12 digits below."""

    LEVELS = {"province": "省", "prefecture": "市（州）", "county": "县（市、区）", "township": "乡镇（街道）"}

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=12, choices=LEVELS)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    def __str__(self):
        return self.name


class Body(models.Model):
    """Anyone who can hold, send or receive a power: organ, organisation, company, person (许可法 22–24)."""

    KINDS = {"organ": "行政机关", "organisation": "组织", "company": "企业", "person": "个人"}
    ROLES = {
        "government": "人民政府",
        "department": "工作部门",
        "committee": "管理委员会",
        "operator": "园区运营公司",
        "window": "综合窗口",
        "desk": "派驻窗口",
        "institution": "入驻机构",
        "council": "业界共治组织",
        "provincial": "省级中心",
    }
    STANDINGS = {"statutory": "法定机关", "authorised": "授权组织", "entrusted": "受委托组织", "none": "无行政主体资格"}
    LEVELS = {"national": "国家级", "province": "省级", "prefecture": "市级", "county": "县级", "town": "乡镇级"}

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    short = models.CharField(max_length=60)
    kind = models.CharField(max_length=14, choices=KINDS)
    role = models.CharField(max_length=14, choices=ROLES)
    standing = models.CharField(max_length=12, choices=STANDINGS)
    level = models.CharField(max_length=12, choices=LEVELS)
    territory = ArrayField(models.CharField(max_length=12), default=list)
    credit_code = models.CharField(max_length=18, blank=True)
    set_up_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="set_up")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    approved = models.BooleanField(
        default=False, help_text="管委会是否经国务院或省级人民政府批准设立（法释〔2018〕1号第二十一条）"
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged_from")
    merged_on = models.DateField(null=True, help_text="并入其他机关或者撤销，自这一天起不再行使职权")

    class Meta:
        verbose_name_plural = "bodies"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | models.Q(merged_on__isnull=False), name="merged_has_day"
            ),
            models.CheckConstraint(condition=~models.Q(merged_into=models.F("id")), name="merged_into_another"),
        ]

    def __str__(self):
        return self.name


class Park(models.Model):
    KINDS = {"etdz": "经济技术开发区", "industrial": "工业园区", "agri": "现代农业园区", "ftz": "自由贸易试验区"}
    LEVELS = {"national": "国家级", "provincial": "省级", "municipal": "市级", "county": "县级", "unknown": "未标明"}

    code = models.SlugField(max_length=60, unique=True, allow_unicode=True)
    name = models.CharField(max_length=120)
    short = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=KINDS)
    level = models.CharField(max_length=12, choices=LEVELS)
    city = models.ForeignKey(Region, models.PROTECT, null=True, related_name="city_parks")
    committee = models.ForeignKey(Body, models.PROTECT, null=True, related_name="committee_of")
    operator = models.ForeignKey(Body, models.PROTECT, null=True, related_name="operator_of")
    council = models.ForeignKey(Body, models.PROTECT, null=True, related_name="council_of")
    summary = models.TextField(blank=True)
    extra = models.JSONField(default=dict)
    regions = models.ManyToManyField(Region, through="ParkRegion", related_name="parks")

    def __str__(self):
        return self.name


class ParkMerger(Streamed):
    """园区并入另一个园区: from `day` on nothing new begins in `park`; what runs there goes on as it was."""

    park = models.OneToOneField(Park, models.PROTECT, related_name="merger")
    into = models.ForeignKey(Park, models.PROTECT, related_name="mergers")
    day = models.DateField()
    source = models.CharField(max_length=300, help_text="批准文件的名称、文号")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(park=models.F("into")), name="park_merged_into_another")
        ]


class ParkRegion(models.Model):
    """A park lies in one or more counties; `order` 0 is the principal one."""

    park = models.ForeignKey(Park, models.CASCADE)
    region = models.ForeignKey(Region, models.PROTECT)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["park", "region"], name="park_region_once")]


class Centre(models.Model):
    STATUSES = {"open": "已运行", "building": "建设中", "applied": "已申报"}

    code = models.SlugField(max_length=60, unique=True)
    number = models.PositiveSmallIntegerField(unique=True, help_text="三位编号，进入办件编号")
    park = models.OneToOneField(Park, models.PROTECT, related_name="centre")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    hours = models.CharField(max_length=120)
    phone = models.CharField(max_length=30)
    status = models.CharField(max_length=10, choices=STATUSES)
    opened_on = models.DateField(null=True)
    area_m2 = models.PositiveIntegerField(null=True)

    def __str__(self):
        return self.name


class Window(models.Model):
    KINDS = {"general": "综合窗口", "seconded": "派驻窗口", "joint": "合署窗口", "helper": "帮办代办窗口"}

    code = models.SlugField(max_length=60, unique=True)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="windows")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=KINDS)
    body = models.ForeignKey(Body, models.PROTECT, related_name="windows")

    def __str__(self):
        return self.name


class Epoch(models.Model):
    """One row. Marked anew by every change to what the law reads, so that each process knows when its picture is old."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    mark = models.CharField(max_length=32)


class LocalPractice(Streamed):
    """What a place has settled where the law leaves room (`law/data/practices.yaml`), from a day, with its source."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="practices")
    key = models.CharField(max_length=24)
    value = models.JSONField(help_text="选项的标识，或者天数")
    source = models.CharField(max_length=300, help_text="地方文件的名称、文号、条款")
    from_date = models.DateField()
    ended_on = models.DateField(null=True, help_text="自这一天起不再适用")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "key", "from_date"], name="practice_once_a_day")]


class CalendarYear(Streamed):
    """One year of the working calendar as its notice has it, in place of the year that came with the program."""

    year = models.PositiveSmallIntegerField(unique=True)
    holidays = models.JSONField(help_text="{日期: 节日名称}")
    workdays = models.JSONField(default=list, help_text="调休上班的日期")
    notices = models.JSONField(default=list, help_text="[{title, number, url}]，空为暂定")
    moved_from = models.DateField(help_text="与原来的日历不同的第一天，此前的期限不变")
    counted = models.BooleanField(default=False, help_text="在办件的期限是否已经按新日历重新计算")
