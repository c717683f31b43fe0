"""Letterheads, pictures of seals, and the editable copy: what is set holds for the papers made afterwards."""

import io
import struct
import zlib

import pytest
from docx import Document

from tests.cases.matter import building_permit, invalid, refused
from tests.cast import at
from tests.visitor import Visitor, text
from yuanban.mandates.models import Seal
from yuanban.papers.actions.keep_face import keep_face
from yuanban.papers.actions.set_letterhead import set_letterhead
from yuanban.papers.making import file_of
from yuanban.papers.verify import differences
from yuanban.places.models import Body


def png(width=420, height=420, alpha=True):
    """A red disc on nothing."""
    kind, size = (6, 4) if alpha else (2, 3)
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    row = b"\0" + bytes([200, 16, 32, 200][:size]) * width

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.fixture
def organ(town):
    return Body.objects.get(code="yb-hud")


@pytest.fixture
def officer(town):
    return next(a for a in town.staff.by_body["yb-hud"] if a.role == "approver").then(at())


def test_a_letterhead_is_on_the_papers_made_after_it_and_on_none_before(town, organ, officer):
    case = town.until(building_permit(town), "accepted")
    before = case.papers.get(kind="acceptance")
    set_letterhead(officer, organ, "宜宾市样例建设局文件", True, "样例路1号　电话0831-0000000")
    later = town.until(building_permit(town), "accepted").papers.get(kind="acceptance")
    assert "letterhead" not in before.content
    assert later.content["letterhead"]["mark"] == "宜宾市样例建设局文件"
    assert (file_of(before.pk).file[:4], file_of(later.pk).file[:4]) == (b"%PDF", b"%PDF")
    assert list(differences(case)) == []


def test_only_the_organ_heads_its_papers_and_says_how(town, organ, officer):
    with refused("no-post", "发文机关"):
        set_letterhead(town.actor("quju"), organ, "别人的版头")
    with invalid("foot", "mark"):
        set_letterhead(officer, organ, " ", True, "长" * 121)
    first = set_letterhead(officer, organ, "样例", version=0)
    with refused("changed-meanwhile"):
        set_letterhead(town.actor("shengzx"), organ, "同时改的", version=0)
    assert first.mark == "样例"
    page = Visitor("shengzx")
    assert "样例" in text(page.get("/desk/letterheads/"))
    assert "样例" in text(page.get("/desk/letterheads/?q=宜宾市住房"))
    assert "没有符合条件的机关" in text(page.get("/desk/letterheads/?q=没有的机关"))
    assert page.post("/desk/letterheads/yb-hud/", {"mark": "", "version": "1"}).status_code == 422
    assert page.post("/desk/letterheads/yb-hud/", {"mark": "样例二", "version": "1", "line": "yes"}).status_code == 302


def test_the_picture_of_a_seal_is_printed_and_stays_with_the_paper(town):
    case = town.until(building_permit(town), "accepted")
    seal = Seal.objects.get(code=case.papers.get(kind="acceptance").seal)
    keeper = town.actor("shengzx")
    for wrong in (png(100, 100), png(alpha=False), b"no picture", png()[:-20]):
        with invalid("file"):
            keep_face(keeper, seal, "印模.png", wrong)
    with refused("no-post"):
        keep_face(town.actor("yuanqu"), seal, "印模.png", png())
    kept = keep_face(keeper, seal, "印模.png", png())
    later = town.until(building_permit(town), "accepted").papers.get(kind="acceptance")
    assert later.content["seal"]["face"] == kept.sha256
    assert b"/Image" in bytes(file_of(later.pk).file)
    shown = Visitor("shengzx").get(f"/desk/seal-register/{seal.code}/face.png")
    assert b"".join(shown.streaming_content if shown.streaming else [shown.content]) == png()
    assert "以后的文书加盖这个印模" in text(Visitor("shengzx").get(f"/desk/seal-register/{seal.code}/uses/"))


def test_the_editable_copy_says_the_same_and_carries_no_seal(town):
    case = town.until(building_permit(town), "accepted")
    paper = case.papers.get(kind="acceptance")
    answer = Visitor("yuanqu").get(f"/papers/{paper.token}.docx")
    made = Document(io.BytesIO(answer.content))
    told = "\n".join(p.text for p in made.paragraphs)
    for block in paper.content["body"]:
        if "p" in block:
            assert block["p"] in told
    assert (paper.number in told, paper.title in told) == (True, True)
    assert "不具有效力" in made.sections[0].header.paragraphs[0].text
    assert Visitor("qiye").get(f"/papers/{paper.token}.docx").status_code == 403
    assert Visitor("quju").get(f"/papers/{paper.token}.docx").status_code == 404


def test_a_seal_for_receipts_is_oval_and_so_is_its_picture(town):
    case = town.until(building_permit(town), "received")
    seal = Seal.objects.get(code=case.papers.get(kind="receipt").seal)
    with invalid("file"):
        keep_face(town.actor("shengzx"), seal, "收件章.png", png())
    kept = keep_face(town.actor("shengzx"), seal, "收件章.png", png(500, 340))
    later = town.until(building_permit(town), "received").papers.get(kind="receipt")
    assert later.content["seal"]["face"] == kept.sha256
    assert b"/Image" in bytes(file_of(later.pk).file)
