"""`yuanban digest`: seal the ledger now and print its lines, to be kept where this database's keepers cannot reach."""

import datetime as dt
import json
from typing import Annotated

import typer

app = typer.Typer(add_completion=False)


@app.command()
def digest(
    since: Annotated[int, typer.Option(help="从第几次封存起打印")] = 0,
    seal: Annotated[bool, typer.Option("--seal/--no-seal", help="先封存新增的内容")] = True,
) -> None:
    """封存账本并逐行打印签名摘要。请把打印的内容存到系统以外，以后可以证明此前的记载没有改动。"""
    from yuanban.ledger.digests import line_of, seal_ledger
    from yuanban.ledger.models import Digest

    if seal:
        seal_ledger(dt.datetime.now(dt.UTC))
    for one in Digest.objects.filter(number__gte=since):
        typer.echo(json.dumps(line_of(one), ensure_ascii=False, sort_keys=True))
