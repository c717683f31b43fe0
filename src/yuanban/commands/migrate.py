import typer

from yuanban.serve import migrate as bring_up_to_date

app = typer.Typer(add_completion=False)


@app.command()
def migrate() -> None:
    """更新数据库结构。"""
    bring_up_to_date()
    print("数据库结构已是最新。")
