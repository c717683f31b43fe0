"""`yuanban archive`: check a file against its own list and this database, or write the files of closed cases into a folder."""

import datetime as dt
import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

app = typer.Typer(add_completion=False, no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="输出 JSON")]


@app.callback()
def top() -> None:
    """电子档案：核对、导出。"""


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="文件", exists=True, dir_okay=False)], as_json: Json = False
) -> None:
    """核对一份电子档案：先核对它自己，再与库中的办件比较。"""
    from dataclasses import asdict

    from yuanban.archive.comparing import compare
    from yuanban.archive.packing import Broken

    try:
        verdict = compare(file)
    except Broken as problem:
        typer.echo(json.dumps({"wrong": [str(problem)]}, ensure_ascii=False) if as_json else str(problem))
        raise typer.Exit(1) from None
    if as_json:
        typer.echo(json.dumps(asdict(verdict), ensure_ascii=False))
    else:
        from yuanban.commands.verify import told

        typer.echo(told(file, verdict))
    raise typer.Exit(0 if verdict.whole else 1)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="导出到哪里")],
    park: Annotated[str, typer.Option(help="园区编码")] = "",
    year: Annotated[int, typer.Option(help="办结年份")] = 0,
) -> None:
    """把已经办结的件逐件导出为电子档案；没有归档的先归档；已经导出的跳过。"""
    from yuanban.accounts.acting import system
    from yuanban.archive.exporting import chosen, file_of, put_into

    actor = system(dt.datetime.now(dt.UTC))
    folder.mkdir(parents=True, exist_ok=True)
    numbers = list(chosen(park, year or None).values_list("number", flat=True))
    for number in track(numbers, "正在导出", console=Console(stderr=True)):
        put_into(folder, file_of(actor, number))
    typer.echo(f"{len(numbers)}件已在 {folder}。")
