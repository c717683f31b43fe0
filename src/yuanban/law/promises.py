"""容缺受理 and 告知承诺: what may be promised, by whom and until when (各地容缺受理办法、国办发〔2020〕42号)."""

from collections.abc import Collection
from datetime import date

from yuanban.law.calendar import add_workdays, is_workday, workdays_between
from yuanban.law.gaps import last_day
from yuanban.law.refusal import Refusal


def latest(start: date, days: int) -> date:
    """The last day that may be promised, `days` working days after `start`."""
    return add_workdays(start, days)


def problem_of_day(chosen: date, day: date, last: date) -> str | None:
    """Why `chosen` is no day to promise on `day`, in Chinese; None when it is one."""
    if chosen <= day:
        return "承诺补齐的日期应当在今天以后。"
    if chosen > last:
        return f"承诺补齐的日期最迟为{last}。"
    return None if is_workday(chosen) else "承诺补齐的日期应当是工作日。"


def guard_main_complete(lacking: Collection[str], deferrable: Collection[str]) -> None:
    """Only what the item says may be put off is put off; the main materials are there."""
    main = [name for name in lacking if name not in deferrable]
    if main:
        raise Refusal("promise-kept", f"主要材料未齐：{'、'.join(main)}，不能容缺受理。", "请先补齐主要材料。")


def guard_still_to_come(promised: date, day: date, lacking: Collection[str]) -> None:
    """What was promised for a day that has passed is not accepted on that promise."""
    if day > last_day(promised):
        raise Refusal(
            "promise-kept",
            f"申请人承诺{promised}以前补齐{'、'.join(lacking)}，期限已过，材料仍未补齐，不能容缺受理。",
            "请申请人先补齐，或者一次性告知补正。",
        )


def light(promised: date, day: date) -> str:
    """One of clock.LIGHTS: yellow on the last two working days, breach once the day has passed."""
    last = last_day(promised)
    if day > last:
        return "breach"
    return "yellow" if workdays_between(day, last) <= 2 else "green"


def guard_commitment(offered: bool, read: bool, credit: str = "") -> None:
    """国办发〔2020〕42号: voluntary, where the item allows it, text read, and not with bad credit. `credit`: what is on record."""
    if not offered:
        raise Refusal("commitment-open", "本事项没有实行告知承诺。", "请按一般程序申请。")
    if credit:
        raise Refusal("commitment-open", f"申请人有尚未修复的不良信用记录（{credit}），不适用告知承诺。")
    if not read:
        raise Refusal("commitment-open", "申请人没有确认告知承诺书。", "请阅读告知承诺书并确认，或者按一般程序申请。")


CHECKS = {
    "kept": "承诺属实",
    "mend": "与承诺不符，限期整改",
    "false": "承诺不实，应当撤销",
}


def guard_check(result: str, mended_before: bool) -> None:
    """国办发〔2020〕42号: time to mend is given once; who still does not meet the conditions loses what was granted."""
    if result == "mend" and mended_before:
        raise Refusal(
            "commitment-checked",
            "已经责令整改过一次，整改以后仍不符合承诺，不得再次限期整改。",
            "请认定承诺不实，依法撤销决定；确已符合的，认定承诺属实。",
        )
