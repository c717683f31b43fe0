"""A year of matters: when they come, of whom, about what, and how each of them goes."""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from yuanban.accounts.acting import CHINA
from yuanban.demo.province import catalogue as cat
from yuanban.demo.province.days import Days, day_of
from yuanban.demo.province.stories import stories_for
from yuanban.demo.province.templates import fits

YEAR = 365
MONTHS = (0.85, 0.6, 1.25, 1.05, 1.0, 1.2, 0.95, 0.9, 1.1, 0.85, 1.1, 1.3)
WEEKDAYS = (1.3, 1.1, 1.0, 0.95, 0.8, 0.6, 0.6)  # a make-up day at the weekend is quiet
REST = 3  # days off in a row that make a holiday: quiet before, busy after
JITTER = 4 * 3600


@dataclass(slots=True)
class Matter:
    template: object
    index: int  # number of the working day on which it begins
    jitter: int
    offer: object
    firm: int
    turn: int
    number: str = ""
    paper_numbers: list | None = None


def weights_of_days(now):
    """-> [(index, weight)] of the working days of the year before `now`."""
    last = bisect_left(Days.every, now.astimezone(CHINA).date())
    first = bisect_left(Days.every, now.astimezone(CHINA).date() - dt.timedelta(days=YEAR))
    return [(index, weight_of(index)) for index in range(first, last)]


def weight_of(index):
    day = Days.every[index]
    before, after = day - Days.every[index - 1], Days.every[index + 1] - day
    peak = 1.6 if before.days > REST else 0.7 if after.days > REST else 1.0
    return MONTHS[day.month - 1] * WEEKDAYS[day.weekday()] * peak


def matters(seat, number, templates, now, rng):
    """`number` matters of one centre, in the order in which they come."""
    days, possible = weights_of_days(now), [one for one in seat.offers if stories_of(one.key, templates)]
    indexes = sorted(rng.choices([index for index, _ in days], list(accumulated(days)), k=number))
    offers = rng.choices(
        possible, [cat.PATTERNS[one.pattern].weight * rng.lognormvariate(0, 0.8) for one in possible], k=number
    )
    found = [
        matter(offer, index, templates, now, rng, len(seat.firms)) for offer, index in zip(offers, indexes, strict=True)
    ]
    return sorted(found, key=lambda one: (one.index, one.jitter))


def accumulated(days):
    return [weight for _, weight in days]


def matter(offer, index, templates, now, rng, firms):
    known = stories_of(offer.key, templates)
    for _ in range(8):
        story = rng.choices(list(known), list(known.values()))[0]
        template = fitting(templates, offer.key, story, index)
        if template:
            break
    jitter = rng.randrange(JITTER)
    if happens(template.last, index, jitter) > now:
        template = so_far(templates, offer.key, story, index, jitter, now)
    return Matter(template, index, jitter, offer, rng.randrange(firms), rng.randrange(60))


def stories_of(key, templates):
    """{story: weight} of those that were played."""
    return {story: weight for story, weight in stories_for(*key).items() if (key, story) in templates}


def fitting(templates, key, story, index):
    return next((one for one in templates[key, story] if fits(one, index)), None)


def so_far(templates, key, story, index, jitter, now):
    """What has happened by now of a matter that has not ended."""
    story = story if story == "supplement" else "plain-normal"
    if (key, story) not in templates:
        story = "supplement"
    whole = fitting(templates, key, story, index) or templates[key, story][0]
    steps = [one for one in (*whole.firsts, whole) if happens(one.last, index, jitter) <= now]
    return steps[-1] if steps else whole.firsts[0]


def happens(moment, index, jitter):
    _, inner, seconds, human = moment
    at = dt.datetime.combine(day_of(index, inner), dt.time(), tzinfo=CHINA)
    return at + dt.timedelta(seconds=seconds + (jitter if human else 0))


def give_paper_numbers(matters, body_of, signs):
    """The next number of each register in the order of days: `body_of(matter, slot)` is the issuer, `signs` its short name."""
    wanted = []
    for n, one in enumerate(matters):
        one.paper_numbers = [""] * len(one.template.numbers)
        for at, (_, issuer, word, when) in enumerate(one.template.numbers):
            wanted.append((day_of(one.index, when), n, at, body_of(one, issuer), word))
    wanted.sort()
    registers: dict = defaultdict(int)
    for day, n, at, body, word in wanted:
        registers[body, word, day.year] += 1
        matters[n].paper_numbers[at] = f"{signs[body]}{word}〔{day.year}〕{registers[body, word, day.year]:05d}号"
    return registers
