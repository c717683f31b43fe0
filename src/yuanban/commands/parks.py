"""`yuanban parks`: what parks there are."""

import json
from typing import Annotated

import typer

app = typer.Typer(add_completion=False)


@app.command()
def parks(as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False) -> None:
    """列出园区。"""
    from yuanban.places.models import Park
    from yuanban.serve import migrate

    migrate()
    rows = [as_dict(park) for park in Park.objects.select_related("city", "centre").order_by("city", "code")]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        kind = Park.KINDS[row["kind"]]
        typer.echo(
            f"{row['code']}　{row['name']}　{kind}　{row['city'] or '所在市州未标明'}　{row['centre'] or '无政务服务中心'}"
        )
    typer.echo(f"共{len(rows)}个园区。")


def as_dict(park):
    centre = getattr(park, "centre", None)
    return {
        "code": park.code,
        "name": park.name,
        "kind": park.kind,
        "city": park.city.name if park.city else None,
        "centre": centre.name if centre else None,
    }
