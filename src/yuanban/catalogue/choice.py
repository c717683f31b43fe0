"""The park someone looks at: the one they chose (a cookie), else the one their enterprise is in."""

from yuanban.places.models import Park

COOKIE = "park"
YEAR = 365 * 86400


def open_parks():
    standing = Park.objects.filter(centre__status="open", merger=None)
    return standing.select_related("centre", "city").order_by("centre__number")


def chosen_park(request):
    """None when nobody chose and there is nothing to go by: an enterprise's own park, an official's own centre."""
    code = request.COOKIES.get(COOKIE)
    chosen = open_parks().filter(code=code).first() if code else None
    return chosen or own_park(request.actor)


def own_park(actor):
    if actor.centre:
        return open_parks().filter(centre=actor.centre).first()
    return open_parks().filter(enterprises__in=actor.enterprises).first() if actor.enterprises else None


def remember(response, park):
    response.set_cookie(COOKIE, park.code, max_age=YEAR, samesite="Lax", httponly=True)
    return response
