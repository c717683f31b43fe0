"""In a park over several counties: which place decided the competent organ, and the other one beside it."""

from yuanban.law.competence import competent
from yuanban.places.models import Region


def panel(request, case):
    places = [one.region_id for one in case.park.parkregion_set.all()]
    if len(places) < 2 or case.place not in places:
        return None
    names = dict(Region.objects.filter(code__in={*places, case.business_place}).values_list("code", "name"))
    decided = competent(case.competence, places, case.site, case.business_place)
    known = decided.place == case.place  # a certificate keeps its own place, whatever the rule would say
    context = {
        "because": decided.because.format(place=names[case.place])
        if known
        else "办理已有的证照，由原来颁发的地方管辖。",
        "place": names[case.place],
        "site": names.get(case.site, ""),
        "business": names.get(case.business_place, case.business_place),
        "outside": bool(case.business_place) and case.business_place not in places,
        "park": case.park.code,
    }
    return "cases/place_panel.html", context
