from django.db import models

from yuanban.accounts.models import Person
from yuanban.cases.models import Case


class Rating(models.Model):
    """好差评: one per case. 1 is the best; 4 and 5 are bad ratings."""

    LEVELS = {1: "非常满意", 2: "满意", 3: "基本满意", 4: "不满意", 5: "非常不满意"}

    case = models.OneToOneField(Case, models.PROTECT, related_name="rating")
    level = models.PositiveSmallIntegerField(choices=LEVELS)
    text = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, models.PROTECT)
    channel = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(level__range=(1, 5)), name="rating_level")]
