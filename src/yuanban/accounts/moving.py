"""Enterprises of a park that goes into another are the other park's from then on."""

from yuanban.accounts.models import Enterprise


def to_the_other_park(row, event, actor):
    Enterprise.objects.filter(park=row.park).update(park=row.into)
    return {}, []
