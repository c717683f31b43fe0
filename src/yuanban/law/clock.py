"""When due: the two limits of a case, its light, and when the light will change. Pure functions of events and calendar.

《行政许可法》第四十二条、第四十四条、第四十五条、第八十二条.
A limit is a number of working days; the day of an event is day 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yuanban.law.calendar import ONE_DAY, add_workdays, is_provisional
from yuanban.law.diary import Day, explain, explain_briefly, ledger
from yuanban.law.procedure import GROUNDS
from yuanban.law.refusal import Refusal
from yuanban.law.timeline import Event, Given, Timeline, happened, timeline

__all__ = [
    "GROUNDS",
    "LIGHTS",
    "Day",
    "Event",
    "Given",
    "Reading",
    "alert_on",
    "answer",
    "delivery_light",
    "explain",
    "explain_briefly",
    "ledger",
    "light_on",
    "read",
]

DELIVERY_LIMIT = 10  # 《行政许可法》第四十四条

LIGHTS = {
    "green": "绿灯：期限充裕",
    "yellow": "黄灯：承诺时限已用九成",
    "red": "红灯：超过承诺时限",
    "breach": "违法超期：超过法定时限",
    "paused": "中止：暂不计时",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clock shows at the end of one day.

    `counted`: working days used. Due days are None before acceptance; while time stands still they are the earliest
    they can be. `accept_by`: the last day on which silence is not yet acceptance. `rule`: the rule that the first
    unlawful event breaks. `extended`: working days lawfully added. `provisional`: a due day falls in a year whose
    holidays are not announced.
    """

    accepted_on: date | None
    deemed: bool
    counted: int
    statutory_due: date | None
    promised_due: date | None
    deliver_by: date | None
    light: str
    rule: str | None
    refusals: tuple[Refusal, ...]
    paused: bool
    accept_by: date | None
    decided_on: date | None
    extended: int
    provisional: bool


def read(given: Given, events: Iterable[Event], day: date) -> Reading:
    """The clock at the end of `day`, from the events up to it; after the decision all stays as it was that day."""
    line = timeline(given, events, day)
    statutory_due, promised_due = line.due(line.statutory()), line.due(line.promised())
    return Reading(
        accepted_on=line.accepted_on,
        deemed=line.deemed,
        counted=line.counted(line.decided_on or day),
        statutory_due=statutory_due,
        promised_due=promised_due,
        deliver_by=add_workdays(line.decided_on, DELIVERY_LIMIT) if line.decided_on else None,
        light=_light(line),
        rule=line.refusals[0].rule if line.refusals else None,
        refusals=tuple(line.refusals),
        paused=line.paused(),
        accept_by=line.accept_by() if line.accepted_on is None else None,
        decided_on=line.decided_on,
        extended=line.extended,
        provisional=statutory_due is not None and is_provisional(statutory_due),
    )


def light_on(given: Given, events: Iterable[Event], day: date) -> str:
    """The light at the end of `day`, one of LIGHTS."""
    return _light(timeline(given, events, day))


def _light(line: Timeline) -> str:
    """A limit already missed stays visible even while time stands still."""
    day = line.decided_on or line.until
    statutory_due, promised_due = line.due(line.statutory()), line.due(line.promised())
    if statutory_due and day > statutory_due:
        return "breach"
    if promised_due and day > promised_due:
        return "red"
    if line.paused():
        return "paused"
    if promised_due and line.counted(day) >= _nine_tenths(line):
        return "yellow"
    return "green"


def _nine_tenths(line: Timeline) -> int:
    """The working day on which 90 % of the promised limit is used."""
    return -(-9 * line.promised() // 10)


def delivery_light(light: str, deliver_by: date, day: date) -> str:
    """The light of what is decided and not yet delivered, or was delivered on `day` (《行政许可法》第四十四条)."""
    return "breach" if day > deliver_by else light


def alert_on(given: Given, events: Iterable[Event], day: date) -> date | None:
    """The next day after `day` on which the light changes if nothing else happens; None when none will."""
    past = happened(events, day)
    now = timeline(given, past, day)
    light = _light(now)
    for mark in sorted(_marks(given, past, now)):
        if mark > day and light_on(given, past, mark) != light:
            return mark
    return None


def _marks(given: Given, past: list[Event], now: Timeline) -> list[date]:
    """The days on which a light may change."""
    if now.accepted_on is None:
        return _marks_from_acceptance(given, past, now)
    if now.decided_on or now.paused():
        return []
    yellow, red, breach = (now.due(days) for days in (_nine_tenths(now), now.promised(), now.statutory()))
    return [mark for mark in (yellow, red and red + ONE_DAY, breach and breach + ONE_DAY) if mark]


def _marks_from_acceptance(given: Given, past: list[Event], now: Timeline) -> list[date]:
    limit = now.accept_by()
    ways = [given.accepted, limit and limit + ONE_DAY]
    begins = min((day for day in ways if day and day > now.until), default=None)
    if begins is None:
        return []
    return [begins, *_marks(given, past, timeline(given, past, begins))]


def answer(reading: Reading) -> list[str]:
    """The reading in Chinese: from when, how much is used, until when, and what was not lawful."""
    broken = [f"{refusal.title}：{refusal.because}（{refusal.article}）" for refusal in reading.refusals]
    return [*(_running(reading) if reading.accepted_on else _waiting(reading)), *broken]


def _waiting(reading: Reading) -> list[str]:
    if reading.accept_by is None:
        return ["等待申请人补正，受理期限中止。"]
    return [f"尚未受理，至{reading.accept_by}仍不告知补正的，视为受理。"]


def _running(reading: Reading) -> list[str]:
    how = "视为受理" if reading.deemed else "受理"
    lines = [f"{reading.accepted_on}{how}，已用{reading.counted}个工作日。"]
    moving = "（恢复计时后顺延）" if reading.paused else ""
    lines.append(f"承诺办结日{reading.promised_due}，法定办结日{reading.statutory_due}{moving}。")
    if reading.deliver_by:
        lines.append(f"{reading.decided_on}作出决定，应当不迟于{reading.deliver_by}送达。")
    if reading.provisional:
        lines.append("到期日所在年度的放假安排尚未公布，日期为暂定。")
    return lines
