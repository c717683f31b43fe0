"""/desk/lists/: templates by kind of park, their versions, what they mean for parks, and one park's own list."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cases.desk import desk, text
from yuanban.catalogue.lists import Overlay, ReferenceList

DRAFT = "/desk/lists/etdz/3/"
PARK = "/desk/lists/parks/jiangan/"
LINE = {"list": "factor", "stage": "operate", "name": "绿电直连对接", "supplier": "电网企业"}


def draft():
    return ReferenceList.objects.get(kind="etdz", number=3)


def seen(**fields):
    return {"version": draft().version, **fields}


def told(client, address):
    page = client.get(address)
    assert page.status_code == 200
    return text(page)


def test_every_official_reads_the_lists(town):
    for username in ("shengzx", "guanli1", "yuanqu", "paizhu", "shenji", "admin", "chuangkou"):
        reader = desk(username)
        assert "经济技术开发区" in told(reader, "/desk/lists/")
        for address in ("/desk/lists/etdz/2/", DRAFT, DRAFT + "diff/", DRAFT + "impact/", "/desk/lists/parks/", PARK):
            told(reader, address)
    assert desk("qiye").get("/desk/lists/").status_code == 403
    assert desk().get("/desk/lists/").status_code == 302


@pytest.mark.parametrize("username", ["guanli1", "yuanqu", "shenji", "admin"])
def test_only_the_provincial_centre_is_offered_what_it_may_do(town, username):
    reader = desk(username)
    page = reader.get(DRAFT).content.decode()
    assert "publish/" not in page
    assert "从表格导入" not in page
    assert reader.post("/desk/lists/agri/start/").status_code == 403
    assert reader.post(DRAFT + "publish/", seen(from_date="2026-12-01")).status_code == 403
    assert reader.post(DRAFT + "note/", seen(note="改")).status_code == 403
    assert reader.post(DRAFT + "entry/", seen(**LINE)).status_code == 403
    assert reader.post(DRAFT + "sheet/", seen(rows="清单")).status_code == 403
    assert draft().state == "draft"


def test_the_list_is_searched_and_filtered(town):
    page = told(desk("yuanqu"), "/desk/lists/etdz/2/?list=approval&stage=open&q=食品")
    assert "食品经营许可" in page
    assert "企业设立登记" not in page
    assert "没有符合条件的条目" in told(desk("yuanqu"), "/desk/lists/etdz/2/?q=登陆火星")
    assert desk("yuanqu").get("/desk/lists/etdz/99/").status_code == 404
    assert desk("yuanqu").get("/desk/lists/moon/1/").status_code == 404


def test_a_draft_is_started_once(town):
    province = desk("shengzx")
    assert province.post("/desk/lists/agri/start/").url == "/desk/lists/agri/3/"
    again = province.post("/desk/lists/agri/start/")
    assert again.status_code == 409
    assert "已有一份草稿" in text(again)
    assert province.post("/desk/lists/moon/start/").status_code == 422


def test_a_line_is_added_changed_and_dropped(town):
    province = desk("shengzx")
    bad = province.post(DRAFT + "entry/", seen(**LINE | {"supplier": ""}))
    assert bad.status_code == 422
    assert "请填写由谁提供" in text(bad)
    assert "绿电直连对接" in bad.content.decode()
    assert province.post(DRAFT + "entry/", seen(**LINE)).status_code == 302
    assert "草稿中已有这一项" in text(province.post(DRAFT + "entry/", seen(**LINE)))
    line = draft().entries.get(key="绿电直连对接")
    address = f"{DRAFT}entry/?line={line.pk}"
    assert "修改：绿电直连对接" in told(province, address)
    assert province.post(address, seen(**LINE | {"stage": "build", "name": "绿电直供对接"})).status_code == 302
    line.refresh_from_db()
    assert (line.stage, line.name) == ("build", "绿电直供对接")
    assert province.post(address, seen(do="drop")).status_code == 302
    assert not draft().entries.filter(pk=line.pk).exists()
    assert province.get(f"{DRAFT}entry/?line=999999999").status_code == 404


def test_a_basic_item_is_found_by_name(town):
    province = desk("shengzx")
    page = province.get(DRAFT + "entry/?find=农作物种子生产经营许可")
    assert "key=511A90047000" in page.content.decode()
    by_name = {"list": "approval", "stage": "open", "key": "农作物种子生产经营许可", "name": ""}
    assert province.post(DRAFT + "entry/", seen(**by_name)).status_code == 302
    assert draft().entries.get(key="511A90047000").name == "农作物种子生产经营许可"
    assert "目录中没有" in told(province, DRAFT + "entry/?find=登陆火星")


def test_two_at_once_lose_nothing(town):
    answer = desk("shengzx").post(DRAFT + "entry/", {"version": draft().version - 1, **LINE})
    assert answer.status_code == 409
    assert "绿电直连对接" in answer.content.decode()


ROWS = "清单\t阶段\t名称\t编码\t说明\t提供单位\n审批事项\t准营\t测试许可\t511A9TTTT000\t\t\n要素保障\t生产经营\t绿电直连对接\t\t绿电\t电网企业"


def test_rows_of_a_spreadsheet_are_pasted(town):
    province = desk("shengzx")
    assert "第一行缺少列：阶段" in text(province.post(DRAFT + "sheet/", seen(rows="清单\t名称\n审批事项\t甲")))
    bad = province.post(DRAFT + "sheet/", seen(rows=ROWS.replace("准营", "何时")))
    assert bad.status_code == 422
    assert "第1行请选择阶段" in text(bad)
    assert "测试许可" in bad.content.decode()
    assert not draft().entries.filter(key="511A9TTTT000").exists()
    assert province.post(DRAFT + "sheet/", seen(rows=ROWS)).status_code == 302
    assert draft().entries.get(key="511A9TTTT000").stage == "open"


def test_a_workbook_is_shown_before_it_is_taken(town):
    book, file = io.BytesIO(), None
    file = xlsxwriter.Workbook(book)
    sheet = file.add_worksheet()
    for n, row in enumerate(ROWS.split("\n")):
        sheet.write_row(n, 0, row.split("\t"))
    file.close()
    province = desk("shengzx")
    upload = SimpleUploadedFile("清单.xlsx", book.getvalue())
    page = province.post(DRAFT + "sheet/", seen(file=upload))
    assert "511A9TTTT000" in page.content.decode()
    assert not draft().entries.filter(key="511A9TTTT000").exists()
    broken = province.post(DRAFT + "sheet/", seen(file=SimpleUploadedFile("清单.xlsx", b"not a workbook")))
    assert broken.status_code == 422
    assert "不是可以读取的表格" in text(broken)


def test_a_version_is_published_from_a_day(town):
    province = desk("shengzx")
    past = province.post(DRAFT + "publish/", seen(from_date="2026-11-01"))
    assert past.status_code == 422
    assert "不能早于公布之日" in text(past)
    assert "请填写日期" in text(province.post(DRAFT + "publish/", seen(from_date="明天")))
    assert province.post(DRAFT + "publish/", seen(from_date="2026-12-01")).status_code == 302
    assert "已公布，待适用" in told(desk("guanli1"), DRAFT)
    assert province.post(DRAFT + "note/", {"version": draft().version, "note": "再改"}).status_code == 409


def test_a_draft_is_discarded(town):
    assert desk("guanli1").post(DRAFT + "discard/", seen()).status_code == 403
    assert desk("shengzx").post(DRAFT + "discard/", {"version": 1}).status_code == 409
    assert desk("shengzx").post(DRAFT + "discard/", seen()).status_code == 302
    assert "已作废" in told(desk("shengzx"), DRAFT)
    assert "草稿" not in told(desk("guanli1"), "/desk/lists/").replace("草稿和待适用", "")


def test_the_note_is_kept(town):
    assert desk("shengzx").post(DRAFT + "note/", seen(note="只改说明")).status_code == 302
    assert draft().note == "只改说明"


def test_what_changed_and_what_it_means_for_parks(town):
    page = told(desk("guanli1"), DRAFT + "diff/")
    assert "第2版 → 第3版" in page
    assert "饲料、饲料添加剂生产企业审批" in page
    assert "审批事项·准营" in page
    assert "第1版 → 第3版" in told(desk("guanli1"), DRAFT + "diff/?against=1")
    page = told(desk("guanli1"), DRAFT + "impact/")
    assert "宜宾临港经济技术开发区" in page
    assert "本园区增加“粮食收购企业备案”：清单已列入" in page
    assert "园区未开办" in page
    assert "没有这个名称的园区" in told(desk("guanli1"), DRAFT + "impact/?q=火星")


def test_a_park_s_list_says_what_is_its_own(town):
    page = told(desk("guanli1"), "/desk/lists/parks/lingang/")
    assert "园区内酿酒企业收购酿酒专用粮" in page
    assert "已开办" in page
    assert "临港" in told(desk("shenji"), "/desk/lists/parks/?q=临港&kind=etdz")
    assert "没有符合条件的园区" in told(desk("shenji"), "/desk/lists/parks/?q=火星")
    assert desk("shenji").get("/desk/lists/parks/nowhere/").status_code == 404


def test_a_manager_adds_leaves_out_and_undoes(town):
    manager = desk("guanli2")
    given = LINE | {"from_date": "2026-11-23", "reason": ""}
    bad = manager.post(PARK + "add/", given)
    assert bad.status_code == 422
    assert "请写明理由" in text(bad)
    assert manager.post(PARK + "add/", given | {"reason": "企业多次询问。"}).status_code == 302
    assert "企业多次询问。" in told(manager, PARK)
    gone = {"from_date": "2026-11-23", "reason": "县城统一办理。"}
    assert "减去“企业设立登记”" in told(manager, PARK + "remove/?key=511F90001000")
    assert manager.post(PARK + "remove/?key=511F90001000", gone).status_code == 302
    made = Overlay.objects.get(park__code="jiangan", key="511F90001000")
    assert manager.post(f"{PARK}undo/{made.pk}/", {"version": made.version}).status_code == 302
    again = manager.post(f"{PARK}undo/{made.pk}/", {"version": made.version + 1})
    assert again.status_code == 409
    assert "已于2026-11-23撤销" in text(again)


def test_others_do_not_change_a_park_s_list(town):
    standing = Overlay.objects.filter(park__code="jiangan").first()
    given = LINE | {"from_date": "2026-11-23", "reason": "理由"}
    for username in ("guanli1", "yuanqu", "shenji", "admin", "qiye"):
        stranger = desk(username)
        assert stranger.post(PARK + "add/", given).status_code == 403
        assert stranger.post(PARK + "remove/?key=511F90001000", given).status_code == 403
        assert stranger.post(f"{PARK}undo/{standing.pk}/", {"version": standing.version}).status_code == 403
    assert "undo/" not in desk("guanli1").get(PARK).content.decode()
    assert "undo/" in desk("guanli2").get(PARK).content.decode()


def test_a_park_s_list_is_read_in_few_statements(town, django_assert_max_num_queries):
    reader = desk("guanli1")
    reader.get("/desk/lists/parks/lingang/")
    with django_assert_max_num_queries(14):
        reader.get("/desk/lists/parks/lingang/")
