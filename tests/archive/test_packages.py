"""The file of a case and the own proof of a paper: whole when untouched, and any change is noticed by whoever holds them."""

import io
import json
import zipfile

import pytest
from django.test import override_settings
from typer.testing import CliRunner

from tests.cases.matter import building_permit, kinds, refused
from tests.cast import Cast, at
from yuanban.accounts.acting import system
from yuanban.archive.actions.archive_case import archive_case
from yuanban.archive.checking import MANIFEST, PROOF_FILE, check
from yuanban.archive.comparing import compare
from yuanban.archive.contents import package_of
from yuanban.archive.models import ArchiveFile
from yuanban.archive.packing import Broken, Package
from yuanban.archive.proofs import proof_package
from yuanban.cases.models import Case
from yuanban.cli import app
from yuanban.exchange.verify import differences_of
from yuanban.ledger import files


@pytest.fixture(scope="module")
def settled(sample, django_db_blocker, tmp_path_factory):
    """One permit from application to delivery, archived and proven once. -> (case key, archive, proof, files)."""
    media = tmp_path_factory.mktemp("media")
    key = tmp_path_factory.mktemp("key") / "key.pem"
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media, SIGNING_KEY=key):
        case = Cast().until(building_permit(Cast()), "delivered")
        _, proof = proof_package(case.papers.get(kind="grant").pk, at())
        archived = archive_case(system(at()), case.number)
        return case.pk, files.read(archived), proof, media


@pytest.fixture
def packages(town, settled, settings):
    key, archive, proof, settings.MEDIA_ROOT = settled
    return Case.objects.get(pk=key), archive, proof


def verdict(data):
    return check(io.BytesIO(data))


def test_both_are_whole_and_say_what_they_prove(packages):
    _, archive, proof = packages
    for data, kind in ((archive, "电子档案"), (proof, "自证包")):
        told = verdict(data)
        assert (told.kind, told.wrong) == (kind, [])
        assert any("封存" in line for line in told.proven)
        assert any("指纹" in line for line in told.unproven)


def test_the_archive_holds_everything_and_agrees_with_the_database(packages):
    case, archive, _ = packages
    manifest = json.loads(Package(io.BytesIO(archive)).read(MANIFEST))
    paths = [one["path"] for one in manifest["files"]]
    assert len(manifest["papers"]) == case.papers.count()
    assert {"01-办件/经过.pdf", "01-办件/经过.html", "02-申请表/申请表.json", "03-材料/清单.json"} <= set(paths)
    told = compare(io.BytesIO(archive))
    assert told.wrong == []
    assert any("事件一致" in line for line in told.proven)
    assert kinds(case)[-1] == "case.archived"
    assert differences_of("case", case.number) == []


def test_the_story_is_a_lasting_pdf(packages):
    _, archive, _ = packages
    pdf = Package(io.BytesIO(archive)).read("01-办件/经过.pdf")
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf


def test_the_same_case_gives_the_same_bytes(packages):
    case, _, _ = packages
    first, second = (package_of(Case.objects.get(pk=case.pk))[0] for _ in range(2))
    assert [(part.path, part.data) for part in first] == [(part.path, part.data) for part in second]


def test_any_changed_byte_is_noticed(packages):
    """Every file in turn, its first, middle and last byte."""
    _, archive, proof = packages
    for data in (archive, proof):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = [(e.filename, e.header_offset, e.file_size) for e in package.infolist() if e.file_size]
            starts = {name: data.index(package.read(name), offset) for name, offset, _ in entries}
        for name, _, size in entries:
            if name == "说明.txt" and PROOF_FILE in starts:
                continue  # what the proof's own instructions say is proven by nothing
            for at_byte in {0, size // 2, size - 1}:
                spot = starts[name] + at_byte
                changed = data[:spot] + bytes([data[spot] ^ 1]) + data[spot + 1 :]
                assert not whole(changed), (name, at_byte)


def whole(data):
    try:
        return verdict(data).whole
    except Broken:
        return False


def repacked(data, change):
    """The package written anew, honest about its checksums: what a forger would do."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if (told := change(name, old.read(name))) is not None:
                new.writestr(name, told)
    return out.getvalue()


def test_a_forger_who_fixes_the_checksums_is_still_caught(packages):
    _, archive, proof = packages

    def kinder(name, data):
        return data.replace("准予".encode(), "不予".encode()) if name in (PROOF_FILE, MANIFEST) else data

    assert not whole(repacked(proof, kinder))
    assert not whole(repacked(archive, lambda name, data: None if name.endswith("清单.json") else data))


def test_an_event_cannot_be_left_out_or_signed_by_another_key(packages):
    _, archive, proof = packages

    def other_key(name, data):
        if name != PROOF_FILE:
            return data
        told = json.loads(data)
        told["sealed"][0]["digest"]["public_key"] = "00" * 32
        return json.dumps(told).encode()

    def fewer(name, data):
        return b"\n".join(data.splitlines()[:-1]) if name.endswith("事件.jsonl") else data

    assert "签名不符" in str(verdict(repacked(proof, other_key)).wrong)
    assert not whole(repacked(archive, fewer))


def hostile(change):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        change(package)
    return out.getvalue()


def bomb(package):
    package.writestr("证明.json", b"0" * 50_000_000, zipfile.ZIP_DEFLATED)


def twice(package):
    with pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("证明.json", b"{}")
        package.writestr("证明.json", b"{}")


HOSTILE = {
    "nothing": b"",
    "half": b"PK\x03\x04 and no more",
    "another": hostile(lambda z: z.writestr("readme.md", b"hello")),
    "bomb": hostile(bomb),
    "slip": hostile(lambda z: z.writestr("../../etc/passwd", b"x")),
    "root": hostile(lambda z: z.writestr("/etc/passwd", b"x")),
    "twice": hostile(twice),
    "not json": hostile(lambda z: z.writestr("证明.json", b"\xff\xfe{")),
    "deep": hostile(lambda z: z.writestr("证明.json", b"[" * 200_000)),
    "a list": hostile(lambda z: z.writestr("目录.json", b"[]")),
    "empty": hostile(lambda z: z.writestr("证明.json", b"{}")),
    "hollow": hostile(lambda z: z.writestr("证明.json", b'{"format":"yuanban-proof/1","paper":{},"streams":[]}')),
    "newer": hostile(lambda z: z.writestr("目录.json", b'{"format":"yuanban-archive/9"}')),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words(name):
    with pytest.raises(Broken, match="[一-龥]"):
        verdict(HOSTILE[name])


def test_an_open_case_and_a_second_time_are_refused(town, packages):
    case, _, _ = packages
    with refused("wrong-state", "已经归档"):
        archive_case(system(at()), case.number)
    open_case = building_permit(town)
    with refused("wrong-state", "还没有办结"):
        archive_case(system(at()), open_case.number)
    with refused("no-post"):
        archive_case(town.actor("chuangkou4"), open_case.number)
    assert ArchiveFile.objects.count() == 1


def test_the_command_needs_no_database(packages, tmp_path):
    _, archive, proof = packages
    for name, data in (("档案.zip", archive), ("自证.zip", proof), ("坏.zip", proof[:500])):
        (tmp_path / name).write_bytes(data)
    good = CliRunner().invoke(app, ["verify", str(tmp_path / "档案.zip"), str(tmp_path / "自证.zip")])
    assert (good.exit_code, "已证明" in good.output) == (0, True)
    bad = CliRunner().invoke(app, ["verify", str(tmp_path / "坏.zip"), "--json"])
    assert (bad.exit_code, "没有下载完整" in json.loads(bad.output)[0]["wrong"][0]) == (1, True)
