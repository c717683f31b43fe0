"""`yuanban verify`: the proof of cases, one line for each difference; of packages, without a database."""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

Numbers = Annotated[
    list[str] | None,
    typer.Argument(metavar="[办件编号或文件]...", help="办件编号；或者自证包、电子档案文件（不连接数据库）"),
]


def verify(
    numbers: Numbers = None,
    everything: Annotated[bool, typer.Option("--all", help="核验全部办件、授权文书和文件")] = False,
    sample: Annotated[int, typer.Option(help="与 --all 同用：每一类只随机抽这么多项")] = 0,
    jobs: Annotated[int, typer.Option(min=1, help="与 --all 同用：几个进程同时核验")] = os.cpu_count() or 1,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """核验账本：重算每个事件的摘要、每个办件的期限和权限，有一处不符即以 1 退出。"""
    packages = [Path(one) for one in numbers or [] if Path(one).is_file()]
    if packages:
        raise typer.Exit(verify_packages(packages, as_json))
    if not numbers and not everything:
        typer.echo("请给出办件编号或者文件，或者使用 --all 核验全部。", err=True)
        raise typer.Exit(2)
    from yuanban.commands.verifying import in_order
    from yuanban.exchange.verify import how_much_to_verify, parts_to_verify

    parts = parts_to_verify(sample) if everything else [("case", numbers)]
    total, checked = how_much_to_verify(sample) if everything else len(numbers or []), 0
    console = Console(stderr=True)
    found: list[str] = []
    with Progress(console=console, disable=as_json or not sys.stderr.isatty()) as progress:
        task = progress.add_task("正在核验", total=total)
        for many, said in in_order(parts, jobs if everything else 1):
            checked += many
            progress.advance(task, many)
            found += said
            if found and not as_json:
                break
    report(found, checked, as_json)
    raise typer.Exit(1 if found else 0)


def verify_packages(files: list[Path], as_json: bool) -> int:
    """0 when every file is whole, 1 when one is not."""
    from yuanban.archive.checking import Verdict, check
    from yuanban.archive.packing import Broken

    verdicts = []
    for file in files:
        try:
            verdicts.append(check(file))
        except Broken as problem:
            verdicts.append(Verdict("文件", file.name, wrong=[str(problem)]))
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in verdicts], ensure_ascii=False))
    else:
        typer.echo("\n\n".join(told(file, one) for file, one in zip(files, verdicts, strict=True)))
    return int(not all(one.whole for one in verdicts))


def told(file: Path, verdict) -> str:
    head = f"{file.name}：{verdict.kind}，{verdict.title}"
    if verdict.wrong:
        return "\n".join([head, *(f"  不符：{line}" for line in verdict.wrong)])
    return "\n".join(
        [head, *(f"  已证明：{line}" for line in verdict.proven), *(f"  未证明：{line}" for line in verdict.unproven)]
    )


def report(found: list[str], checked: int, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"checked": checked, "differences": found}, ensure_ascii=False))
    elif found:
        typer.echo("\n".join(found))
    else:
        typer.echo(f"核验了{checked}项，全部一致。")


app = typer.Typer(add_completion=False)
app.command()(verify)
