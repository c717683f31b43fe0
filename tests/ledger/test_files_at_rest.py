"""Files at rest: what is written is read back, under any cipher and key; what was touched is refused, not given out."""

import hashlib
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from yuanban.cli import app
from yuanban.exchange.verify import file_differences
from yuanban.ledger import envelope, file_keys, files

CIPHERS = sorted(envelope.CIPHERS)


@pytest.fixture(autouse=True)
def own_key(settings, tmp_path):
    settings.FILE_KEY = tmp_path / "keys"


def row(data):
    return SimpleNamespace(sha256=hashlib.sha256(data).hexdigest())


def put(data):
    kept = row(data)
    files.put(kept.sha256, data)
    return kept


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=300), cipher=st.sampled_from(CIPHERS), at=st.integers(0), bit=st.integers(0, 7))
def test_a_round_trip_and_any_bit_changed(data, cipher, at, bit):
    sha256 = row(data).sha256
    stored = envelope.sealed(data, sha256, cipher, file_keys.current())
    assert envelope.opened(stored, sha256) == data
    changed = bytearray(stored)
    changed[len(envelope.MAGIC) + at % (len(stored) - len(envelope.MAGIC))] ^= 1 << bit
    with pytest.raises(envelope.Damaged):
        envelope.opened(bytes(changed), sha256)
    with pytest.raises(envelope.Damaged):
        envelope.opened(stored[:-1], sha256)


@pytest.mark.parametrize("cipher", CIPHERS)
def test_nothing_readable_lies_on_the_disk(settings, cipher):
    settings.FILE_CIPHER = cipher
    kept = put(b"personal data " * 20)
    stored = files.path_of(kept.sha256).read_bytes()
    assert b"personal" not in stored
    assert files.read(kept) == b"personal data " * 20
    assert (settings.FILE_KEY.stat().st_mode & 0o777) == 0o600
    assert [path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == [kept.sha256]


def test_one_file_does_not_stand_in_for_another():
    one, other = put(b"one"), put(b"other")
    files.path_of(other.sha256).write_bytes(files.path_of(one.sha256).read_bytes())
    with pytest.raises(files.Damaged):
        files.read(other)
    assert "已被改动" in file_differences(other.sha256)[0]
    assert file_differences(one.sha256) == []


def test_old_plain_files_are_read_and_checked(settings):
    settings.FILE_CIPHER = "none"
    plain = put(b"from before")
    settings.FILE_CIPHER = "aes-gcm"
    assert files.read(plain) == b"from before"
    files.path_of(plain.sha256).write_bytes(b"from BEFORE")
    with pytest.raises(files.Damaged):
        files.read(plain)
    files.path_of(plain.sha256).unlink()
    assert "不在存储中" in file_differences(plain.sha256)[0]


def test_a_new_key_and_what_the_old_one_wrote(settings):
    settings.FILE_CIPHER = "none"
    plain = put(b"plain")
    settings.FILE_CIPHER = "aes-gcm"
    before = put(b"before")
    old = file_keys.current()
    rewritten = CliRunner().invoke(app, ["files", "rekey"])
    assert (rewritten.exit_code, "改写了2个文件" in rewritten.output) == (0, True)
    new = file_keys.current()
    assert new != old == file_keys.key_of(old.id)
    for kept, data in ((plain, b"plain"), (before, b"before")):
        assert envelope.sealed_with(files.path_of(kept.sha256).read_bytes()) == ("aes-gcm", new.id.hex())
        assert files.read(kept) == data
    assert "改写了0个文件" in CliRunner().invoke(app, ["files", "rekey", "--same-key"]).output
    settings.FILE_CIPHER = "sm4-gcm"
    assert "改写了2个文件" in CliRunner().invoke(app, ["files", "rekey", "--same-key"]).output
    said = CliRunner().invoke(app, ["files", "check"]).output
    assert "sm4-gcm" in said
    assert "上传的文件不检查病毒" in said


def test_a_lost_key_is_said_and_rewriting_touches_nothing_broken(settings):
    kept = put(b"kept")
    settings.FILE_KEY.unlink()
    with pytest.raises(files.Damaged, match="YUANBAN_FILE_KEY"):
        files.read(kept)
    stored = files.path_of(kept.sha256).read_bytes()
    assert CliRunner().invoke(app, ["files", "rekey"]).exit_code == 1
    assert files.path_of(kept.sha256).read_bytes() == stored
