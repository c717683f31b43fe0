"""Reads YAML written by hand: an unknown key, a key given twice or a value of the wrong kind is an error with its line."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

UNREADABLE = {
    FileNotFoundError: "没有这个文件",
    IsADirectoryError: "是文件夹，不是文件",
    PermissionError: "没有读取这个文件的权限",
}
KINDS_OF_VALUE = {str: "文字", int: "整数", bool: "true 或 false", date: "日期"}


class FileError(ValueError):
    """A file that cannot be read; `str()` names the file, the line and what is wrong, in Chinese."""


class Table(dict[Any, Any]):
    """A mapping that remembers where it and each of its keys stand."""

    line: int
    lines: dict[Any, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file, for messages."""

    file: str
    path: str
    line: int

    @property
    def key(self) -> str:
        return self.path.rpartition(".")[2]

    def error(self, message: str) -> FileError:
        where = f"“{self.path}”" if self.path else ""
        return FileError(f"{self.file} 第 {self.line} 行{where}：{message}")

    def at(self, key: Any, line: int | None = None) -> "Spot":
        return Spot(self.file, f"{self.path}.{key}" if self.path else str(key), line or self.line)


Parser = Callable[[Any, Spot], Any]


class _Loader(yaml.SafeLoader):
    file = ""


def _construct_table(loader: _Loader, node: yaml.MappingNode) -> Table:
    _refuse_repeats(loader, node)
    loader.flatten_mapping(node)
    table, table_lines = Table(), {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, Hashable):
            raise Spot(loader.file, "", key_node.start_mark.line + 1).error("键必须是单个的词")
        table[key] = loader.construct_object(value_node, deep=True)
        table_lines[key] = key_node.start_mark.line + 1
    table.line, table.lines = node.start_mark.line + 1, table_lines
    return table


def _refuse_repeats(loader: _Loader, node: yaml.MappingNode) -> None:
    seen = set()
    for key_node, _ in node.value:
        if key_node.value in seen and key_node.tag != "tag:yaml.org,2002:merge":
            raise Spot(loader.file, "", key_node.start_mark.line + 1).error(f"键“{key_node.value}”重复出现")
        seen.add(str(key_node.value))


def _construct_day(loader: _Loader, node: yaml.ScalarNode) -> Any:
    """A day that does not exist stays text, so that the parser of its key can say where it stands."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


_Loader.add_constructor("tag:yaml.org,2002:map", _construct_table)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _construct_day)


def load(file: Path) -> Any:
    """The content of a YAML file, its mappings as Tables; raises FileError."""
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise FileError(f"{file}：{UNREADABLE.get(type(error), '无法读取')}") from error
    except UnicodeDecodeError as error:
        raise FileError(f"{file}：不是 UTF-8 编码的文本文件") from error
    return parse(text, file.name)


def parse(text: str, name: str) -> Any:
    """The content of YAML text; `name` stands for the file in messages."""
    try:
        loader = _Loader(text)
        loader.file = name
        return loader.get_single_data()
    except FileError:
        raise
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f" 第 {mark.line + 1} 行" if mark else ""
        raise FileError(f"{name}{line}：不是正确的 YAML（{getattr(error, 'problem', None) or error}）") from error


def table(value: Any, spot: Spot) -> Table:
    if isinstance(value, Table):
        return value
    raise spot.error("这里应当是“键: 值”")


def fields(value: Any, spot: Spot, known: Mapping[str, Parser], required: Iterable[str] = ()) -> dict[str, Any]:
    """A mapping with these keys only, each read by its parser. A null is as good as no key."""
    source = table(value, spot)
    spot = Spot(spot.file, spot.path, source.line)
    for key in source:
        if key not in known:
            raise spot.at(key, source.lines[key]).error(_unknown(key, known))
    missing = [key for key in required if source.get(key) is None]
    if missing:
        raise spot.error(f"缺少 {'、'.join(missing)}")
    given = {key: item for key, item in source.items() if item is not None}
    return {key: known[key](item, spot.at(key, source.lines[key])) for key, item in given.items()}


def _unknown(key: Any, known: Iterable[str]) -> str:
    if key is True:
        return "YAML 把不加引号的 on、yes 读作 true，不能作键；日期请用 day"
    known = sorted(known)
    near = get_close_matches(str(key), known, n=1)
    hint = f"，是否应为“{near[0]}”" if near else ""
    return f"不认识的键“{key}”{hint}（可用的键：{'、'.join(known)}）"


def _of(kind: type, *also: type) -> Parser:
    def parse_value(value: Any, spot: Spot) -> Any:
        if type(value) in (kind, *also):
            return value
        raise spot.error(f"“{value}”应当是{KINDS_OF_VALUE[kind]}")

    return parse_value


flag = _of(bool)
_number = _of(int)


def text(value: Any, spot: Spot) -> str:
    if type(value) not in (str, int) or value == "":
        raise spot.error(f"“{value}”应当是文字")
    return str(value)


def whole(value: Any, spot: Spot) -> int:
    """A whole number from 0 up."""
    number: int = _number(value, spot)
    if number < 0:
        raise spot.error(f"“{value}”不能是负数")
    return number


def day(value: Any, spot: Spot) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise spot.error(f"“{value}”不是日期，请写成 2026-03-02 的样子") from error
    if isinstance(value, datetime) or not isinstance(value, date):
        raise spot.error(f"“{value}”不是日期，请写成 2026-03-02 的样子")
    return value


def code(value: Any, spot: Spot) -> str:
    """A region code of 6, 9 or 12 digits, with or without quotes."""
    digits = str(value)
    if type(value) not in (str, int) or not digits.isdecimal() or len(digits) not in (6, 9, 12):
        raise spot.error(f"“{value}”不是行政区划代码（6、9 或 12 位数字）")
    return digits


def anything(value: Any, spot: Spot) -> Any:
    """Any value, its mappings as plain dicts."""
    if isinstance(value, dict):
        return {key: anything(item, spot) for key, item in value.items()}
    return [anything(item, spot) for item in value] if isinstance(value, list) else value


def located(value: Any, spot: Spot) -> tuple[Any, Spot]:
    """The value as it stands, with its place, to be read later."""
    return value, spot


def one_of(choices: Iterable[str]) -> Parser:
    known = list(choices)

    def parse_choice(value: Any, spot: Spot) -> str:
        if str(value) in known:
            return str(value)
        near = get_close_matches(str(value), known, n=1)
        hint = f"，是否应为“{near[0]}”" if near else ""
        raise spot.error(f"“{value}”不在可用的值之内{hint}（可用：{'、'.join(known)}）")

    return parse_choice


def many(parser: Parser) -> Parser:
    def parse_list(value: Any, spot: Spot) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise spot.error("这里应当是列表")
        return tuple(parser(item, spot.at(number)) for number, item in enumerate(value, start=1))

    return parse_list


def named(parser: Parser) -> Parser:
    """A mapping whose keys are ids."""

    def parse_named(value: Any, spot: Spot) -> dict[str, Any]:
        source = table(value, spot)
        spots = {key: spot.at(key, source.lines[key]) for key in source}
        return {text(key, spots[key]): parser(item, spots[key]) for key, item in source.items()}

    return parse_named
