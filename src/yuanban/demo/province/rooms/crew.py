"""一人通跑专办 in 巴中: a team in every township and neighbourhood, each member able to run the same matters."""

import datetime as dt

from yuanban.crew.models import Runner, Spot, Team
from yuanban.demo.province import kept
from yuanban.demo.province.seats import simplest

WHERE = "511900"
TEAMS, MEMBERS, MORE = 22, 67, 4  # townships and neighbourhoods; in each; the largest have one more
ITEMS = 91
SINCE = dt.date(2023, 7, 3)


def fill(province, year):
    seat = next((one for one in province.open() if one.city.code == WHERE), None)
    if seat is None:
        return
    matters = sorted(seat.offers, key=lambda one: (simplest(one.pattern), one.item.pk))[:ITEMS]
    items = [one.item.pk for one in matters]
    base = Spot.objects.create(
        centre=seat.centre, name=seat.centre.name[:120], address=seat.centre.address, east=0, north=0
    )
    teams = [Team(centre=seat.centre, name=f"样例第{n + 1}通跑队", kind="through") for n in range(TEAMS)]
    kept.told(teams, [("team.formed", province.founder, {}, {})])
    posts = [
        (team, province.people.post(seat.helper, "helper", "一人通跑专办员", seat.centre))
        for n, team in enumerate(teams)
        for _ in range(MEMBERS + (n < MORE))
    ]
    province.people.save()
    runners = [
        Runner(team=team, person=post.person, base=base, items=items, from_date=SINCE, most=10) for team, post in posts
    ]
    kept.told(runners, [("runner.joined", province.founder, {}, {})])
