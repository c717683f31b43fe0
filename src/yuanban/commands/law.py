"""yuanban law: runs scenario files, counts working days."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from yuanban.law import calendar
from yuanban.law.clock import Day, Given, explain_briefly, ledger
from yuanban.law.refusal import Refusal
from yuanban.law.scenario import FileError, Result, check

app = typer.Typer(no_args_is_help=True, add_completion=False, help="法定规则：核对情形文件，推算工作日。")

UNREADABLE = 2


@app.command("check")
def check_files(files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="情形文件（YAML）")]) -> None:
    """核对情形文件：每一问打印一行，最后给出通过和未通过的数目。"""
    passed = failed = unreadable = 0
    for file in files:
        try:
            for result in check(file):
                passed, failed = passed + result.ok, failed + (not result.ok)
                typer.echo(_line(file, result))
        except FileError as error:
            unreadable += 1
            typer.echo(f"错误：{error}", err=True)
    typer.echo(f"{passed} passed, {failed} failed")
    raise typer.Exit(UNREADABLE if unreadable else min(failed, 1))


@app.command()
def due(
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="起算日（当日不计），如 2026-02-10")],
    days: Annotated[int, typer.Option("--days", metavar="N", help="工作日数")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """推算期限届满日，并说明经过的每一天为什么计或者不计。"""
    first = _date(start)
    if days < 0:
        raise _stop(f"工作日数不能是负数：{days}。")
    try:
        last = calendar.add_workdays(first, days)
    except Refusal as refusal:
        raise _stop(str(refusal)) from None
    typer.echo(_json(_facts(first, days, last)) if as_json else _words(first, days, last))


def _line(file: Path, result: Result) -> str:
    where = f"{file.name}:{result.ask.spot.line} {result.scenario.title} · {result.ask.text}"
    if result.ok:
        return f"ok   {where}"
    wrong = [f"{key}: expected {_json(want)}, got {_json(got)}" for key, (want, got) in result.wrong.items()]
    return f"FAIL {where} · {'; '.join(wrong)}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _date(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise _stop(f"“{words}”不是日期，请写成 2026-02-10 的样子。") from None


def _stop(message: str) -> typer.Exit:
    typer.echo(f"错误：{message}", err=True)
    return typer.Exit(UNREADABLE)


def _facts(first: date, days: int, last: date) -> dict[str, Any]:
    return {
        "from": first,
        "days": days,
        "due": last,
        "provisional": calendar.is_provisional(last),
        "notices": [{"title": notice.title, "number": notice.number} for notice in _notices(first, last)],
        "ledger": [{"day": day.day, "status": day.status, "number": day.number} for day in _passed(first, days, last)],
        "calendar": calendar.version(),
    }


def _words(first: date, days: int, last: date) -> str:
    """The due day, what each day on the way counted for, and the notices that fix the holidays."""
    passed = _passed(first, days, last)
    why = [f"  {line}" for line in explain_briefly(passed)]
    made_up = "、".join(f"{day.day.month}月{day.day.day}日" for day in passed if calendar.is_make_up(day.day))
    why += [f"  其中{made_up}为调休上班"] if made_up else []
    sources = [f"依据：《{notice.title}》（{notice.number}）" for notice in _notices(first, last)]
    return "\n".join([f"自 {first} 起 {days} 个工作日，{last} 届满（起算日当日不计）。", *why, *sources])


def _passed(first: date, days: int, last: date) -> tuple[Day, ...]:
    """The days after the first, up to and including the last."""
    return ledger(Given(received=first, accepted=first, statutory=days, promised=days), (), last)[1:]


def _notices(first: date, last: date) -> list[calendar.Notice]:
    return [notice for year in range(first.year, last.year + 1) for notice in calendar.notices(year)]
