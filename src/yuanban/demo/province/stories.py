"""How matters go: each story is a list of steps on working days."""

from dataclasses import dataclass

from yuanban.demo.province.catalogue import PATTERNS

LAPSES = 17  # the working day on which a notice of day 1, with its fifteen days, has run out


@dataclass(frozen=True)
class Step:
    verb: str
    day: int  # working days after the application
    minute: int  # after half past nine, so that the steps of one day keep their order
    said: str = ""


def steps_of(story, pattern):
    """The steps of `story` for this kind of matter, in order."""
    kind = PATTERNS[pattern]
    name, _, more = story.partition("-")
    return [Step(verb, day, 12 * n, *said) for n, (verb, day, *said) in enumerate(told(name, more, kind))]


def told(name, more, kind):
    begin = [("apply", 0), ("receive", 0)]
    reviews = [] if kind.kind == "spot" else [("review", 0, str(n + 1)) for n in range(kind.reviewers)]
    end: list[tuple] = [("seal", 0), ("issue", 0), ("deliver", 0 if kind.kind == "spot" else 1)]
    days = decided_on(name, more, kind)
    if name == "rated":
        end.append(("rate", end[-1][1] + 1, more))
    grant = [*on(max(0, days - 1), reviews), ("decide", days, "granted"), *on(days, end)]
    if name in ("plain", "rated", "late", "breach"):
        return [*begin, ("accept", 0), *grant]
    if name == "denied":
        doubts = [("doubt", 0, said) for _, _, said in reviews]
        return [*begin, ("accept", 0), *on(max(0, days - 1), doubts), ("decide", days, "denied"), *on(days, end)]
    return [*begin, *OTHERS[name](kind, grant)]


def on(days, steps):
    """The same steps, so many working days later."""
    return [(verb, day + days, *said) for verb, day, *said in steps]


def decided_on(name, more, kind):
    """The working day of the decision: `late` passes the promised limit, `breach` the law's."""
    if name in ("late", "breach"):
        return {"late": kind.promised, "breach": kind.statutory}[name] + 2
    if kind.kind == "spot":
        return 0
    share = {"quick": 0.25, "slow": 1.0, "1": 0.4, "2": 0.7, "3": 0.9, "4": 1.0, "5": 1.0}.get(more, 0.6)
    return max(1, round(kind.promised * share))


OTHERS = {
    "supplement": lambda kind, grant: [("ask", 1), ("supply", 4), ("accept", 5), *on(5, grant)],
    "lapsed": lambda kind, grant: [("ask", 1), ("wait", LAPSES)],
    "refused": lambda kind, grant: [("refuse", 1)],
    "withdrawn": lambda kind, grant: [("accept", 0), ("withdraw", 1)],
    "paused": lambda kind, grant: [("accept", 0), ("suspend", 1), ("resume", 9), *on(9, grant)],
    "extended": lambda kind, grant: [("accept", 0), ("extend", kind.promised - 1), *on(kind.promised, grant)],
    "hearing": lambda kind, grant: [("accept", 0), ("tell", 1), ("fix", 2, "12"), ("hold", 12), *on(12, grant)],
    "silent": lambda kind, grant: [("wait", 6), *on(6, grant)],
}

COMMON = {
    "plain-quick": 17, "plain-normal": 19, "plain-slow": 8, "rated-1": 30, "rated-2": 9, "supplement": 5.5, "withdrawn": 1.6,
    "refused": 1.5,
}  # fmt: skip
RARE = {
    "lapsed": 0.7, "paused": 1.4, "extended": 0.5, "denied": 1.3, "late": 1.1, "breach": 0.15, "hearing": 0.25, "silent": 0.2,
    "rated-3": 1.6, "rated-4": 0.5, "rated-5": 0.2,
}  # fmt: skip
NEVER_ON_THE_SPOT = ("plain-quick", "plain-slow", "paused", "extended", "denied", "late", "breach", "hearing", "silent")
EXAMINED = {"entrusted", "mutual", "offline", "devolved"}
RARE_IN = {"licence": EXAMINED, "approval": EXAMINED, "change": {"entrusted"}, "service": {"mutual"}}
EMPTY_HANDED = ("supplement", "lapsed")  # need a material that can be wrong


def stories_for(pattern, way):
    """{story: weight} of a kind of matter in one way of handling; what is rare happens where matters are examined."""
    kind = PATTERNS[pattern]
    known = dict(COMMON)
    if way in RARE_IN.get(pattern, ()):
        known |= RARE
    if kind.kind == "spot":
        known = {name: weight for name, weight in known.items() if name not in NEVER_ON_THE_SPOT}
    if kind.promised < 3:
        known = {name: weight for name, weight in known.items() if name not in ("extended", "plain-slow")}
    if not kind.materials:
        known = {name: weight for name, weight in known.items() if name not in EMPTY_HANDED}
    return known
