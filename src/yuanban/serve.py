"""The web server and the job worker, started and stopped together."""

import signal
import socket
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from yuanban.processes import Kept, leave_with_parent

MIGRATION_LOCK = 0x9A2BA9


def serve() -> None:
    """Serve until Ctrl-C or SIGTERM."""
    _await_port()
    migrate()
    if not settings.DEBUG:
        call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()
    jobs = Kept("yuanban.jobs")
    try:
        _web().serve()
    finally:
        jobs.stop()


def migrate() -> None:
    """Bring the tables up to date; a second program that starts meanwhile waits its turn."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        try:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                _say("正在更新数据库结构……")
                call_command("migrate", interactive=False, verbosity=0)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def application() -> Any:
    """The WSGI application inside a worker process of the web server."""
    leave_with_parent()
    from yuanban.wsgi import application

    return application


def _web() -> Any:
    web: Any = Granian(
        "yuanban.serve:application",
        factory=True,
        interface=Interfaces.WSGI,
        address=settings.HOST,
        port=settings.PORT,
        workers=settings.WORKERS,
        blocking_threads=settings.THREADS,
        blocking_threads_idle_timeout=600,  # the longest granian allows: a thread takes its connection with it
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    )
    web.on_startup(lambda: _started(web))
    return web


def _started(web: Any) -> None:
    signal.signal(signal.SIGHUP, web.signal_handler_interrupt)  # granian would take a closed terminal for "reload"
    _say(f"园办已启动：{settings.PUBLIC_URL}（按 Ctrl-C 停止）")


def _await_port() -> None:
    """A killed server's workers need a moment to leave."""
    for _ in range(30):
        if not _answers():
            return
        time.sleep(0.1)
    sys.exit(f"端口 {settings.PORT} 已被其他程序占用。请换一个端口，例如：yuanban serve --port {settings.PORT + 1}")


def _answers() -> bool:
    with socket.socket(socket.AF_INET6 if ":" in settings.HOST else socket.AF_INET) as probe:
        return probe.connect_ex((settings.HOST, settings.PORT)) == 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
