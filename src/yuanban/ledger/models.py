from django.db import models


class Event(models.Model):
    """One thing that happened to one stream. Every column but none other is hashed; the database refuses any change."""

    pk = models.CompositePrimaryKey("stream", "seq")
    stream = models.CharField(max_length=80)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    person = models.BigIntegerField(null=True)
    post = models.BigIntegerField(null=True)
    data = models.JSONField()
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["at"])]


class Streamed(models.Model):
    """A row whose every change is an event: `version` counts them, `head` is the hash of the last."""

    derived: tuple[str, ...] = ()  # columns that other columns or other rows give, kept out of the events

    version = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default="")

    class Meta:
        abstract = True

    @property
    def stream(self):
        return f"{self._meta.label_lower}:{self.pk}"


class Digest(models.Model):
    """封存: one signed line over everything that was added to the ledger since the line before. Never changed."""

    number = models.PositiveIntegerField(primary_key=True)
    taken_at = models.DateTimeField()
    count = models.PositiveIntegerField(help_text="这一次封存的事件流数量")
    root = models.CharField(max_length=64)
    prev = models.CharField(max_length=64, help_text="上一行的摘要")
    line = models.CharField(max_length=64, help_text="本行的摘要")
    public_key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        ordering = ["number"]


class Leaf(models.Model):
    """The head of one stream as a digest sealed it."""

    pk = models.CompositePrimaryKey("stream", "seq")
    stream = models.CharField(max_length=80)
    seq = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    digest = models.ForeignKey(Digest, models.PROTECT, related_name="leaves")
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "position"], name="leaf_position")]
