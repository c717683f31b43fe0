"""The enterprise's own pages: apply, follow, answer, take back. Strangers see nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import PDF, at
from tests.visitor import Visitor, hidden, text
from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.actions.ask_supplement import ask_supplement
from yuanban.cases.actions.withdraw import withdraw
from yuanban.cases.applicant.matter import matter_of
from yuanban.cases.models import Case, Draft
from yuanban.catalogue.form_posting import spread
from yuanban.catalogue.models import Bundle
from yuanban.places import epoch

OWNER, STRANGER = "qiye", "qiye2"


@pytest.fixture
def item(town):
    return town.item("企业变更登记", "cp-amr")


@pytest.fixture
def url(item):
    return f"/apply/lingang/{item.pk}/"


def pdf(name="材料.pdf"):
    return SimpleUploadedFile(name, PDF, "application/pdf")


def own_firm():
    return Enterprise.objects.filter(members__username=OWNER).order_by("pk").first()


def filled(town, item=None, bundle=None, **more):
    """What the applicant types and picks, for every question and every material that must be given."""
    situations = dict.fromkeys((q["key"] for q in bundle.situations), "是") if bundle else {}
    application = town.application("lingang", item, own_firm(), bundle=bundle, situations=situations)
    matter = matter_of(at().date(), "lingang", item and item.pk, bundle and bundle.code, situations)
    answers = spread(matter.fields, application.form)
    files = {f"file-{m.key}": pdf() for m in matter.materials if m.need == "required"}
    deferred = {f"defer-{m.key}": "yes" for m in matter.materials if m.need == "deferrable"}
    return {"_enterprise": own_firm().pk, **answers, **files, **deferred, "do": "check"} | more


def applied(town, item, url, **more):
    visitor = Visitor(OWNER)
    visitor.post(url, filled(town, item, **more))
    hand_in(visitor, url)
    return Case.objects.latest("pk")


def hand_in(visitor, url):
    return visitor.post(f"{url}check/", {"saved": hidden(visitor.get(f"{url}check/"), "saved")}, follow=True)


def test_from_the_form_to_the_number(town, item, url):
    visitor = Visitor(OWNER)
    assert "以谁的名义申请" in text(visitor.get(url))
    assert visitor.post(url, filled(town, item)).headers["Location"] == f"{url}check/"
    looked = text(visitor.get(f"{url}check/"))
    assert "提交以后由谁办理" in looked
    assert "三江新区园区政务服务中心翠屏区派驻窗口" in looked
    response = hand_in(visitor, url)
    case = Case.objects.get()
    assert response.redirect_chain[-1][0] == f"/cases/{case.number}/applied/"
    assert "申请已经收到" in text(response)
    assert case.number in text(response)
    assert "不迟于2026年11月30日（星期一）" in text(response)
    assert case.enterprise == own_firm()
    assert {m.code: m.state for m in case.materials.all()} == {
        "application": "given",
        "resolution": "given",
        "charter": "deferred",
        "business-licence": "shared",
    }
    assert not Draft.objects.exists()


def test_what_is_missing_is_said_all_at_once_and_nothing_typed_is_lost(town, item, url):
    visitor = Visitor(OWNER)
    visitor.post(url, {"before": "旧名称", "resolved_on": "前天", "do": "check"})
    assert visitor.get(f"{url}check/").headers["Location"] == f"{url}?check"
    response = visitor.get(f"{url}?check")
    page = text(response)
    assert response.status_code == 422
    assert all(
        said in page
        for said in (
            "请填写“变更后内容”",
            "应为日期",
            "请上传“变更决议或者决定”",
            "请上传“修改后的章程或者章程修正案”，或者承诺后补",
        )
    )
    assert ">旧名称</textarea>" in response.content.decode()
    assert 'value="前天"' in response.content.decode()
    assert not Case.objects.exists()


def test_a_file_of_an_unknown_kind_is_refused_beside_its_material_and_the_rest_is_kept(town, item, url):
    visitor = Visitor(OWNER)
    wrong = SimpleUploadedFile("决议.exe", b"MZ not a paper")
    response = visitor.post(url, filled(town, item, **{"file-resolution": wrong}))
    assert response.status_code == 422
    assert "文件“决议.exe”的格式不能识别" in text(response)
    assert list(Draft.objects.get().files) == ["application"]


def test_a_file_is_taken_the_moment_it_is_picked(town, item, url):
    visitor = Visitor(OWNER)
    sent = {"do": "file:resolution", "file-resolution": pdf("决议.pdf")}
    response = visitor.post(url, sent, headers={"HX-Request": "true"})
    assert "已收到 决议.pdf" in text(response)
    assert "<html" not in response.content.decode()
    upload = hidden(response, "upload-resolution")
    assert Draft.objects.get().files == {"resolution": int(upload)}
    gone = visitor.post(url, {"do": "drop:resolution", "upload-resolution": upload}, headers={"HX-Request": "true"})
    assert "已收到" not in text(gone)
    assert Draft.objects.get().files == {}


def test_a_draft_saves_itself_and_is_there_the_next_day(town, item, url):
    visitor = Visitor(OWNER)
    answer = visitor.post(url, {"before": "一半", "do": "save"}, headers={"HX-Request": "true"})
    assert "已自动保存" in text(answer)
    again = Visitor(OWNER)
    page = again.get(url)
    assert "保存的草稿，接着填即可" in text(page)
    assert ">一半</textarea>" in page.content.decode()
    assert item.name in text(again.get("/my/"))


def test_a_draft_belongs_to_its_writer_alone(town, item, url):
    Visitor(OWNER).post(url, {"before": "机密", "do": "save"})
    draft = Draft.objects.get()
    other = Visitor(STRANGER)
    assert "机密" not in other.get(url).content.decode()
    other.post(f"/my/drafts/{draft.pk}/discard/")
    assert Draft.objects.filter(pk=draft.pk).exists()
    Visitor(OWNER).post(f"/my/drafts/{draft.pk}/discard/")
    assert not Draft.objects.exists()


def test_nobody_hands_in_the_file_or_the_name_of_another(town, item, url):
    Visitor(STRANGER).post(url, {"do": "file:resolution", "file-resolution": pdf()})
    theirs = Draft.objects.get().files["resolution"]
    foreign = Enterprise.objects.exclude(members__username=OWNER).first()
    sent = filled(town, item, _enterprise=foreign.pk)
    del sent["file-resolution"]
    visitor = Visitor(OWNER)
    visitor.post(url, sent | {"upload-resolution": theirs})
    response = visitor.get(f"{url}?check")
    assert "请上传“变更决议或者决定”" in text(response)
    assert Draft.objects.get(person__username=OWNER).enterprise is None


def test_pressing_the_button_twice_makes_one_case(town, item, url):
    visitor = Visitor(OWNER)
    visitor.post(url, filled(town, item))
    looked = {"saved": hidden(visitor.get(f"{url}check/"), "saved")}
    visitor.post(f"{url}check/", looked)
    again = visitor.post(f"{url}check/", looked, follow=True)
    assert "已经提交过了" in text(again)
    assert Case.objects.count() == 1


def test_what_changed_after_looking_is_looked_through_again(town, item, url):
    visitor = Visitor(OWNER)
    visitor.post(url, filled(town, item))
    looked = {"saved": hidden(visitor.get(f"{url}check/"), "saved")}
    Visitor(OWNER).post(url, filled(town, item, before="另一个窗口里改的"))
    Draft.objects.update(saved_at=at(hour=11))
    response = visitor.post(f"{url}check/", looked, follow=True)
    assert "请再核对一次" in text(response)
    assert "另一个窗口里改的" in text(response)
    assert not Case.objects.exists()


def test_looking_through_nothing_leads_back_to_the_form(town, item, url):
    assert Visitor(OWNER).get(f"{url}check/").headers["Location"] == url


def test_agency_needs_its_scope_in_writing_and_is_recorded(town, item, url):
    helper = Person.objects.get(username="bangban")
    visitor = Visitor(OWNER)
    visitor.post(url, filled(town, item, _agent=helper.pk))
    assert "请写明委托代办的范围" in text(visitor.get(f"{url}?check"))
    visitor.post(url, filled(town, item, _agent=helper.pk, _scope="代为递交材料"))
    assert "免费" in text(visitor.get(f"{url}check/"))
    hand_in(visitor, url)
    case = Case.objects.get()
    assert (case.agent, case.agent_scope) == (helper, "代为递交材料")


def test_facts_decide_and_the_page_says_so(town):
    item = town.item("建筑工程施工许可证核发", "yb-hud")
    url = f"/apply/lingang/{item.pk}/"
    visitor = Visitor(OWNER)
    visitor.post(url, filled(town, item, investment_wan="3000"))
    small = text(visitor.get(f"{url}check/"))
    visitor.post(url, filled(town, item, investment_wan="9000"))
    large = text(visitor.get(f"{url}check/"))
    assert "因为您填写了：工程投资额 3000万元" in small
    assert "宜宾三江新区管理委员会" in small
    assert "市级派驻窗口" in large


def test_a_matter_that_the_law_does_not_allow_here_is_refused_with_the_rule(town):
    """The firm lies in one county of the park, the organ is the other county's."""
    item = town.item("企业设立登记", "nx-amr")
    url = f"/apply/lingang/{item.pk}/"
    visitor = Visitor(OWNER)
    visitor.post(url, filled(town, item))
    response = visitor.get(f"{url}?check")
    assert response.status_code == 409
    assert 'data-rule="outside-territory"' in response.content.decode()
    assert not Case.objects.exists()


def test_a_bundle_is_one_form_and_one_acknowledgement(town):
    bundle = Bundle.objects.get(code="restaurant-lingang")
    url = "/apply/lingang/bundle/restaurant-lingang/"
    visitor = Visitor(OWNER)
    assert visitor.get(url).headers["Location"] == f"{url}situations/"
    assert visitor.post(f"{url}situations/", {"gathering": "是"}).status_code == 422
    told = {"gathering": "是", "sign": "是", "tobacco": "否"}
    assert visitor.post(f"{url}situations/", told).headers["Location"] == url
    assert visitor.post(url, filled(town, bundle=bundle)).headers["Location"] == f"{url}check/"
    response = hand_in(visitor, url)
    cases = list(Case.objects.order_by("id"))
    assert [case.item.name for case in cases][:2] == ["食品经营许可", "公众聚集场所投入使用、营业前消防安全检查"]
    assert [one["key"] for one in cases[0].bundle_case.left_out] == ["licence", "tobacco"]
    assert all(case.number in text(response) for case in cases)
    tables = [case.materials.get(code="application").name for case in cases]
    assert len(set(tables)) == 3
    assert cases[1].item.name in text(visitor.get(f"/cases/{cases[0].number}/"))


def test_what_the_park_does_not_offer_cannot_be_applied_for(town, item):
    visitor = Visitor(OWNER)
    assert visitor.get(f"/apply/nanxi/{item.pk}/").status_code == 404
    assert visitor.get("/apply/jiangan/bundle/restaurant-lingang/").status_code == 404


def test_an_official_is_told_that_this_door_is_not_theirs(town, url):
    response = Visitor("yuanqu").get(url)
    assert response.status_code == 403
    assert "不能在这里替申请人办理" in text(response)


def test_following_a_case(town, item, url):
    case = applied(town, item, url)
    town.until(case, "accepted")
    page = text(Visitor(OWNER).get(f"/cases/{case.number}/"))
    assert "承诺办结2026年11月24日（星期二）" in page.replace(" ", "")
    assert "法定办结2026年11月26日（星期四）" in page.replace(" ", "")
    assert "为什么是这一天" in page
    assert "受理，当日不计" in page
    assert "宜宾市翠屏区市场监督管理局" in page
    assert "受理通知书" in page


def test_opinions_inside_the_office_are_not_shown_to_the_applicant(town, item, url):
    case = applied(town, item, url)
    town.until(case, "reviewed")
    page = text(Visitor(OWNER).get(f"/cases/{case.number}/"))
    assert "审查" in page
    assert "材料齐全，符合条件。" not in page


def test_an_official_is_led_to_the_desk(town, item, url):
    case = applied(town, item, url)
    assert Visitor("chuangkou").get(f"/cases/{case.number}/").headers["Location"] == f"/desk/cases/{case.number}/"


@pytest.mark.parametrize("page", ["", "applied/", "supplement/", "withdraw/", "rate/"])
def test_a_stranger_finds_nothing(town, item, url, page):
    case = applied(town, item, url)
    address = f"/cases/{case.number}/{page}"
    theirs, nothing = Visitor(STRANGER).get(address), Visitor(STRANGER).get(f"/cases/NO-SUCH/{page}")
    assert theirs.status_code == nothing.status_code == 404
    assert text(theirs) == text(nothing)
    assert Visitor().get(address).headers["Location"].startswith("/sign-in/")


def test_files_come_back_to_their_owner_only(town, item, url):
    case = applied(town, item, url)
    material = case.materials.exclude(upload=None).first()
    address = f"/cases/{case.number}/files/{material.pk}/"
    response = Visitor(OWNER).get(address)
    assert b"".join(response.streaming_content) == PDF
    assert "attachment" in response.headers["Content-Disposition"]
    assert Visitor(STRANGER).get(address).status_code == 404
    other = applied(town, item, url).materials.exclude(upload=None).first()
    assert Visitor(OWNER).get(f"/cases/{case.number}/files/{other.pk}/").status_code == 404


@pytest.fixture
def asked(town, item, url):
    case = town.until(applied(town, item, url), "received")
    gaps = {"resolution": "决议没有股东签字。", "charter": "缺少章程修正案。"}
    ask_supplement(town.doer(case, "accept"), case.number, gaps)
    case.refresh_from_db()
    return case


def test_a_supplement_notice_waits_at_the_top_and_lists_every_gap(asked):
    visitor = Visitor(OWNER)
    assert "等您处理" in text(visitor.get("/my/"))
    page = text(visitor.get(f"/cases/{asked.number}/supplement/"))
    assert all(gap in page for gap in ("决议没有股东签字。", "缺少章程修正案。"))


def supply(case, visitor=None, **sent):
    return (visitor or Visitor(OWNER)).post(
        f"/cases/{case.number}/supplement/", {"version": case.version, "do": "supply"} | sent
    )


def test_every_gap_must_be_answered_and_what_was_uploaded_is_kept(asked):
    response = supply(asked, **{"file-resolution": pdf("新决议.pdf")})
    assert response.status_code == 422
    assert "请补交“修改后的章程或者章程修正案”" in text(response)
    assert "已收到 新决议.pdf" in text(response)
    upload = hidden(response, "upload-resolution")
    done = supply(asked, **{"upload-resolution": upload, "file-charter": pdf("章程.pdf")})
    assert done.headers["Location"] == f"/cases/{asked.number}/"
    asked.refresh_from_db()
    assert asked.state == "received"
    assert asked.materials.get(code="resolution").upload.name == "新决议.pdf"


def test_a_supplement_file_is_taken_at_once(asked):
    sent = {"do": "file:charter", "file-charter": pdf("章程.pdf"), "version": asked.version}
    response = Visitor(OWNER).post(f"/cases/{asked.number}/supplement/", sent, headers={"HX-Request": "true"})
    assert "已收到 章程.pdf" in text(response)
    asked.refresh_from_db()
    assert asked.state == "supplementing"


def test_a_page_that_is_out_of_date_writes_nothing(asked):
    both = {"file-resolution": pdf(), "file-charter": pdf()}
    response = supply(asked, version=asked.version - 1, **both)
    assert response.status_code == 409
    assert 'data-rule="changed-meanwhile"' in response.content.decode()
    asked.refresh_from_db()
    assert asked.state == "supplementing"


def test_a_case_that_asks_for_nothing_takes_nothing(town, item, url):
    case = applied(town, item, url)
    response = Visitor(OWNER).get(f"/cases/{case.number}/supplement/")
    assert response.status_code == 409
    assert 'data-rule="wrong-state"' in response.content.decode()


def test_taking_back_is_asked_twice(town, item, url):
    case = applied(town, item, url)
    visitor = Visitor(OWNER)
    page = visitor.get(f"/cases/{case.number}/withdraw/")
    assert "撤回以后不能恢复" in text(page)
    case.refresh_from_db()
    assert case.state == "applied"
    visitor.post(f"/cases/{case.number}/withdraw/", {"version": hidden(page, "version"), "reason": "改日再办"})
    case.refresh_from_db()
    assert case.state == "withdrawn"
    assert "申请已经撤回" in text(visitor.get(f"/cases/{case.number}/"))


def test_what_was_taken_back_meanwhile_cannot_be_taken_back_again(town, item, url):
    case = applied(town, item, url)
    withdraw(town.actor(OWNER), case.number)
    response = Visitor(OWNER).post(f"/cases/{case.number}/withdraw/", {"version": case.version})
    assert response.status_code == 409


def test_my_cases_by_state_and_words(town, item, url):
    case = applied(town, item, url)
    visitor = Visitor(OWNER)
    assert case.number in text(visitor.get("/my/", {"show": "open"}))
    assert case.number not in text(visitor.get("/my/", {"show": "closed"}))
    assert case.number in text(visitor.get("/my/", {"q": "变更登记"}))
    assert "没有符合条件的办件" in text(visitor.get("/my/", {"q": "没有这一件"}))
    assert case.number not in text(Visitor(STRANGER).get("/my/"))


def test_papers_are_kept_for_the_applicant(town, item, url):
    case = applied(town, item, url)
    town.until(case, "accepted")
    page = text(Visitor(OWNER).get("/my/papers/"))
    assert "受理通知书" in page
    assert "还没有文书" in text(Visitor("qiye3").get("/my/papers/"))


def test_somebody_who_never_applied_is_told_where_to_begin(town):
    newcomer = Person.objects.create_person("new", "新人", "x")
    assert "您还没有办过事" in text(Visitor(newcomer.username).get("/my/"))


def test_a_material_that_is_not_needed_may_stay_at_home(town, item, url):
    material = item.versions.get().materials.get(code="resolution")
    material.need = "optional"
    material.save(update_fields=["need"])
    epoch.bump()
    assert "可以不交" in text(Visitor(OWNER).get(url))
    form = filled(town, item)
    assert "file-resolution" not in form
    visitor = Visitor(OWNER)
    visitor.post(url, form)
    assert "未提交：非必要" in text(visitor.get(f"{url}check/"))
    hand_in(visitor, url)
    case = Case.objects.get()
    assert case.materials.get(code="resolution").state == "missing"
    assert "非必要" in text(Visitor("chuangkou").get(f"/desk/cases/{case.number}/"))
    assert "非必要" in text(Visitor().get(f"/parks/lingang/items/{item.pk}/"))
