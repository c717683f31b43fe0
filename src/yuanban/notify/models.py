from django.db import models

from yuanban.accounts.models import Person
from yuanban.cases.models import Case
from yuanban.law.ladder import CARDS, RUNGS
from yuanban.ledger.models import Streamed
from yuanban.places.models import Body

CHANNELS = {"email": "电子邮件", "sms": "短信", "wechat": "微信"}


class Message(models.Model):
    """One thing said to one person, in the application first. Written beside the event that is its cause."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="messages")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="messages")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=60)
    text = models.CharField(max_length=500)
    short = models.CharField(max_length=120, blank=True, help_text="短信和微信里说的话，不含个人信息")
    link = models.CharField(max_length=200, blank=True)
    legal = models.BooleanField(default=False, help_text="法律要求告知的，不能退订")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    spread = models.BooleanField(default=False, help_text="是否已经交给各个渠道")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["person", "-at"], name="message_inbox"),
            models.Index(fields=["person"], condition=models.Q(read_at__isnull=True), name="message_unread"),
            models.Index(fields=["id"], condition=models.Q(spread=False), name="message_unspread"),
        ]


class Preference(models.Model):
    """How a person wants to be told. The inbox is always there."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="preference")
    address = models.EmailField(blank=True)
    wechat_id = models.CharField(max_length=60, blank=True)
    email = models.BooleanField(default=True)
    sms = models.BooleanField(default=True)
    wechat = models.BooleanField(default=True)
    only_legal = models.BooleanField(default=False, help_text="只发法律要求告知的")


class Sending(models.Model):
    """One message on its way over one channel. `key` lets the other side recognise what comes twice."""

    STATES = {"queued": "待发送", "sent": "已发送", "dead": "发送失败"}

    message = models.ForeignKey(Message, models.CASCADE, related_name="sendings")
    channel = models.CharField(max_length=8, choices=CHANNELS)
    to = models.CharField(max_length=120)
    key = models.UUIDField(unique=True)
    state = models.CharField(max_length=8, choices=STATES, default="queued")
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["message", "channel"], name="sending_once")]
        indexes = [models.Index(fields=["next_at"], condition=models.Q(state="queued"), name="sending_queue")]


class Reminder(models.Model):
    """Somebody was reminded of a due day: each rung once for each due day."""

    clock = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="reminders")
    due = models.DateField()
    rung = models.CharField(max_length=10, choices=RUNGS)
    at = models.DateTimeField()
    people = models.JSONField(default=list, help_text="提醒了谁：[姓名]")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clock", "key", "due", "rung"], name="reminded_once")]


class Transfer(models.Model):
    """流转: a case passed from one body to another, when, and who signed for it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="transfers")
    seq = models.PositiveIntegerField(help_text="产生流转的事件序号")
    giver = models.CharField(max_length=60, blank=True, help_text="主体代码，空为申请人")
    taker = models.CharField(max_length=60, blank=True, help_text="主体代码，空为申请人")
    at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["case", "seq"]
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="transfer_once")]
        indexes = [models.Index(fields=["taker"], condition=models.Q(signed_at__isnull=True), name="transfer_unsigned")]


class Card(Streamed):
    """黄牌、红牌: given by rule to the body that held the matter when the limit passed. Contested and judged, never deleted."""

    STATES = {"standing": "有效", "contested": "申诉中", "upheld": "维持", "withdrawn": "撤销"}

    case = models.ForeignKey(Case, models.PROTECT, related_name="cards")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    colour = models.CharField(max_length=6, choices=CARDS)
    day = models.DateField()
    due = models.DateField(help_text="超过的是哪一天")
    state = models.CharField(max_length=10, choices=STATES, default="standing")
    grounds = models.CharField(max_length=1000, blank=True, help_text="申诉的理由")
    contested_on = models.DateField(null=True)
    judge_by = models.DateField(null=True)
    judgement = models.CharField(max_length=1000, blank=True)
    judged_on = models.DateField(null=True)

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [models.UniqueConstraint(fields=["case", "colour", "due"], name="card_once")]
