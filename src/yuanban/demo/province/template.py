"""A played story with its names, numbers and days taken out: what remains is the same wherever and whenever it happens."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

import orjson

from yuanban.accounts.acting import CHINA
from yuanban.demo.province.days import Days, count
from yuanban.demo.province.record import JSON_APART, tables
from yuanban.law.terms import end_of_term
from yuanban.ledger.hashing import canonical

DUES = ("statutory_due", "promised_due", "deliver_by", "due_on", "supply_by", "promise_by")
YEARS = "(?:2025|2030)"  # the model's matters are of 2025, its certificates end in 2030; other years are of its papers
MATTER = "cases_case"
SPREAD = ("notify_message", "spread")  # the minute's job has been over it long ago
MOMENT = YEARS + r"-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?\+00(?::00)?"
DAY = YEARS + r"-\d\d-\d\d"
ZH = YEARS + r"年\d{1,2}月\d{1,2}日"
SHORT = r"(?<![年\d])\d{1,2}月\d{1,2}日"  # as messages say it
BY_SILENCE = ("case.deemed-accepted",)
NIGHT_HOURS = 8  # before eight nobody is in the office: a moment of the clock


class Filled:
    """A text with holes, in bytes: `constants` and between each two of them a slot of `names`."""

    def __init__(self, constants, names):
        self.constants, self.names = constants, names
        self.pieces = [b""] * (2 * len(names) + 1)
        self.pieces[::2] = constants

    def fill(self, values):
        self.pieces[1::2] = map(values.__getitem__, self.names)
        return b"".join(self.pieces)


def constant(text):
    """A text without holes."""
    return Filled([text.encode()], ())


def joined(parts, between=b"", end=b""):
    """One text of several; to fill in few large ones is much quicker than many small ones."""
    constants = [b""]
    for n, one in enumerate(parts):
        constants[-1] += (between if n else b"") + one.constants[0]
        constants += one.constants[1:]
    constants[-1] += end
    return Filled(constants, tuple(name for one in parts for name in one.names))


@dataclass
class TEvent:
    """`hashed` is what stands before `data` in the text that is hashed, `copied` what stands before it in COPY's line."""

    hashed: Filled
    copied: Filled
    data: Filled
    escaped: bool
    prev: str  # slot of the hash before, or "" for the first
    hash: str


@dataclass
class Template:
    """`ids`: [(slot, table)]. `papers`: [(slot of the content's digest, content)]. `numbers`: [(slot, issuer slot, prefix, day slot)]."""

    key: tuple
    ids: list = field(default_factory=list)
    numbers: list = field(default_factory=list)
    tokens: list = field(default_factory=list)
    identifiers: list = field(default_factory=list)
    papers: list = field(default_factory=list)
    events: list = field(default_factory=list)
    rows: list = field(default_factory=list)  # (table, Filled with all its lines)
    cast: dict = field(default_factory=dict)
    days: set = field(default_factory=set)  # (slot, form, expression) as `days.written` has them
    needs: set = field(default_factory=set)  # (k, whether the day after working day k is a working day)
    last: tuple = ()  # the expression of its last moment
    begun: tuple = ()
    firsts: tuple = ()  # what was done so far: (template, …) of every step before, for matters not yet ended


class Compiler:
    """Takes the words of the model out of what one play has written."""

    def __init__(self, words, first):
        self.words, self.first, self.special, self.done = words, first, {}, {}
        self.pattern: Any = None

    def compiled(self, key, play, step):
        """`step`: (at, by_clock, rows, events) as the recorder kept it; the whole play first, its words are those of every step."""
        _, _, rows, events = step
        made = Template(key, cast=dict(play.cast))
        self.learn_days(events)
        self.learn(made, play, rows, events)
        if self.pattern is None:
            self.pattern = self.matching()
        self.made = made
        made.papers = [self.once(row, self.paper) for row in rows if row.table in JSON_APART]
        made.events = [self.once(one, self.event) for one in events]
        made.rows = self.by_table(rows)
        made.needs = self.needs
        made.begun, made.last = self.slot_of_moment(events[0].at), self.slot_of_moment(max(one.at for one in events))
        return made

    def by_table(self, rows):
        found: dict = {}
        for row in rows:
            compiled = self.once((row, row.table), lambda _, row=row: self.row(row))
            found.setdefault(row.table, []).append(compiled)
        return [(table, joined(parts)) for table, parts in found.items()]

    def once(self, what, compile_it):
        """Compiled before, in an earlier step of the same play; -> with the days it speaks of."""
        if what not in self.done:
            before, self.made.days = self.made.days, set()
            self.done[what] = compile_it(what), self.made.days
            self.made.days = before
        found, days = self.done[what]
        self.made.days |= days
        return found

    # -- what is to be exchanged --------------------------------------------------------------------------------------

    def learn(self, made, play, rows, events):
        """Slots are named by the row they are of, so that what one step has compiled serves the next."""
        said = {play.number: "number"}
        for row in rows:
            said[str(row.pk)] = f"id:{row.pk}"
            made.ids.append((f"id:{row.pk}", row.table))
        for table in ("papers_paper", "certificates_certificate"):
            for row in rows:
                if row.table == table:
                    self.learn_row(made, said, row)
        self.hashes = {one.hash: f"h:{one.stream}:{one.seq}" for one in events}
        self.special = said | self.hashes

    def learn_row(self, made, said, row):
        cell, pk = cells_of(row), row.pk
        if row.table == "papers_paper":
            said |= {cell["content_sha256"]: f"c:{pk}", cell["token"]: f"t:{pk}", cell["number"]: f"n:{pk}"}
            made.tokens.append(f"t:{pk}")
            prefix = cell["number"][: cell["number"].index("〔")]
            issuer = self.name_of(cell["in_name_of_id"])
            word = prefix.removeprefix(self.words[issuer.replace(".id", ".short")])
            day = self.expression(dt.date.fromisoformat(cell["day"]), row.by_clock)
            made.numbers.append((f"n:{pk}", issuer, word, day))
        else:
            said[cell["identifier"]] = f"i:{pk}"
            made.identifiers.append((f"i:{pk}", self.name_of(cell["organ_id"]), said[cell["number"]]))

    def name_of(self, text):
        return next(name for name, held in self.words.items() if held == text)

    def matching(self):
        known = self.known = {text: name for name, text in self.words.items()} | self.special
        longest = sorted(known, key=len, reverse=True)
        return re.compile("|".join([*map(re.escape, longest), MOMENT, DAY, ZH, SHORT]))

    # -- days -------------------------------------------------------------------------------------------------------

    def learn_days(self, events):
        """The days on which the clock acts follow from the due days as they stood then.

        Where two such rules meet on one day, the event says nothing of a change: another week it would. `needs` says so.
        """
        due: dict = {}
        self.alerts, self.folds, self.needs, alert, rule = {}, {}, set(), None, None
        self.clocked: dict[str, bool] = {}  # column of the matter: whether it was the clock that said it last
        for one in events:
            if not one.stream.startswith("case:"):
                continue
            text = one.data.decode()
            self.clocked |= dict.fromkeys(orjson.loads(text).get("set", ()), one.by_clock)
            if one.by_clock:
                day = one.at.astimezone(CHINA).date()
                self.alerts[day] = self.alert(day, due.values())
                if one.kind in BY_SILENCE:  # its light is that of the night it falls in
                    kind, k = self.alerts[day]
                    self.needs.add((k, kind == "n" and Days.is_workday(day)))
            due |= dict(dues_in(text))
            found = re.search(r'"alert_on":(?:"([-\d]+)"|null)', text)
            alert = (found[1] and dt.date.fromisoformat(found[1])) if found else alert
            before, rule = rule, alert and self.alert(alert, due.values())
            if before and rule and {before[0], rule[0]} == {"n", "w"}:
                after, working = sorted([before, rule])
                if after[1] + 1 == working[1]:
                    self.needs.add((after[1], found is None))
            self.folds[one.stream, one.seq] = frozenset(due.values())

    def alert(self, day, dues=()):
        """The day after a due day, whatever day that is; else so many working days on."""
        eve = day - dt.timedelta(days=1)
        if eve in dues or not Days.is_workday(day):
            return ("n", self.offset(eve))
        return ("w", self.offset(day))

    def offset(self, day):
        if not Days.is_workday(day):
            raise ValueError(f"{day}不是工作日，模型的日期推不出规则。")
        return count(self.first, day)

    def expression(self, day, by_clock=False):
        if by_clock and day in self.alerts:
            return self.alerts[day]
        if day > self.first + dt.timedelta(days=400):
            return self.term_of(day)
        if not Days.is_workday(day):
            return ("n", self.offset(day - dt.timedelta(days=1)))
        return ("w", self.offset(day))

    def term_of(self, day):
        for k in range(80):
            if end_of_term(Days.on(self.first, k), 60) == day:
                return ("t", k)
        raise ValueError(f"{day}不是任何一天起的有效期末日。")

    def slot_of_moment(self, at):
        local = at.astimezone(CHINA)
        seconds = local.hour * 3600 + local.minute * 60 + local.second
        human = local.hour >= NIGHT_HOURS
        return ("m", self.expression(local.date(), not human), seconds, human)

    # -- texts ------------------------------------------------------------------------------------------------------

    def holes(self, text, by_clock=False, alert=False):
        """The text with a hole for each thing that is exchanged."""
        names = []

        def taken(found):
            names.append(self.slot(found[0], by_clock, alert))
            return "\0"

        return Filled(self.pattern.sub(taken, text).encode().split(b"\0"), tuple(names))

    def slot(self, text, by_clock, alert):
        if text in self.known:
            return self.known[text]
        if len(text) > 11 and text[10] in "T ":
            at = dt.datetime.fromisoformat(text if text.endswith(":00") else f"{text}:00")
            return self.day_slot(self.slot_of_moment(at), "T" if "T" in text else "_")
        if "月" in text:
            *year, month, date = map(int, re.findall(r"\d+", text))
            said = dt.date(year[0] if year else self.first.year, month, date)
            return self.day_slot(self.expression(said, by_clock), "z" if year else "s")
        day = dt.date.fromisoformat(text)
        return self.day_slot(self.alert(day, self.dues) if alert else self.expression(day, by_clock), "d")

    def day_slot(self, expression, form):
        name = f"{form}:{expression}"
        self.made.days.add((name, form, expression))
        return name

    ALERT = re.compile(r'"alert_on":"(2025-\d\d-\d\d)"')
    dues: frozenset = frozenset()

    def paper(self, row):
        cell = cells_of(row)
        column = JSON_APART[row.table]
        text = canonical(orjson.loads(unescaped(cell[column]))).decode()
        return self.special[cell["content_sha256"]], self.holes(text, row.by_clock)

    def event(self, one):
        text = one.data.decode()
        self.dues = self.folds.get((one.stream, one.seq), frozenset())
        stream, seq, kind = self.holes(one.stream), constant(str(one.seq)), constant(one.kind)
        at = Filled([b"", b""], (self.day_slot(self.slot_of_moment(one.at), "T"),))
        people = [one.person, one.post]
        quoted = [
            joined([constant('"'), part, constant('"')]) if part is not seq else seq for part in (stream, seq, kind, at)
        ]
        return TEvent(
            hashed=joined([constant("["), joined([*quoted, *(self.who(n, "null") for n in people), constant("")], b",")]),
            copied=joined([stream, seq, kind, at, *(self.who(n, "\\N") for n in people)], b"\t", b"\t"),
            data=self.with_alert(text, one.by_clock), escaped="\\" in text,
            prev="" if one.seq == 1 else self.hashes[one.prev], hash=self.hashes[one.hash],
        )  # fmt: skip

    def who(self, number, nobody):
        return Filled([b"", b""], (self.known[str(number)],)) if number else constant(nobody)

    def with_alert(self, text, by_clock):
        """The day of the next light is counted from its due day, the others by working days."""
        found = self.ALERT.search(text)
        if not found:
            return self.holes(text, by_clock)
        start, end = found.span(1)
        before, day, after = text[:start], text[start:end], text[end:]
        return joined([self.holes(before, by_clock), self.holes(day, by_clock, True), self.holes(after, by_clock)])

    def row(self, row):
        cell, cells = cells_of(row), []
        self.dues = frozenset(dt.date.fromisoformat(cell[name]) for name in DUES if cell.get(name, "\\N") != "\\N")
        for name, text in cell.items():
            if (row.table, name) == SPREAD:
                cells.append(constant("t"))
            elif name == JSON_APART.get(row.table):
                cells.append(Filled([b"", b""], (self.special[cell["content_sha256"]] + ".text",)))
            else:
                by_clock = row.by_clock or (row.table == MATTER and self.clocked.get(name, False))
                cells.append(self.holes(text, by_clock, name == "alert_on"))
        return joined(cells, b"\t", b"\n")


def cells_of(row):
    return dict(zip(tables()[row.table][0], row.cells, strict=True))


def dues_in(text):
    for name in DUES:
        for day in re.findall(rf'"{name}":"({DAY})"', text):
            yield name, dt.date.fromisoformat(day)


def unescaped(cell):
    """A cell of COPY's text form as it was."""
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t", "r": "\r"}.get(m[1], m[1]), cell)
