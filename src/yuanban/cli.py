"""`yuanban`: each command is a module of yuanban.commands with an `app`, imported only when it is called."""

import os
import sys
from importlib import import_module
from typing import Any

import typer
from typer import rich_utils
from typer.core import TyperGroup
from typer.main import get_command

WITHOUT_DJANGO = {"law", "serve"}
COMMANDS = {
    "serve": ("serve", "启动网站和后台任务"),
    "demo": ("demo", "装入演示数据并启动"),
    "admin": ("admin", "建立第一个系统管理员"),
    "law": ("law", "法律引擎：检查案例、推算工作日"),
    "import": ("imports", "导入事项、园区、区划表格"),
    "parks": ("parks", "列出园区"),
    "search": ("search", "按词语查找事项"),
    "plan": ("plan", "某事项在某园区依法怎样办"),
    "coverage": ("coverage", "某园区的每个事项依法能办到哪一步"),
    "verify": ("verify", "核验办件的记录、授权和时限；核验自证包和电子档案"),
    "archive": ("archive", "电子档案：核对、导出"),
    "digest": ("digest", "封存账本，打印签名摘要"),
    "files": ("files", "存储的文件：检查、更换密钥"),
    "insight": ("insight", "看板的汇总：核对、更新、重建"),
    "report": ("report", "三组数据：从办件和各项服务的记录统计"),
    "migrate": ("migrate", "更新数据库结构"),
    "db": ("database", "内置数据库：启动、停止、地址"),
}


class Commands(TyperGroup):
    def list_commands(self, ctx):
        return list(COMMANDS)

    def get_command(self, ctx, name):
        """Only a name and a line for the list; the module behind it may be slow to import."""
        return get_command(_listed(name)) if name in COMMANDS else None

    def resolve_command(self, ctx, args):
        if args[0] not in COMMANDS:
            ctx.fail(f"没有命令 {args[0]}。")
        name, command, rest = super().resolve_command(ctx, args)
        return name, command and load(name), rest


def _listed(name):
    app = typer.Typer(add_completion=False)
    app.command(name, help=COMMANDS[name][1])(lambda: None)
    return app


def load(name):
    """The real command, with Django ready if it needs it."""
    if name not in WITHOUT_DJANGO:
        import django

        django.setup()
    command = get_command(import_module(f"yuanban.commands.{COMMANDS[name][0]}").app)
    command.name = name
    return command


app = typer.Typer(cls=Commands, add_completion=False, no_args_is_help=True, help="园办：企业办事不出园区。")


@app.callback()
def top():
    pass


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuanban.settings")
    _speak_chinese()
    try:
        code = get_command(app).main(prog_name="yuanban", standalone_mode=False)
    except typer.Abort:
        sys.exit("已取消。")
    except Exception as error:
        reason = _explain(error)
        if reason is None:
            raise
        sys.exit(reason or 2)
    sys.exit(code if isinstance(code, int) else 0)


def _speak_chinese() -> None:
    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.DEFAULT_STRING = "[默认：{}]"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"


def _explain(error: Exception) -> str | None:
    """Reasons that lie with the caller or outside the program need a line, not a traceback."""
    from django.db import OperationalError

    from yuanban.postgres import PostgresError

    if isinstance(error, PostgresError):
        return str(error)
    if isinstance(error, OperationalError):
        return f"数据库连接不上或中断：{error}请检查 DATABASE_URL，或用 yuanban db start 启动内置数据库。"
    return _usage(error) if hasattr(error, "format_message") else None


def _usage(error: Any) -> str:
    if type(error).__name__ == "NoArgsIsHelpError":
        return error.message
    param = getattr(error, "param", None)
    hint = param.get_error_hint() if param else ""
    kinds = {
        "NoSuchOption": f"没有选项 {getattr(error, 'option_name', '')}。",
        "MissingParameter": f"缺少 {hint}。",
        "BadParameter": f"{hint} 的值不正确：{error.message}",
    }
    path = error.ctx.command_path if error.ctx else "yuanban"
    return f"{kinds.get(type(error).__name__, error.message)}\n用 {path} --help 查看用法。"


if __name__ == "__main__":
    main()
