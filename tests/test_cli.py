"""`yuanban`: its commands exist, it answers wrong use in words, and the law needs no web."""

import subprocess
import sys

import pytest

from yuanban import cli

WITHOUT_DJANGO = "import sys; from yuanban import cli; cli.load('law'); print('django' in sys.modules)"


def yuanban(*arguments):
    return subprocess.run([sys.executable, "-m", "yuanban.cli", *arguments], capture_output=True, text=True)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_listed_command_is_there_and_explains_itself(name):
    command = cli.load(name)
    assert command.name == name
    assert command.help


def test_the_list_of_commands_is_chinese():
    shown = yuanban("--help").stdout
    assert all(name in shown and line in shown for name, (_, line) in cli.COMMANDS.items())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nonsense"], "没有命令 nonsense。"),
        (["serve", "--nonsense"], "没有选项 --nonsense。"),
        (["serve", "--port", "x"], "'--port' 的值不正确"),
    ],
)
def test_wrong_use_is_answered_in_words(arguments, says):
    done = yuanban(*arguments)
    assert done.returncode == 1
    assert says in done.stderr
    assert "--help 查看用法" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_command_shows_the_list():
    done = yuanban()
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_law_is_reached_without_django():
    done = subprocess.run([sys.executable, "-c", WITHOUT_DJANGO], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
