"""`yuanban demo`: the sample town, its cast, and the server."""

import os
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

console = Console(stderr=True)


def demo(
    scale: Annotated[
        str, typer.Option(help="规模：town（一座城市、三个园区）、province（全省252个园区、一年的办件）")
    ] = "town",
    cases: Annotated[int | None, typer.Option(help="办件数量，town默认300，province默认20万")] = None,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="装入后启动网站")] = True,
) -> None:
    """装入演示数据（已有则跳过），打印演示账号，启动网站。"""
    from django.conf import settings

    from yuanban.serve import migrate

    if scale not in SCALES:
        raise typer.BadParameter(f"规模只有{'、'.join(SCALES)}。", param_hint="--scale")
    if not settings.LOOPBACK:
        typer.echo(
            f"演示账号的密码是公开的，只能在本机使用；现在监听的是 {settings.HOST}，请改用 127.0.0.1。", err=True
        )
        raise typer.Exit(2)
    migrate()
    SCALES[scale](cases)
    print_cast(settings.PUBLIC_URL)
    if serve:
        begin()


def begin() -> None:
    """
    The website as a program begun afresh, in this one's place.

    Filling has set papers in type, with threads that a fork leaves behind: a web server's workers, forked from here,
    would wait for them for ever at the first PDF.
    """
    from django.db import connections

    connections.close_all()
    os.execv(sys.executable, [sys.executable, "-m", "yuanban.cli", "serve"])  # noqa: S606 a program, no shell


def fill(cases: int | None) -> None:
    """All or nothing: a filling that is interrupted leaves the database as it was."""
    from django.db import transaction
    from django.utils import timezone

    from yuanban.accounts.acting import system
    from yuanban.accounts.demo import PASSWORD
    from yuanban.demo.load import load_world
    from yuanban.demo.town import Town
    from yuanban.insight import rollup
    from yuanban.insight.actions.audit_park import audit_park
    from yuanban.places.models import Park

    if Park.objects.exists():
        return
    cases = cases or 300
    with transaction.atomic(), Progress(console=console) as progress:
        task = progress.add_task("正在装入机构、园区、事项和授权文书", total=cases)
        load_world(PASSWORD)
        progress.update(task, description="正在逐件办理演示办件")
        done = Town(timezone.now(), cases, tick=lambda: progress.advance(task)).run()
        for park in Park.objects.filter(centre__isnull=False):
            audit_park(system(timezone.now()), park)
        rollup.advance()
    console.print(f"演示数据就绪：{done}件办件。")


def fill_province(cases: int | None) -> None:
    """In steps, each whole by itself; one that was interrupted is found at the next start and not built upon."""
    from django.utils import timezone

    from yuanban.accounts.demo import PASSWORD
    from yuanban.demo.province.load import YEARLY, load, unfinished
    from yuanban.places.models import Park

    if unfinished():
        typer.echo("上一次装入全省演示数据没有完成。请清空数据库（或者删除数据文件夹）以后重新装入。", err=True)
        raise typer.Exit(1)
    if Park.objects.exists():
        return
    cases = cases or YEARLY
    with Progress(console=console) as progress:
        task = progress.add_task("", total=cases)

        def tick(done: int, what: str | None = None) -> None:
            progress.update(task, advance=done, description=what)

        load(timezone.now(), PASSWORD, cases, tick=tick)
    console.print("全省演示数据就绪。")


SCALES = {"town": fill, "province": fill_province}


def print_cast(url: str) -> None:
    from yuanban.accounts.demo import PASSWORD
    from yuanban.accounts.models import Person

    table = Table(title=f"演示账号（密码均为 {PASSWORD}），登录地址 {url}/sign-in/")
    for heading in ("账号", "姓名", "可以试什么"):
        table.add_column(heading, overflow="fold")  # Chinese has no spaces to wrap at
    for person in Person.objects.exclude(demo_note="").order_by("pk"):
        table.add_row(person.username, person.name, person.demo_note)
    console.print(table)


app = typer.Typer(add_completion=False)
app.command()(demo)
