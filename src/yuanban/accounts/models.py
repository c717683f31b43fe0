from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from yuanban.ledger.models import Streamed
from yuanban.places.models import Body, Centre, Park, Region


class PersonManager(BaseUserManager["Person"]):
    def create_person(self, username, name, password=None, **fields):
        person = self.model(username=username, name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, help_text="演示账号，密码公开，只能在本机登录")
    demo_note = models.CharField(max_length=300, blank=True, help_text="演示账号可以试什么；正式账号为空")

    USERNAME_FIELD = "username"
    objects = PersonManager()

    def __str__(self):
        return self.name


class Enterprise(models.Model):
    code = models.CharField("统一社会信用代码", max_length=18, unique=True)
    name = models.CharField(max_length=120)
    short = models.CharField(max_length=60)
    park = models.ForeignKey(Park, models.PROTECT, null=True, related_name="enterprises")
    region = models.ForeignKey(Region, models.PROTECT, null=True)
    legal_person = models.CharField(max_length=60)
    address = models.CharField(max_length=200)
    industry = models.CharField(max_length=60, blank=True)
    members = models.ManyToManyField(Person, related_name="enterprises")

    def __str__(self):
        return self.name


class Post(models.Model):
    """A person's post in a body: the last link of organ → instrument → body → post → person."""

    ROLES = {
        "clerk": "窗口人员",
        "approver": "审批人员",
        "seconded": "派驻人员",
        "helper": "帮办代办员",
        "auditor": "监督人员",
        "manager": "中心管理员",
        "provincial": "省级中心",
        "resident": "驻场机构人员",
        "city": "市级中心",
        "expert": "评审专家",
        "admin": "系统管理员",
    }

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts")
    body = models.ForeignKey(Body, models.PROTECT, related_name="posts")
    centre = models.ForeignKey(Centre, models.PROTECT, null=True, related_name="posts")
    title = models.CharField(max_length=60)
    role = models.CharField(max_length=12, choices=ROLES)
    powers = ArrayField(models.CharField(max_length=10), default=list)
    head = models.BooleanField(default=False, help_text="机关负责人，可以批准延长期限（许可法第四十二条）")
    from_date = models.DateField()
    to_date = models.DateField(null=True)

    def __str__(self):
        return f"{self.body.short} {self.title}"


class CreditNote(Streamed):
    """Bad credit of an enterprise or a person, with its source. While it stands, 告知承诺 is closed to them."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="credit_notes")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="credit_notes")
    reason = models.CharField(max_length=300, help_text="什么情形")
    source = models.CharField(max_length=300, help_text="认定的机关和文书")
    from_date = models.DateField()
    to_date = models.DateField(null=True, help_text="最后一日，空为没有期限")
    lifted_on = models.DateField(null=True, help_text="信用修复之日，自这一天起不再适用")
    lifted_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-from_date", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(enterprise__isnull=True, person__isnull=False)
                | models.Q(enterprise__isnull=False, person__isnull=True),
                name="credit_of_one",
            )
        ]
