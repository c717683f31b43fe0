"""Scans: attached by those who handle the paper, opened by officials only, taken off drafts only."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import DAY, PDF
from tests.mandates.papers import CODE, in_force, invalid, kinds, paper, proven, refused
from tests.visitor import Visitor, text
from yuanban.exchange.verify import everything_to_verify
from yuanban.ledger.files import path_of, read
from yuanban.mandates.actions.attach_file import attach_file
from yuanban.mandates.actions.detach_file import detach_file
from yuanban.mandates.actions.draft_instrument import draft_instrument
from yuanban.mandates.actions.sign_instrument import sign_instrument


def test_a_scan_is_kept_once_and_proven(manager, items, fields):
    made = draft_instrument(manager, items=items, **fields)
    kept = attach_file(manager, made, "委托书扫描件.pdf", PDF)
    assert read(kept) == PDF != path_of(kept.sha256).read_bytes()
    assert (kept.type, kept.size, kept.by_id) == ("application/pdf", len(PDF), manager.person)
    with invalid("file"):
        attach_file(manager, paper(), "又一份.pdf", PDF)
    assert ("file", kept.sha256) in everything_to_verify()
    assert proven(paper()) == []
    kept.delete()
    assert "附件" in proven(paper())[0]


def test_only_scans(manager, items, fields):
    made = draft_instrument(manager, items=items, **fields)
    for name, data in (("a.exe", b"MZ"), ("a.pdf", b""), ("a.docx", b"PK\x03\x04")):
        with invalid("file"):
            attach_file(manager, made, name, data)


def test_taken_off_before_signing_only(town, manager, items, fields):
    made = draft_instrument(manager, items=items, **fields)
    first, second = attach_file(manager, made, "甲.pdf", PDF), attach_file(manager, made, "乙.pdf", PDF + b"2")
    detach_file(manager, first)
    assert kinds(paper())[-1] == "instrument.detached"
    assert [one.name for one in paper().attachments.all()] == ["乙.pdf"]
    sign_instrument(manager, CODE, DAY)
    second.refresh_from_db()
    with refused("wrong-state", "不能取下"):
        detach_file(manager, paper().attachments.get())
    attach_file(manager, paper(), "签署件.pdf", PDF + b"3")
    assert paper().attachments.count() == 2
    assert proven(paper()) == []


def test_a_strange_manager_attaches_nothing(town, manager, items, fields):
    made = in_force(manager, items, fields)
    with refused("no-post"):
        attach_file(town.actor("guanli2"), made, "甲.pdf", PDF)


def test_officials_open_it_and_nobody_else(town, manager, items, fields):
    draft_instrument(manager, items=items, **fields)
    page = Visitor("guanli1")
    sent = {"file": SimpleUploadedFile("扫描.pdf", PDF, "application/pdf")}
    assert page.post(f"/desk/instruments/{CODE}/attach/", sent).status_code == 302
    kept = paper().attachments.get()
    assert "扫描.pdf" in text(page.get(f"/desk/instruments/{CODE}/"))
    assert b"".join(Visitor("shenji").get(f"/desk/attachments/{kept.pk}/")) == PDF
    assert Visitor("qiye").get(f"/desk/attachments/{kept.pk}/").status_code == 403
    assert Visitor("shenji").post(f"/desk/attachments/{kept.pk}/detach/").status_code == 403
    refusal = page.post(f"/desk/instruments/{CODE}/attach/", {"file": SimpleUploadedFile("a.txt", b"text")})
    assert refusal.status_code == 422
    assert "扫描件" in text(refusal)
    assert page.post(f"/desk/attachments/{kept.pk}/detach/").status_code == 302
    assert not paper().attachments.exists()
