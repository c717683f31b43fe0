"""One delivered matter and who says what of it: the owner, those who served, those who follow it up."""

from tests.cases.matter import building_permit, owner
from yuanban.voice.actions.rate import rate
from yuanban.voice.models import Mending


def delivered(town):
    return town.until(building_permit(town), "delivered")


def bad_rating(town, when=None, level=5):
    case = delivered(town)
    rating = rate(owner(when), case.number, level, "等了太久，也没有人解释")
    return case, rating, Mending.objects.get(rating=rating)


def manager(town, when=None):
    return town.actor("guanli1", when)
