"""PostgreSQL refuses to run as root: then a helper user runs it, and must be able to enter its folders."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import Any

USER = "yuanban"
WAYS_OUT = "也可以改用普通用户运行，或用 DATABASE_URL 指定一台 PostgreSQL 服务器。"


class PostgresError(Exception):
    """The embedded server cannot run; the message says what to do."""


def identity(data: Path) -> dict[str, Any]:
    """How a subprocess must be started: as ourselves, or when we are root as the data's owner, else as the helper."""
    if os.geteuid() != 0:
        return {}
    entry = _owner(data)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def own(folder: Path, data: Path) -> None:
    """Make the folder if need be, for the server's user alone."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        entry = _owner(data)
        os.chown(folder, entry.pw_uid, entry.pw_gid)


def check(data: Path, wheel: Path) -> None:
    """As root, see to it that the server's user exists and can enter; say how to cure it when they cannot."""
    if os.geteuid() != 0:
        return
    _create_user()
    closed = _closed_folders(data.parent, data) + _closed_folders(wheel, data)
    if closed:
        cure = "chmod o+x " + " ".join(dict.fromkeys(map(str, closed)))
        _refuse(f"进不了以下文件夹。请执行：\n    {cure}\n")
    if not _succeeds([str(wheel / "pginstall/bin/postgres"), "--version"], data):
        _refuse(f"读不了内置数据库的程序。请执行：\n    chmod -R o+rX {wheel} {wheel}.libs\n")


def _owner(data: Path) -> pwd.struct_passwd:
    made_by = data.stat().st_uid if data.exists() else 0
    return pwd.getpwuid(made_by) if made_by else pwd.getpwnam(USER)


def _refuse(why: str) -> None:
    raise PostgresError(f"PostgreSQL 不允许以 root 运行，因此由系统用户 {USER} 代为运行，但它{why}{WAYS_OUT}")


def _create_user() -> None:
    try:
        pwd.getpwnam(USER)
    except KeyError:
        if not shutil.which("useradd"):
            _refuse("还不存在，本机也没有 useradd 命令可以建立它。")
        subprocess.run(["useradd", "--system", "--no-create-home", "--shell", "/bin/false", USER], check=True)


def _closed_folders(folder: Path, data: Path) -> list[Path]:
    if _succeeds(["/bin/sh", "-c", 'cd "$0"', str(folder)], data):
        return []
    return [each for each in [folder, *folder.parents] if not each.stat().st_mode & 0o001]


def _succeeds(command: list[str], data: Path) -> bool:
    try:
        return subprocess.run(command, capture_output=True, cwd="/", **identity(data)).returncode == 0
    except PermissionError:
        return False
