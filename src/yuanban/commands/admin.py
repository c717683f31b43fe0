"""`yuanban admin`: an administrator, made on the server; the first one has nobody else to make them."""

import datetime as dt
import getpass
import sys
from typing import Annotated

import typer

app = typer.Typer(add_completion=False)


@app.command()
def admin(
    username: Annotated[str, typer.Argument(metavar="账号", help="3至30个字符，小写字母开头")],
    name: Annotated[str, typer.Argument(metavar="姓名")],
    body: Annotated[str | None, typer.Option("--body", metavar="编码", help="所在单位的编码")] = None,
    body_name: Annotated[
        str | None, typer.Option("--body-name", metavar="名称", help="所在单位的名称；库中没有的，登记为组织")
    ] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="从标准输入读一行作为密码，不在终端询问")
    ] = False,
) -> None:
    """建立系统管理员：密码在终端输入两次，今天起任职。"""
    from yuanban.accounts.acting import system
    from yuanban.accounts.actions.appoint_admin import account_errors, appoint_admin
    from yuanban.ledger.invalid import Invalid
    from yuanban.serve import migrate

    migrate()
    actor = system(dt.datetime.now(dt.UTC))
    try:
        if errors := account_errors(username.strip()):
            raise Invalid(errors)
        known = body_of(body, body_name)
        person = appoint(appoint_admin, actor, username, name, password(password_stdin), known, body_name)
    except Invalid as problem:
        stop("\n".join(problem.errors.values()))
    post = person.posts.get()
    typer.echo(f"已建立系统管理员 {person.name}（账号 {person.username}，{post.body.name}）。现在可以登录。")


def appoint(make, actor, username, name, secret, body, body_name):
    """The body is registered together with the person, or not at all."""
    from django.db import transaction

    with transaction.atomic():
        return make(actor, username, name, secret, body or register(actor, body_name))


def body_of(code, name):
    """The body that was named; None when it is to be registered under a new name."""
    from yuanban.places.models import Body

    if code:
        found = Body.objects.filter(code=code).first()
        return found or stop(f"没有编码为“{code}”的单位。请核对编码，或者先用 yuanban import bodies 导入单位。")
    if name and name.strip():
        same = Body.objects.filter(name=name.strip())
        return same.first() if same.count() < 2 else stop(f"有不止一个单位叫“{name}”，请用 --body 写明编码。")
    if Body.objects.exists():
        stop("请用 --body 写明所在单位的编码，或者用 --body-name 写明名称。")
    stop("库里还没有单位。请先用 yuanban import bodies 导入，或者用 --body-name 登记管理员所在的单位。")


def register(actor, name):
    """登记为组织: it holds no power of any kind until the papers give it one."""
    from yuanban.exchange.kinds.bodies import made_code
    from yuanban.places.actions.keep_bodies import Entry, keep_bodies
    from yuanban.places.models import Body

    name = name.strip()[:120]
    fields = {"name": name, "kind": "organisation", "role": "institution", "standing": "none", "level": "county"}
    entry = Entry(made_code(name, ""), fields, given=Body.objects.filter(code=made_code(name, "")).exists())
    if entry.given:
        stop(f"单位编码“{entry.code}”已被占用，请用 --body 写明已有的单位。")
    keep_bodies(actor, [entry])
    return Body.objects.get(code=entry.code)


def password(from_stdin):
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        stop("这里不能询问密码。请在终端执行，或者加上 --password-stdin。")
    given = getpass.getpass("密码：")
    if getpass.getpass("再输入一次：") != given:
        stop("两次输入的密码不一样，没有建立账号。")
    return given


def stop(reason):
    typer.echo(reason, err=True)
    raise typer.Exit(2)
