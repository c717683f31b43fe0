import typer
from django.conf import settings

from yuanban import postgres

app = typer.Typer(add_completion=False, no_args_is_help=True, help="内置数据库：启动、停止、地址。")


@app.command()
def start() -> None:
    """启动内置数据库，打印它的地址。"""
    print(postgres.start(_folder()))


@app.command()
def stop() -> None:
    """停止内置数据库。"""
    print("内置数据库已停止。" if postgres.stop(_folder()) else "内置数据库没有在运行。")


@app.command()
def url() -> None:
    """打印内置数据库的地址。"""
    found = postgres.url(_folder())
    if not found:
        raise postgres.PostgresError("内置数据库没有在运行。用 yuanban db start 启动。")
    print(found)


def _folder():
    if settings.DATABASES["default"]["ENGINE"] != "yuanban.postgres":
        raise postgres.PostgresError("已用 DATABASE_URL 指定了数据库服务器，内置数据库没有使用。")
    return settings.POSTGRES
