"""`yuanban coverage`: how far one park may lawfully go with each item, and the next rung of each."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, track

from yuanban.commands.plan import day_of, require


def coverage(
    park: Annotated[str, typer.Option(help="园区代码，见 yuanban parks")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，含下一级台阶")] = False,
    xlsx: Annotated[Path | None, typer.Option(help="另存为表格，例如 覆盖.xlsx")] = None,
) -> None:
    """某园区的每个事项依法能办到哪一步：方式、由谁以谁的名义决定、依据的文书，或者差在哪一条。"""
    from yuanban.mandates.coverage_queries import matrix, told
    from yuanban.places.models import Park
    from yuanban.serve import migrate

    migrate()
    found, day = Park.objects.filter(code=park).first(), day_of("")
    require(found is not None, f"没有代码为“{park}”的园区，请用 yuanban parks 查看。")
    require(hasattr(found, "centre"), f"{found.name}还没有政务服务中心，没有可以推算的事项。" if found else "")
    bring_up(day)
    rows, _ = matrix(found, day)
    if as_json:
        typer.echo(json.dumps(as_dicts(found, rows, day), ensure_ascii=False))
    told(rows, day)
    if xlsx:
        save(xlsx, found, rows, day)
    if not as_json:
        typer.echo(described(found, rows))


def bring_up(day):
    """A matrix that is computed from the beginning takes its time, and shows how far it is."""
    from yuanban.mandates.coverage_store import refresh

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("正在推算覆盖矩阵", total=None)
        refresh(day, starts=lambda total: progress.update(task, total=total), tick=lambda: progress.advance(task))


def as_dicts(park, rows, day):
    rungs = next_rungs(park, rows, day)
    return [
        {
            "item": row.code,
            "name": row.name,
            "place": row.place or None,
            "mode": row.mode or None,
            "rule": row.rule or None,
            "because": row.because or None,
            "missing": row.missing,
            "decides": row.decides or None,
            "in_name_of": row.in_name_of or None,
            "days": row.days,
            "visits": row.visits,
            "instruments": row.instruments,
            "next_rung": rungs.get(row.code),
        }
        for row in rows
    ]


def next_rungs(park, rows, day):
    """{item: the easiest set of papers that would move it up, and who signs them}."""
    from yuanban.law.rungs import ladder
    from yuanban.mandates.coverage_places import facing
    from yuanban.mandates.ladders import stay_of
    from yuanban.mandates.planning import alone
    from yuanban.mandates.world import picture

    now = picture()
    world, stay = now.on(day), stay_of(now, park.code, day)
    views = {place: facing(world, park.code, place) for place in {row.place for row in rows}}
    known = [row for row in rows if row.code in world.items]
    console = Console(stderr=True)
    seen = track(known, "正在推算下一级台阶", console=console, transient=True, disable=not sys.stderr.isatty())
    return {r.code: rung_of(ladder(views[r.place], park.code, r.code, day, alone(), stay).next) for r in seen}


def rung_of(rung):
    if rung is None:
        return None
    papers = [{"kind": one.kind, "from": one.giver, "to": one.to, "changes": list(one.changes)} for one in rung.wanted]
    signers = dict.fromkeys(body for one in rung.wanted for body in one.signers)
    return {"mode": rung.mode, "papers": papers, "signed_by": list(signers), "wish": rung.wish}


def save(file, park, rows, day):
    from yuanban.mandates.coverage_xlsx import book

    try:
        file.write_bytes(book(park, rows, day))
    except OSError as problem:
        typer.echo(f"不能写入 {file}：{problem.strerror}。请换一个文件夹。", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"已存为 {file}。", err=True)


def described(park, rows):
    from yuanban.mandates.coverage_queries import standings

    if not rows:
        return f"{park.name}还没有可以推算的事项：请先公布本类园区的参考清单，或者在园策中开办事项。"
    counted, names = Counter(row.standing for row in rows), standings()
    lines = [line(row, names) for row in rows]
    total = "，".join(f"{name}{counted[key]}项" for key, name in names.items() if counted[key])
    return "\n".join([*lines, f"{park.name}共{len(rows)}项：{total}。"])


def line(row, names):
    if not row.mode:
        return f"{row.name}（{row.organ}）　{names[row.standing]}　{row.because}"
    who = row.decider + ("" if row.in_name_of == row.decides else f"（以{row.name_of}名义）")
    return f"{row.name}（{row.organ}）　{names[row.mode]}　由{who}决定，承诺{row.days}个工作日，出园{row.visits}次"


app = typer.Typer(add_completion=False)
app.command()(coverage)
