"""The pages of stories and archives, for who may see them, and the public check of a package."""

import datetime as dt
import io
import shutil

import pytest

from tests.cases.matter import building_permit
from tests.cast import at
from tests.visitor import Visitor, text
from yuanban.accounts.acting import system
from yuanban.archive import batches
from yuanban.archive.actions.archive_case import archive_case
from yuanban.archive.actions.ask_export import ask_export
from yuanban.archive.jobs import file_due
from yuanban.archive.models import ArchiveFile
from yuanban.archive.packing import Package
from yuanban.archive.proofs import proof_package
from yuanban.law.calendar import add_workdays
from yuanban.ledger.invalid import Invalid


@pytest.fixture(autouse=True)
def own_place(settings, tmp_path):
    settings.SIGNING_KEY, settings.VAR = tmp_path / "key.pem", tmp_path


@pytest.fixture
def permit(town):
    return town.until(building_permit(town), "delivered")


def test_the_story_reads_from_the_application_to_the_delivery(town, permit):
    page = Visitor("shenji").get(f"/desk/cases/{permit.number}/story/")
    words = text(page)
    for word in (
        "申请办理“建筑工程施工许可证核发”",
        "以宜宾市住房和城乡建设局的名义",
        "依据《",
        "作出决定",
        "期限怎么算",
    ):
        assert word in words
    assert "case." not in words
    own = text(Visitor("qiye").get(f"/cases/{permit.number}/story/"))
    assert "受理" in own
    assert "申请材料齐全" not in own  # the reviewer's opinion stays in the office


def test_a_stranger_reads_no_story(town, permit):
    assert Visitor("qiye2").get(f"/cases/{permit.number}/story/").status_code == 404
    assert Visitor("chuangkou4").get(f"/desk/cases/{permit.number}/story/").status_code == 404


def test_filed_from_the_story_found_in_the_list_and_taken_away(town, permit):
    manager = Visitor("guanli1")
    assert "待归档1件" in text(manager.get("/desk/archive/"))
    done = manager.post(f"/desk/archive/{permit.number}/file/", follow=True)
    assert "已归档，共" in text(done)
    again = manager.post(f"/desk/archive/{permit.number}/file/", follow=True)
    assert "本件已经归档" in text(again)
    assert "已归档1件" in text(manager.get("/desk/archive/?filed=yes"))
    assert "没有符合条件" in text(manager.get("/desk/archive/?filed=no"))
    package = manager.get(f"/desk/archive/{permit.number}.zip")
    assert permit.number in package["Content-Disposition"]
    checked = manager.post("/check/package/", {"file": upload(package.content, "档案.zip")})
    assert "与库中办件" in text(checked)
    assert Visitor("guanli3").get(f"/desk/archive/{permit.number}.zip").status_code == 404
    assert Visitor("chuangkou").get("/desk/archive/").status_code == 403


def upload(data, name):
    file = io.BytesIO(data)
    file.name = name
    return file


def test_a_stranger_checks_the_own_proof_that_the_firm_gave_him(town, permit):
    grant = permit.papers.get(kind="grant")
    taken = Visitor("qiye").get(f"/papers/{grant.token}/proof.zip")
    assert "自证包" in text(Visitor().get(f"/check/{grant.token}/"))
    told = text(Visitor().post("/check/package/", {"file": upload(taken.content, "自证包.zip")}))
    assert "核验相符" in told
    key_page = text(Visitor().get("/check/keys/"))
    fingerprint = told.split("指纹是 ")[1].split("，")[0]
    assert fingerprint in key_page
    wrong = Visitor().post("/check/package/", {"file": upload(taken.content[:900], "自证包.zip")})
    assert (wrong.status_code, "没有下载完整" in text(wrong)) == (422, True)
    assert Visitor().post("/check/package/").status_code == 422


def test_the_receipt_is_no_strangers_business(town, permit):
    receipt = permit.papers.get(kind="receipt")
    assert Visitor().get(f"/papers/{receipt.token}/proof.zip").status_code == 404


def test_old_cases_are_filed_by_themselves_and_young_ones_wait(town, permit):
    assert file_due(system(at())) == 0
    later = add_workdays(permit.closed_on, 31)
    assert file_due(system(at(later))) == 1
    assert file_due(system(at(later))) == 0
    assert ArchiveFile.objects.get(case=permit).by == "系统"


def test_a_batch_that_was_interrupted_goes_on_and_leaves_nothing_out(town, permit):
    other = town.until(building_permit(town), "delivered")
    export = ask_export(town.actor("guanli1"), "lingang", str(permit.closed_on.year))
    archive_case(system(at()), permit.number)
    folder = batches.folder_of(export)
    folder.mkdir(parents=True)
    (folder / "half.part").write_bytes(b"what a killed worker left")
    done = batches.make(export.pk)
    assert (done.state, done.done, done.total, folder.exists()) == ("done", 2, 2, False)
    with batches.package_of(done).open("rb") as file:
        names = Package(file).names()
    assert {name.split("-")[0] for name in names} == {permit.number, other.number, "清单.csv"}
    manager = Visitor("guanli1")
    assert manager.get(f"/desk/archive/export/{export.pk}.zip").status_code == 200
    assert Visitor("guanli3").get(f"/desk/archive/export/{export.pk}.zip").status_code == 404
    shutil.rmtree(batches.package_of(done).parent)
    assert manager.get(f"/desk/archive/export/{export.pk}.zip").status_code == 404


def test_an_export_of_nothing_is_said_at_once(town, permit):
    with pytest.raises(Invalid) as found:
        ask_export(town.actor("guanli1"), "lingang", str(permit.closed_on.year - 5))
    assert set(found.value.errors) == {"park"}
    page = Visitor("guanli1").post("/desk/archive/export/", {"year": "今年"})
    assert (page.status_code, "年份请写四位数字" in text(page)) == (422, True)


def test_sealing_for_a_proof_happens_only_when_needed(town, permit):
    grant = permit.papers.get(kind="grant")
    first = proof_package(grant.pk, at())[1]
    assert proof_package(grant.pk, at() + dt.timedelta(hours=1))[1] == first
