"""`yuanban plan`: the lawful way through for one matter, or the rule that stands against it."""

import datetime as dt
import json
from typing import Annotated

import typer


def plan(
    park: Annotated[str, typer.Option(help="园区代码，见 yuanban parks")],
    item: Annotated[str, typer.Option(help="事项编码，见 yuanban search")],
    fact: Annotated[list[str] | None, typer.Option(help="本件的情况，如 investment_wan=3000，可以多次给出")] = None,
    on: Annotated[str, typer.Option(help="日期，如 2026-03-02，默认今天")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """某事项在某园区依法怎样办：每一步由谁、以谁的名义、依据哪些文书；不能办的，说明是哪一条规则。"""
    from yuanban.law.modes import Plan, to_json
    from yuanban.mandates.planning import planned_in as prove
    from yuanban.mandates.world import world

    day, facts = day_of(on), facts_of(fact or [])
    now = world(day)
    require(park in now.parks, f"没有代码为“{park}”的园区，请用 yuanban parks 查看。")
    require(bool(now.parks[park].places), f"园区“{park}”还没有所在的县（市、区），不能推算；请先补全园区资料。")
    require(item in now.items, f"没有编码为“{item}”、{day}有效的事项，请用 yuanban search 查找。")
    answer = prove(now, park, item, day, facts)
    if isinstance(answer, Plan):
        typer.echo(json.dumps(to_json(answer), ensure_ascii=False) if as_json else described(answer, now))
        return
    typer.echo(json.dumps(refused(answer), ensure_ascii=False) if as_json else answer.because)
    raise typer.Exit(1)


def day_of(text):
    try:
        return dt.date.fromisoformat(text) if text else dt.datetime.now(dt.UTC).astimezone().date()
    except ValueError:
        raise typer.BadParameter(f"“{text}”不是日期，应如 2026-03-02。") from None


def facts_of(pairs):
    require(all("=" in pair for pair in pairs), "情况应写成 名称=值，例如 investment_wan=3000。")
    return {key: value_of(value) for key, value in (pair.split("=", 1) for pair in pairs)}


def value_of(text):
    """Numbers and true/false are what they look like; anything else is text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def require(holds, otherwise):
    if not holds:
        typer.echo(otherwise, err=True)
        raise typer.Exit(2)


def refused(answer):
    missing = list(getattr(answer, "missing", ()))
    return {"mode": None, "rule": answer.rule, "because": answer.because, "missing": missing}


def described(found, now):
    from yuanban.law.modes import load_modes
    from yuanban.law.plans import STEPS

    lines = [f"办理模式：{load_modes()[found.mode].name}（承诺{found.days}个工作日，出园{found.trips_outside}次）"]
    for step in found.steps:
        papers = "、".join(now.instruments[code].title or code for code in step.chain)
        who = now.name(step.actor)
        name = "" if step.in_name_of in (step.actor, "applicant") else f"，以{now.name(step.in_name_of)}名义"
        lines.append(f"{STEPS[step.power]}：{who}{name}{papers and f'（依据：{papers}）'}")
    lines += [f"未采用 {load_modes()[mode].name}：{because}" for mode, _, because in found.passed_over]
    return "\n".join(lines)


app = typer.Typer(add_completion=False)
app.command()(plan)
