"""Settings come from the environment, through this one reader."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

READ: dict[str, str] = {}


class SettingError(SystemExit):
    """Stops the program with one clear line instead of a traceback."""


def read(name: str, kind: Callable[[str], T], default: T, meaning: str) -> T:
    READ[name] = meaning
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    try:
        return kind(text)
    except ValueError as error:
        raise SettingError(f"设置 {name}（{meaning}）不正确：“{text}”。{error}") from error


def yes_no(text: str) -> bool:
    words = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if text.lower() not in words:
        raise ValueError("请写 1 或 0。")
    return words[text.lower()]


def whole(low: int, high: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdecimal() or not low <= int(text) <= high:
            raise ValueError(f"请写 {low} 到 {high} 之间的整数。")
        return int(text)

    return number


def one_of(*choices: str) -> Callable[[str], str]:
    def choice(text: str) -> str:
        if text not in choices:
            raise ValueError(f"请写 {'、'.join(choices)} 之一。")
        return text

    return choice


def socket_address(text: str) -> str:
    """A path of a Unix socket, or host:port."""
    host, _, port = text.rpartition(":")
    if not text.startswith("/") and not (host and port.isdecimal() and 0 < int(port) < 65536):
        raise ValueError("应如 127.0.0.1:3310，或者 /run/clamav/clamd.ctl。")
    return text


def folder(text: str) -> Path:
    return Path(text).expanduser().absolute()


def words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]
