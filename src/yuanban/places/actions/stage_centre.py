"""The stage of a park's centre as the programme finds it: applied, building, open."""

from yuanban.places import epoch
from yuanban.places.models import Centre


def stage_centre(park, status, day, area_m2=None):
    """Nothing where the park has no centre yet. Called inside the transaction of the action that decides it."""
    centre = Centre.objects.select_for_update().filter(park=park).first()
    if centre is None or (centre.status == status and (area_m2 is None or centre.area_m2 == area_m2)):
        return
    if status == "open" and centre.status != "open":
        centre.opened_on = day
    centre.status, centre.area_m2 = status, area_m2 or centre.area_m2
    centre.save(update_fields=["status", "opened_on", "area_m2"])
    epoch.bump()
