"""审管推送: a decision taken by one organ and told to another, who has not signed for it yet."""

from yuanban.accounts.models import Enterprise
from yuanban.catalogue.queries import version_on
from yuanban.demo.work import bring
from yuanban.law.calendar import add_workdays
from yuanban.law.refusal import Refusal


def tell(town):
    park, _ = next(found for found in town.parks if found[0].code == "lingang")
    firm = Enterprise.objects.filter(members__username="qiye").select_related("region", "park").order_by("pk").first()
    at = town.office(add_workdays(town.now.date(), -6))
    for item in town.offers[park.pk]:
        if firm is not None and told_elsewhere(town, at, park, item, firm):
            case = town.application(at, park, item, None, firm, "plain")[0]
            if bring(town, at, case, firm, "issued"):
                return


def told_elsewhere(town, at, park, item, firm):
    """Whether another organ than the deciding one watches over what is granted."""
    watching = version_on(item, at.date()).supervisor
    try:
        plan = town.planned(at, park, item, firm)
    except Refusal:
        return False
    return watching is not None and watching.code != plan.step("decide").in_name_of
