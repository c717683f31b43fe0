"""Signatures of papers: inside the PDF for everyone's reader, beside it in SM2; changed, foreign and test ones are told apart."""

import io

import pytest
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.cases.matter import building_permit
from tests.cast import Cast
from tests.visitor import Visitor, text
from yuanban.papers.making import file_of
from yuanban.papers.signing import authority, pades, sm2
from yuanban.papers.signing.checking import signatures
from yuanban.papers.signing.keys import signer_for
from yuanban.papers.verify import differences


@pytest.fixture
def town(sample, db):
    return Cast()


@pytest.fixture
def grant(town, settings, tmp_path):
    settings.VAR, settings.SEAL_KEYS = tmp_path, None
    case = town.until(building_permit(town), "issued")
    return case.papers.get(kind="grant")


def test_signed_by_the_test_authority_on_ones_own_machine(town, grant):
    paper = file_of(grant.pk)
    (one,) = signatures(bytes(paper.file))
    assert (one.state, one.test, one.trusted) == ("whole", True, False)
    assert "宜宾市住房和城乡建设局" in one.by
    assert "不具有法律效力" in one.said
    assert paper.signed_by == one.by
    assert list(differences(paper.case)) == []
    assert "电子签名" in text(Visitor().get(f"/check/{paper.token}/"))


def test_a_changed_file_says_so(town, grant):
    data = bytes(file_of(grant.pk).file)
    at = data.index(b"/CreationDate") + 20
    changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
    assert [one.state for one in signatures(changed)] == ["changed"]
    file = io.BytesIO(changed)
    file.name = "决定书.pdf"
    page = text(Visitor().post("/check/", {"file": file}))
    assert "签名以后文件被改动过" in page
    assert "没有对应的文书" in page


def test_what_has_a_seal_is_signed_and_nothing_else(town, grant):
    made = [file_of(pk) for pk in grant.case.papers.values_list("pk", flat=True)]
    sealed = {paper.kind for paper in made if paper.content["seal"]}
    assert {paper.kind for paper in made if paper.signed_by} == sealed
    assert {paper.kind for paper in made if signatures(bytes(paper.file))} == sealed
    assert "grant" in sealed
    assert "push" not in sealed
    assert all(paper.signed_by.endswith("（测试证书）") for paper in made if paper.signed_by)


def test_the_organs_own_key_from_the_operators_folder(town, settings, tmp_path, grant):
    """A real authority is trusted once the operator has put its certificate into roots/."""
    keys = tmp_path / "keys"
    made = authority.key_file(keys, "yb-hud", "宜宾市住房和城乡建设局")
    (keys / "yb-hud.pass").write_bytes(authority.PASSWORD + b"\n")
    settings.SEAL_KEYS = keys
    paper = file_of(grant.pk)
    assert [one.trusted for one in signatures(bytes(paper.file))] == [False]
    (keys / "roots").mkdir()
    pem = authority.root(keys)[1].public_bytes(serialization.Encoding.PEM)
    (keys / "roots" / "authority.pem").write_bytes(pem)
    assert [one.trusted for one in signatures(bytes(paper.file))] == [True]
    assert made.stat().st_mode & 0o777 == 0o600
    assert signer_for("nobody", "没有证书的机关") is None


def test_beyond_ones_own_machine_nothing_is_signed_by_the_test_authority(settings, tmp_path):
    settings.VAR, settings.SEAL_KEYS, settings.LOOPBACK = tmp_path, None, False
    assert signer_for("yb-hud", "宜宾市住房和城乡建设局") is None


def test_sm2_beside_the_file(town, settings, tmp_path, grant):
    settings.SEAL_KEYS = tmp_path / "keys"
    settings.SEAL_KEYS.mkdir()
    public = sm2.new_key(settings.SEAL_KEYS / "yb-hud.sm2")
    paper = file_of(grant.pk)
    data, signature = bytes(paper.file), bytes(paper.sm2_signature)
    assert paper.sm2_key == public
    assert sm2.holds(data, signature, public)
    assert not sm2.holds(data + b" ", signature, public)
    assert not sm2.holds(data, b"\x30\x00", public)
    assert not sm2.holds(data, signature, "00" * 64)
    assert Visitor("qiye").get(f"/papers/{paper.token}.pdf.sm2sig").content == signature
    (settings.SEAL_KEYS / "bad.sm2").write_text("xyz")
    with pytest.raises(ValueError, match="两行十六进制"):
        sm2.key_of("bad")


def test_a_lost_key_does_not_block_reading(town, settings, tmp_path, grant):
    before = bytes(file_of(grant.pk).file)
    for file in (tmp_path / "test-authority").glob("*"):
        file.unlink()
    assert bytes(file_of(grant.pk).file) == before
    assert signatures(before)[0].state == "whole"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 broken", b"PK\x03\x04", b"%PDF-1.4\n" + b"1 0 obj<</A" * 1000])
def test_what_is_no_pdf_has_no_signatures(data):
    assert signatures(data) == []


def test_the_signature_panel_says_which_paper(town, grant):
    reader = PdfFileReader(io.BytesIO(bytes(file_of(grant.pk).file)))
    (one,) = reader.embedded_signatures
    assert grant.number in str(one.sig_object["/Reason"])
    assert one.field_name == pades.FIELD
