"""People of the sample province, numbered through, each with one post or one firm."""

import datetime as dt

from yuanban.accounts.models import Enterprise, Person, Post
from yuanban.demo.province import kept
from yuanban.demo.province.names import TRADES, credit_code, firm_words, person_name

SINCE = dt.date(2023, 1, 1)
ALL = ["receive", "accept", "review", "decide", "seal", "deliver"]
POWERS = {"approver": ALL, "seconded": ALL, "clerk": ["receive", "deliver"], "helper": ["receive", "deliver"]}


class People:
    """Draws persons, posts and firms; `save` writes them. `secret` is the password's hash, the same for all."""

    def __init__(self, secret, first=0, prefix="p", named=person_name):
        self.secret, self.number, self.prefix, self.named = secret, first, prefix, named
        self.persons, self.posts, self.firms, self.members = [], [], [], []

    def person(self):
        self.number += 1
        n = self.number
        person = Person(
            username=f"{self.prefix}{n:06d}", name=self.named(n), phone=f"138-{n // 10000:04d}-{n % 10000:04d}",
            is_demo=True, password=self.secret,
        )  # fmt: skip
        self.persons.append(person)
        return person

    def post(self, body, role, title, centre=None, head=False):
        post = Post(
            person=self.person(), body=body, centre=centre, title=title, role=role, powers=POWERS.get(role, []), head=head,
            from_date=SINCE,
        )  # fmt: skip
        self.posts.append(post)
        return post

    def firm(self, park, county, n):
        words, trade = firm_words(n)
        person = self.person()
        firm = Enterprise(
            code=credit_code("91", county.code, n), name=f"{county.name}{words}{trade}有限公司", short=f"{county.name}{words}{trade}",
            park=park, region=county, legal_person=person.name, address=f"{park.name}样例路{n + 1}号", industry=TRADES[trade],
        )  # fmt: skip
        self.firms.append(firm)
        self.members.append((firm, person))
        return firm, person

    def save(self):
        for model, rows in ((Person, self.persons), (Post, self.posts), (Enterprise, self.firms)):
            kept.number(rows)
            kept.copy_in(model, map(kept.relinked, rows))
        kept.through(Enterprise.members, [(firm.pk, person.pk) for firm, person in self.members])
        self.persons, self.posts, self.firms, self.members = [], [], [], []


def staff_centre(people, seat, firms):
    """Who sits in a centre, and the firms of its park."""
    centre = seat.centre
    seat.clerks = [people.post(seat.window, "clerk", "综合窗口收件员", centre) for _ in range(4)]
    seat.helpers = [people.post(seat.helper, "helper", "帮办代办员", centre) for _ in range(3)]
    seat.staff[seat.committee.code, ""] = [
        people.post(seat.committee, "approver", "审批服务局审批员", centre) for _ in range(6)
    ]
    seat.heads[seat.committee.code] = people.post(seat.committee, "approver", "主任", head=True)
    seat.cadre = people.person()
    seat.firms = [people.firm(seat.park, seat.county, n) for n in range(firms)]


def staff_organ(people, organ):
    """-> (those who handle, the head)"""
    handling = [people.post(organ, "approver", "行政审批科审批员") for _ in range(5)]
    return handling, people.post(organ, "approver", "局长", head=True)
