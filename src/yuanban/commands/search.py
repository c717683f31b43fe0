"""`yuanban search`: items as the portal finds them."""

import json
from typing import Annotated

import typer

app = typer.Typer(add_completion=False)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="词语...", help="事项名称、日常说法、拼音或首字母")],
    park: Annotated[
        str | None, typer.Option("--park", metavar="园区", help="园区编码或名称：该园区办理的排在前面")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="最多列出几项", min=1, max=1000)] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """按词语查找事项。"""
    from yuanban.catalogue.search import search as look_for
    from yuanban.serve import migrate

    migrate()
    found = look_for(" ".join(words), chosen(park) if park else None, limit)
    if as_json:
        typer.echo(json.dumps([as_dict(hit) for hit in found.hits], ensure_ascii=False))
        return
    typer.echo(f"找到{found.total}项" + (f"，列出前{len(found.hits)}项" if found.total > len(found.hits) else ""))
    for hit in found.hits:
        organ = hit.item.organ_name or (hit.item.organ.name if hit.item.organ else "")
        typer.echo(f"  {hit.item.name}　{organ}{'　本园区办理' if hit.in_park else ''}　{hit.why}\n    {hit.item.code}")


def chosen(told):
    from django.db.models import Q

    from yuanban.places.models import Park

    found = list(Park.objects.filter(Q(code=told) | Q(name=told) | Q(short=told))[:2])
    if len(found) != 1:
        typer.echo(
            f"{'有不止一个' if found else '没有'}编码或名称为“{told}”的园区。用 yuanban parks 查看全部园区。", err=True
        )
        raise typer.Exit(2)
    return found[0]


def as_dict(hit):
    item = hit.item
    organ = item.organ_name or (item.organ.name if item.organ else "")
    return {
        "code": item.code,
        "name": item.name,
        "organ": organ,
        "region": item.region_id,
        "in_park": hit.in_park,
        "why": hit.why,
    }
