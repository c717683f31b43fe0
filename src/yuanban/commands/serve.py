import os
from typing import Annotated

import typer

app = typer.Typer(add_completion=False)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="监听地址，默认 127.0.0.1")] = None,
    port: Annotated[int | None, typer.Option(help="监听端口，默认 8000", min=1, max=65535)] = None,
) -> None:
    """启动网站和后台任务，按 Ctrl-C 一并停止。"""
    if host:
        os.environ["YUANBAN_HOST"] = host
    if port:
        os.environ["YUANBAN_PORT"] = str(port)
    import django

    django.setup()
    from yuanban.serve import serve

    serve()
