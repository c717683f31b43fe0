"""`yuanban import`: items, parks, regions, bodies, instruments and calendar notices from the tables that offices keep."""

import datetime as dt
import json
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

app = typer.Typer(add_completion=False)
SHOWN = 20
TITLES = {
    "items": "事项",
    "parks": "园区",
    "regions": "区划",
    "bodies": "主体",
    "instruments": "授权文书",
    "calendar": "工作日历",
    "bundles": "一件事",
    "support": "支持事项",
}


class Kind(StrEnum):
    items = "items"
    parks = "parks"
    regions = "regions"
    bodies = "bodies"
    instruments = "instruments"
    calendar = "calendar"
    bundles = "bundles"
    support = "support"


@app.command()
def imports(
    kind: Annotated[
        Kind,
        typer.Argument(
            metavar="种类",
            help="items 事项 · parks 园区 · regions 区划 · bodies 主体 · instruments 授权文书 · calendar 工作日历 · bundles 一件事 · support 支持事项",
        ),
    ],
    file: Annotated[Path, typer.Argument(metavar="文件", help="xlsx、csv 或 json")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只试算，不写入")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """导入表格：列名自动对应，逐行说明结果；退回的行连同原因写在原文件旁边。"""
    from yuanban.accounts.acting import system
    from yuanban.exchange.read import Unreadable
    from yuanban.exchange.run import run
    from yuanban.serve import migrate

    migrate()
    console = Console(stderr=True)
    try:
        report = run(
            kind.value,
            file,
            system(dt.datetime.now(dt.UTC)),
            dry_run,
            lambda rows: track(rows, "正在核对", console=console),
        )
    except Unreadable as problem:
        refuse(str(problem), as_json)
    if as_json:
        typer.echo(json.dumps(report.as_dict(), ensure_ascii=False, default=str))
    else:
        tell(report, dry_run)


def refuse(text, as_json):
    if as_json:
        message = {"sheet": "", "row": None, "level": "refused", "text": text}
        typer.echo(
            json.dumps(
                {"accepted": 0, "warned": 0, "rejected": 0, "unchanged": 0, "messages": [message], "rejects": None},
                ensure_ascii=False,
            )
        )
    typer.echo(text, err=True)
    raise typer.Exit(2)


def tell(report, dry_run):
    counts = report.counts()
    typer.echo(f"{TITLES[report.kind]}共{len(report.rows)}行{'（试算，未写入）' if dry_run else ''}")
    for name, title in (
        ("accepted", "接受"),
        ("warned", "接受但需留意"),
        ("rejected", "退回"),
        ("unchanged", "其中与库中一致、未改动"),
    ):
        typer.echo(f"  {title}：{counts[name]}")
    lines = list(grouped(report.messages()))
    for line in lines[:SHOWN]:
        typer.echo(f"  · {line}")
    if len(lines) > SHOWN:
        typer.echo(f"  ……另有{len(lines) - SHOWN}类，用 --json 查看全部。")
    if report.rejects:
        typer.echo(f"退回的行及原因已写入 {report.rejects}，改正后可以直接导入该文件。")


def grouped(messages):
    """One line for messages that differ only in what they quote."""
    groups: dict[str, list] = {}
    for message in messages:
        groups.setdefault(re.sub("“[^”]*”", "“…”", message["text"]), []).append(message)
    for shape, same in groups.items():
        text = same[0]["text"] if len({message["text"] for message in same}) == 1 else shape
        rows = [str(message["row"]) for message in same if message["row"]]
        more = f"等{len(rows)}行" if len(rows) > 5 else "行"
        yield f"第{'、'.join(rows[:5])}{more}：{text}" if rows else text
