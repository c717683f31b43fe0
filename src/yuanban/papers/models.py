from django.db import models

from yuanban.accounts.models import Person
from yuanban.cases.models import Case
from yuanban.ledger.models import Streamed
from yuanban.mandates.models import Seal
from yuanban.places.models import Body


class Paper(models.Model):
    """A numbered paper that left the house. `content` is what was said; the file made from it is kept and hashed once."""

    KINDS = {
        "receipt": "收件凭证",
        "acceptance": "受理通知书",
        "refusal": "不予受理通知书",
        "supplement": "补正材料一次性告知书",
        "exclusion": "特别程序所需时间告知书",
        "extension": "延长办理期限告知书",
        "grant": "准予行政许可决定书",
        "denial": "不予行政许可决定书",
        "certificate": "证照",
        "delivery": "送达回证",
        "hearing-right": "听证权利告知书",
        "hearing-notice": "听证通知书",
        "hearing-record": "听证笔录",
        "hearing-refusal": "不予听证通知书",
        "first-review": "初审意见书",
        "termination": "终止办理通知书",
        "acceptance-revoked": "撤销受理通知书",
        "withdrawal": "撤回申请确认书",
        "promise": "容缺受理承诺书",
        "commitment": "告知承诺书",
        "commitment-check": "承诺核查结果告知书",
        "consult": "征求意见函",
        "opinion": "意见复函",
        "meeting-notice": "联合审查会议通知",
        "minutes": "联合审查会议纪要",
        "visit-notice": "联合踏勘通知书",
        "visit-record": "联合踏勘记录",
        "joint-acceptance": "联合受理通知书",
        "joint-delivery": "一次送达清单",
        "suspension": "暂停证照效力决定书",
        "restoration": "恢复证照效力决定书",
        "revocation": "撤销行政许可决定书",
        "annulment": "注销行政许可决定书",
        "renewed": "准予延续告知书",
        "push": "审管推送单",
        "card": "效能监察告知单",
    }

    token = models.CharField(max_length=32, unique=True, help_text="公开核验码")
    number = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=KINDS)
    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    seq = models.PositiveIntegerField(help_text="产生本文书的事件序号")
    day = models.DateField()
    in_name_of = models.ForeignKey(Body, models.PROTECT, related_name="+")
    seal = models.CharField(max_length=80, blank=True)
    chain = models.JSONField(default=list)
    title = models.CharField(max_length=120)
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    file = models.BinaryField(null=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True)
    signed_by = models.CharField(
        max_length=120, blank=True, default="", db_default="", help_text="文件内电子签名的证书主体"
    )
    sm2_signature = models.BinaryField(null=True, help_text="对文件的SM2签名（DER），另存")
    sm2_key = models.CharField(max_length=128, blank=True, default="", db_default="", help_text="SM2公钥")

    class Meta:
        ordering = ["case", "seq", "id"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(file__isnull=True), name="paper_unmade"),
            models.Index(fields=["file_sha256"], condition=~models.Q(file_sha256=""), name="paper_file"),
            models.Index(fields=["seal", "-day"], condition=~models.Q(seal=""), name="paper_seal"),
        ]


class Register(models.Model):
    """Running number of one body's papers of one word (字) in one year."""

    pk = models.CompositePrimaryKey("body_id", "word", "year")
    body = models.ForeignKey(Body, models.PROTECT)
    word = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()


class Letterhead(Streamed):
    """版头: how an organ heads its papers (GB/T 9704—2012 第7.2.4条). Papers already made keep the one they had."""

    body = models.OneToOneField(Body, models.PROTECT, related_name="letterhead")
    mark = models.CharField(max_length=60, help_text="发文机关标志，红色，居中")
    line = models.BooleanField(default=True, help_text="标志下印红色分隔线")
    foot = models.CharField(max_length=120, blank=True, help_text="地址、邮编、电话，印在落款之后")


def impression(kind):
    """The width and height in millimetres that a seal of this kind leaves on paper."""
    return (50, 34) if kind == "receipt" else (42, 42)


class SealFace(Streamed):
    """电子印模: the picture of a seal, kept as it was given. The newest is printed; none is ever changed."""

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="faces")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
