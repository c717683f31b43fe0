"""`yuanban verify`: the proof of cases, one line for each difference."""

import json
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

Numbers = Annotated[list[str] | None, typer.Argument(metavar="[办件编号]...", help="要核验的办件编号")]


def verify(
    numbers: Numbers = None,
    everything: Annotated[bool, typer.Option("--all", help="核验全部办件、授权文书和文件")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """核验账本：重算每个事件的摘要、每个办件的期限和权限，有一处不符即以 1 退出。"""
    from yuanban.exchange.verify import differences_of, everything_to_verify

    if not numbers and not everything:
        typer.echo("请给出办件编号，或者使用 --all 核验全部。", err=True)
        raise typer.Exit(2)
    work = everything_to_verify() if everything else [("case", number) for number in numbers or []]
    console = Console(stderr=True)
    found = []
    for kind, key in track(work, "正在核验", console=console, disable=as_json or not sys.stderr.isatty()):
        found += differences_of(kind, key)
        if found and not as_json:
            break
    report(found, len(work), as_json)
    raise typer.Exit(1 if found else 0)


def report(found: list[str], checked: int, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"checked": checked, "differences": found}, ensure_ascii=False))
    elif found:
        typer.echo("\n".join(found))
    else:
        typer.echo(f"核验了{checked}项，全部一致。")


app = typer.Typer(add_completion=False)
app.command()(verify)
