"""`yuanban insight`: the rollups behind the boards — proven against a recount, brought up to date, built anew."""

import json
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

app = typer.Typer(add_completion=False, no_args_is_help=True, help="看板的汇总：核对、更新、重建。")
Json = Annotated[bool, typer.Option("--json", help="输出 JSON")]


@app.command()
def recount(as_json: Json = False) -> None:
    """从办件重新统计，与汇总逐格比较；有一处不同即以 1 退出。"""
    from yuanban.cases.models import Case
    from yuanban.insight.recount import recount as again
    from yuanban.serve import migrate

    migrate()
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("正在重新统计", total=Case.objects.count())
        number, found = again(lambda: progress.advance(task))
    if as_json:
        typer.echo(json.dumps({"cases": number, "differences": found}, ensure_ascii=False))
    else:
        typer.echo("\n".join(found) if found else f"重新统计了{number}件办件，与汇总完全一致。")
    raise typer.Exit(1 if found else 0)


@app.command()
def advance() -> None:
    """把还没有计入的变化计入汇总（后台每分钟自动进行）。"""
    from yuanban.insight.rollup import advance as take_up
    from yuanban.serve import migrate

    migrate()
    typer.echo(f"计入了{take_up()}次变化。")


@app.command()
def rebuild() -> None:
    """清空汇总，从全部办件重新建立。"""
    from yuanban.insight.rollup import rebuild as again
    from yuanban.serve import migrate

    migrate()
    typer.echo(f"已从{again()}件办件重新建立汇总。")
