from django.db import models


class Import(models.Model):
    """One run of `yuanban import` that changed something: what file, and what became of its rows."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    counts = models.JSONField()
