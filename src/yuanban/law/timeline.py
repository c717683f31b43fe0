"""What has happened to the time limits of one case: the lawful effect of its events, in order.

An unlawful event has no effect on any limit; the rule it breaks is kept beside it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from yuanban.law import gaps, procedure
from yuanban.law.calendar import ONE_DAY, add_workdays, workdays_between
from yuanban.law.refusal import Refusal

ACCEPTANCE_LIMIT = 5  # 《行政许可法》第三十二条第一款第四项


@dataclass(frozen=True, slots=True)
class Given:
    """What a clock starts from. Limits are working days (第八十二条); `accepted` is None until the organ accepts.

    `first_review`: the limit of a lower organ that reviews first (第四十三条); the others then run from the day on which
    it sends the file up. 0: no such organ.
    """

    received: date
    accepted: date | None
    statutory: int
    promised: int
    joint: bool = False
    first_review: int = 0

    def __post_init__(self) -> None:
        if self.statutory < 0 or self.promised < 0:
            raise ValueError("办理时限不能是负数。")
        if self.accepted and self.accepted < self.received:
            raise ValueError(f"受理日期{self.accepted}早于收件日期{self.received}。")


@dataclass(frozen=True, slots=True)
class Event:
    """One dated event: excluded, resumed, extended, supplement-asked, supplemented, sent-up or decided.

    `told`: the applicant was told in writing, of the time needed or of the reason. A second notice of gaps names as its
    `ground` why it could not come with the first (gaps.SECOND).
    `days` and `approved_by` belong to an extension.
    """

    day: date
    did: str
    ground: str | None = None
    told: bool = False
    days: int = 0
    approved_by: str | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """Time that does not count: from `first` to the day before `resumed`; still open while `resumed` is None."""

    first: date
    ground: str
    resumed: date | None = None

    def last(self, until: date) -> date:
        """The last day not counted, as far as is known on `until`."""
        return until if self.resumed is None else self.resumed - ONE_DAY


@dataclass(slots=True)
class Timeline:
    """The effect of the events up to and including `until`."""

    given: Given
    until: date
    accepted_on: date | None = None
    deemed: bool = False
    asked_on: date | None = None
    supplied_on: date | None = None
    answered: list[tuple[date, date]] = field(default_factory=list)
    used: int = 0
    sent_up_on: date | None = None
    stops: list[Stop] = field(default_factory=list)
    extended: int = 0
    decided_on: date | None = None
    notes: list[tuple[date, str]] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    ignoring_stop: bool = False

    # -- acceptance ------------------------------------------------------------------------------------------

    def accept_by(self) -> date | None:
        """The last day on which silence is not yet acceptance; None while the applicant has the supplement in hand."""
        if self.asked_on is None:
            return add_workdays(self.given.received, ACCEPTANCE_LIMIT)
        if self.supplied_on is None:
            return None
        return add_workdays(self.supplied_on, ACCEPTANCE_LIMIT - self.used)

    def settle(self, day: date, said_by: date | None = None) -> None:
        """Accepts by the organ's word or, after its silence, as of the day the materials came (第三十二条).

        `said_by`: the last day whose word counts; a supplement on the very day of acceptance comes before it.
        """
        if self.accepted_on is not None:
            return
        said, limit = self.given.accepted, self.accept_by()
        if said and said <= (said_by or day) and (limit is None or said <= limit):
            self.accepted_on = said
        elif limit and day > limit:
            self.accepted_on, self.deemed = self.supplied_on or self.given.received, True

    # -- counting --------------------------------------------------------------------------------------------

    def paused(self) -> bool:
        """Whether time is standing still on `until`."""
        if self.decided_on is not None:
            return False
        if self.accepted_on is None:
            return self.asked_on is not None and self.supplied_on is None
        return bool(self.stops) and self.stops[-1].resumed is None

    def first_reviewing(self) -> bool:
        """Whether the file is still with the lower organ, under the limit of its first review."""
        return bool(self.given.first_review) and self.sent_up_on is None

    def start(self) -> date | None:
        """Day 0 of the limit that runs: the acceptance, or the day on which the file was sent up (第四十三条)."""
        return self.sent_up_on or self.accepted_on

    def counted(self, until: date) -> int:
        """Working days used after day 0, up to and including `until`."""
        start = self.start()
        if start is None or until <= start:
            return 0
        idle = 0
        for stop in self.stops:
            first, last = max(stop.first, start + ONE_DAY), min(stop.last(self.until), until)
            idle += workdays_between(first - ONE_DAY, last) if first <= last else 0
        return workdays_between(start, until) - idle

    def due(self, days: int) -> date | None:
        """The day on which `days` working days are used. While time stands still: the earliest it can be."""
        start = self.start()
        if start is None:
            return None
        for stop in self.stops:
            run = max(0, workdays_between(start, stop.first - ONE_DAY))
            if run >= days:
                break
            days -= run
            start = max(start, stop.last(self.until))
        return add_workdays(start, days)

    def statutory(self) -> int:
        return self.given.first_review if self.first_reviewing() else self.given.statutory + self.extended

    def promised(self) -> int:
        """The promised limit, which can never be longer than the law's (《优化营商环境条例》第三十六条)."""
        if self.first_reviewing():
            return self.given.first_review
        return min(self.given.promised, self.given.statutory) + self.extended

    # -- events ----------------------------------------------------------------------------------------------

    def take(self, event: Event) -> None:
        """Applies one event, or keeps the rule it breaks."""
        effect = EFFECTS.get(event.did)
        if effect is None:
            raise ValueError(f"不认识的期限事件：{event.did}。")
        try:
            self._in_order(event)
            effect(self, event)
        except Refusal as refusal:
            self.refusals.append(refusal)
            self.notes.append((event.day, refusal.because.rstrip("。")))

    def _in_order(self, event: Event) -> None:
        if event.day < self.given.received:
            raise _disorder("事件早于收件日期")
        if self.decided_on is not None:
            raise _disorder("本件已经作出决定，此后的期限事件")

    def running(self, event: Event) -> None:
        """Refuses an event that comes before the limits have begun to run."""
        self.settle(event.day)
        if self.accepted_on is None:
            raise _disorder("本件尚未受理，期限没有开始计算，这一事件")


def _disorder(what: str) -> Refusal:
    return Refusal("event-order", f"{what}不产生效力。")


def _ask_supplement(line: Timeline, event: Event) -> None:
    line.settle(event.day, said_by=event.day - ONE_DAY)
    again = line.asked_on is not None
    gaps.guard_once(again, event.ground or "", "已书面告知" if event.told else "")
    if line.deemed:
        raise Refusal("deemed-accepted", "收件后五个工作日内没有告知补正，本件已视为受理，不得再要求补正。")
    if line.accepted_on is not None:
        raise Refusal("supplement-once", "本件已经受理，不得再要求补正。")
    if line.asked_on and line.supplied_on is None:
        raise _disorder("上一次告知的补正还没有交来，再次告知")
    if line.asked_on and line.supplied_on:
        line.answered.append((line.asked_on, line.supplied_on))
    line.used += max(0, workdays_between(line.supplied_on or line.given.received, event.day - ONE_DAY))
    line.asked_on, line.supplied_on = event.day, None
    said = f"再次告知补正：{gaps.SECOND[event.ground or '']}" if again else "一次告知补正"
    line.notes.append((event.day, said))


def _supplement(line: Timeline, event: Event) -> None:
    if line.asked_on is None or line.supplied_on is not None:
        raise _disorder("没有待补正的告知，这次补正")
    line.supplied_on = event.day
    line.notes.append((event.day, "收到补正材料"))


def _send_up(line: Timeline, event: Event) -> None:
    line.running(event)
    if not line.first_reviewing():
        raise _disorder("本件没有待报送的初审，这次报送")
    line.sent_up_on = event.day
    line.notes.append((event.day, "初审完毕，报送上级机关，决定期限自次日起算"))


def _exclude(line: Timeline, event: Event) -> None:
    line.running(event)
    if line.paused():
        raise _disorder("此前的不计时尚未恢复，重复的中止")
    line.ignoring_stop = True
    procedure.guard_exclusion(event.ground, event.told)
    line.ignoring_stop = False
    line.stops.append(Stop(event.day, event.ground or ""))


def _resume(line: Timeline, event: Event) -> None:
    if line.ignoring_stop:  # the stop had no effect, so neither has its end
        line.ignoring_stop = False
        return
    if not line.stops or line.stops[-1].resumed is not None:
        raise _disorder("此前没有中止计时，这次恢复")
    line.stops[-1] = replace(line.stops[-1], resumed=event.day)
    line.notes.append((event.day, "恢复计时"))


def _extend(line: Timeline, event: Event) -> None:
    line.running(event)
    procedure.guard_extension(event.days, line.given.joint, event.approved_by, event.told, before=line.extended)
    limit = line.due(line.statutory())
    if limit is not None and event.day > limit:
        raise Refusal("extension", f"法定期限已于{limit}届满，不得再延长。")
    line.extended = event.days
    line.notes.append((event.day, f"经批准延长{event.days}个工作日，已告知理由"))


def _decide(line: Timeline, event: Event) -> None:
    line.running(event)
    if line.paused():
        line.stops[-1] = replace(line.stops[-1], resumed=event.day)
    line.decided_on = event.day
    line.notes.append((event.day, "作出决定"))


EFFECTS: dict[str, Callable[[Timeline, Event], None]] = {
    "supplement-asked": _ask_supplement,
    "supplemented": _supplement,
    "sent-up": _send_up,
    "excluded": _exclude,
    "resumed": _resume,
    "extended": _extend,
    "decided": _decide,
}


def happened(events: Iterable[Event], until: date) -> list[Event]:
    """The events up to and including `until`, by day; those of one day keep the order they were given in."""
    return sorted((event for event in events if event.day <= until), key=lambda event: event.day)


def timeline(given: Given, events: Iterable[Event], until: date) -> Timeline:
    """Everything known on `until`."""
    line = Timeline(given, until)
    for event in happened(events, until):
        line.take(event)
    line.settle(until)
    return line
