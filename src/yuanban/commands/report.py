"""`yuanban report`: figures of the whole province, computed from the rows of this database."""

import json
from typing import Annotated

import typer

from yuanban.commands.plan import day_of, require

app = typer.Typer(add_completion=False, no_args_is_help=True, help="三组数据：从办件和各项服务的记录统计。")


@app.callback()
def about() -> None:
    """三组数据：从办件和各项服务的记录统计。"""


@app.command("three-data")
def three_data(
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，含每个数字的查询")] = False,
    first: Annotated[str, typer.Option("--from", help="起始日期，如 2026-01-01，默认从头算起")] = "",
    last: Annotated[str, typer.Option("--to", help="截止日期，如 2026-11-26，默认今天")] = "",
) -> None:
    """审批、审批以外的服务、创建计划三组数据，与2023年9月的报道对照；都从本库的记录统计。"""
    from yuanban.insight.three_data import Scope, report
    from yuanban.insight.three_data import as_json as said
    from yuanban.insight.three_data_figures import GROUPS
    from yuanban.serve import migrate

    scope = Scope(day_of(last), day_of(first) if first else None)
    require(scope.first is None or scope.first <= scope.last, "起始日期不能晚于截止日期。")
    migrate()
    answers = report(GROUPS, scope)
    typer.echo(json.dumps(said(answers, scope), ensure_ascii=False, indent=2) if as_json else described(answers))


def described(answers):
    lines = []
    for group, found in answers:
        lines += [f"【{group.name}】", *map(line, found)]
    return "\n".join(lines)


def line(one):
    article = one.figure.article
    return f"{one.figure.name}：本库为{one.said}" + (f"，文章为{article.said}" if article else "")
