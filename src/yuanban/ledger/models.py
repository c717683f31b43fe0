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
