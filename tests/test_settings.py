"""Settings fail loudly and in words, and every one of them is documented."""

import json
import os
import re
import stat
import subprocess
import sys

import pytest

from yuanban import env, settings

PRINT = "import json; from yuanban import settings; print(json.dumps({name: getattr(settings, name) for name in %r}))"


def load(tmp_path, names=(), **variables):
    """A fresh process with these variables and no others of ours."""
    clean = {name: text for name, text in os.environ.items() if name not in env.READ}
    command = [sys.executable, "-c", PRINT % (list(names),)]
    return subprocess.run(
        command, env=clean | {"YUANBAN_VAR": str(tmp_path)} | variables, capture_output=True, text=True
    )


def values(tmp_path, *names, **variables):
    done = load(tmp_path, names, **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_setting_is_documented():
    documented = set(re.findall(r"^\| `(\w+)` \|", (settings.ROOT / "docs/settings.md").read_text(), re.MULTILINE))
    assert documented == set(env.READ)


@pytest.mark.parametrize(
    ("variable", "wrong", "says"),
    [
        ("YUANBAN_PORT", "八千", "YUANBAN_PORT（监听端口）不正确"),
        ("YUANBAN_PORT", "70000", "1 到 65535"),
        ("YUANBAN_WORKERS", "0", "1 到 256"),
        ("YUANBAN_DEBUG", "maybe", "请写 1 或 0"),
        ("YUANBAN_FILE_CIPHER", "des", "aes-gcm、sm4-gcm、none"),
        ("YUANBAN_CLAMAV", "scanner", "127.0.0.1:3310"),
        ("DATABASE_URL", "nonsense", "postgresql://用户:密码@主机:5432/库名"),
    ],
)
def test_a_wrong_setting_is_named_without_a_traceback(tmp_path, variable, wrong, says):
    done = load(tmp_path, **{variable: wrong})
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_the_secret_key_is_made_once_and_kept_private(tmp_path):
    first = values(tmp_path, "SECRET_KEY")
    assert values(tmp_path, "SECRET_KEY") == first
    assert len(first["SECRET_KEY"]) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_an_address_others_can_reach_needs_a_given_key(tmp_path):
    refused = load(tmp_path, YUANBAN_HOST="0.0.0.0")
    assert refused.returncode == 1
    assert "必须设置 YUANBAN_SECRET_KEY" in refused.stderr
    given = values(tmp_path, "SECRET_KEY", "LOOPBACK", YUANBAN_HOST="0.0.0.0", YUANBAN_SECRET_KEY="k" * 50)
    assert given == {"SECRET_KEY": "k" * 50, "LOOPBACK": False}


def test_a_database_address_selects_a_real_server(tmp_path):
    address = "postgresql://clerk:p%40ss@db.example:5433/park?sslmode=require"
    database = values(tmp_path, "DATABASES", DATABASE_URL=address)["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["USER"], database["PASSWORD"], database["HOST"]) == ("clerk", "p@ss", "db.example")
    assert (database["PORT"], database["NAME"], database["OPTIONS"]["sslmode"]) == ("5433", "park", "require")


def test_an_encrypted_address_keeps_cookies_on_it(tmp_path):
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "CSRF_TRUSTED_ORIGINS")
    found = values(tmp_path, *names, YUANBAN_URL="https://park.example/")
    assert found["SESSION_COOKIE_SECURE"] and found["CSRF_COOKIE_SECURE"] and found["SECURE_HSTS_SECONDS"] > 0
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://park.example"]
