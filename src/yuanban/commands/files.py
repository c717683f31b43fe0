"""`yuanban files`: the stored files: how they lie there, whether they are whole, and with a new key."""

import sys
from collections import Counter
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.callback()
def top() -> None:
    """存储的文件：检查、更换密钥。"""


@app.command()
def check() -> None:
    """逐个打开存储的文件，按加密方式和密钥计数；有打不开的，以 1 退出。"""
    from yuanban.ledger import envelope, files

    told: Counter[str] = Counter()
    broken = []
    for path in shown(files.everything(), "正在检查"):
        sealed = envelope.sealed_with(path.read_bytes())
        told[f"{sealed[0]}，密钥{sealed[1]}" if sealed else "没有加密"] += 1
        try:
            files.bytes_of(path.name)
        except envelope.Damaged as problem:
            broken.append(str(problem))
    for how, number in sorted(told.items()):
        typer.echo(f"{how}：{number}个")
    typer.echo(scanning())
    finish(broken, "全部可以打开。")


@app.command()
def rekey(
    new: Annotated[bool, typer.Option("--new-key/--same-key", help="先生成一把新密钥；或者只按现在的设置改写")] = True,
) -> None:
    """用新密钥改写全部文件；没有加密的一并加密。旧密钥留在密钥文件里，供打开以前的备份。"""
    from django.conf import settings

    from yuanban.ledger import envelope, file_keys, files

    if new and settings.FILE_CIPHER != "none":
        typer.echo(f"新密钥 {file_keys.add(settings.FILE_KEY).id.hex()}，请备份 {settings.FILE_KEY}。")
    changed, broken = 0, []
    for path in shown(files.everything(), "正在改写"):
        try:
            changed += files.reseal(path)
        except envelope.Damaged as problem:
            broken.append(str(problem))
    finish(broken, f"改写了{changed}个文件。")


def scanning() -> str:
    from django.conf import settings

    if settings.CLAMAV:
        return f"病毒检查：{settings.CLAMAV}，没有应答时不收取文件。"
    return "病毒检查：没有设置（YUANBAN_CLAMAV），上传的文件不检查病毒。"


def shown(work, what):
    return track(work, what, console=Console(stderr=True), disable=not sys.stderr.isatty())


def finish(broken, said):
    if broken:
        typer.echo("\n".join(broken), err=True)
    typer.echo(f"有{len(broken)}个文件打不开，没有动它们；其余正常。" if broken else said)
    raise typer.Exit(1 if broken else 0)
