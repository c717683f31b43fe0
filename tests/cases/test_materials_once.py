"""Materials once: what was handed in, granted or can be found out is not asked for again, and everybody sees why."""

import time
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases.matter import RESTAURANT, building_permit, invalid, kinds, last, mate, owner, refused
from tests.cast import DAY, PDF, at, merged_of
from tests.certificates.holding import granted
from tests.visitor import Visitor, text
from yuanban.accounts.acting import acting
from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.apply import apply
from yuanban.cases.actions.ask_supplement import ask_supplement
from yuanban.cases.actions.check_internally import check_internally
from yuanban.cases.actions.check_original import check_original
from yuanban.cases.actions.reuse import reuse
from yuanban.cases.actions.supply import supply
from yuanban.cases.models import Case, Draft
from yuanban.exchange.verify import differences_of, everything_to_verify
from yuanban.ledger.invalid import Invalid
from yuanban.shelf import sources
from yuanban.shelf.actions.keep_ahead import keep_ahead
from yuanban.shelf.actions.withdraw import restore, withdraw
from yuanban.shelf.holders import holder_of
from yuanban.shelf.models import Document, LookUp

VIEWER = "qiye5"  # belongs to this firm alone
PERMIT = ("建筑工程施工许可证核发", "yb-hud")
SHELVED = {"contract", "drawings", "safety"}  # the rest is written anew for each application, or need not be handed in


def firm():
    return Enterprise.objects.get(code=RESTAURANT)


def shelf_of_firm():
    return holder_of(firm(), None)


def everything_wrong():
    return [said for kind, key in everything_to_verify() for said in differences_of(kind, key)]


def ahead(name="公司章程", when=None, **more):
    return keep_ahead(owner(when), shelf_of_firm(), name, "章程.pdf", PDF + name.encode(), **more)


def source_file(settings, kind, rows):
    settings.SHARED_DATA.mkdir(exist_ok=True)
    (settings.SHARED_DATA / f"{kind}.csv").write_text(rows, encoding="utf-8")


def reasons(case):
    return {m.code: (m.state, m.why.get("kind", "")) for m in case.materials.all()}


def test_what_was_accepted_is_used_again_with_one_press(town, case):
    town.until(case, "accepted")
    rows = {m.name: m.code for m in case.materials.all()}
    kept = Document.objects.all()
    assert {rows[one.name] for one in kept} == SHELVED
    assert {(one.trust, one.source, one.case_number) for one in kept} == {("C", "case", case.number)}

    item = town.item(*PERMIT)
    visitor, url = Visitor(VIEWER), f"/apply/lingang/{item.pk}/"
    page = visitor.get(url)
    assert "材料库里有的都用上（3份）" in text(page)
    document = kept.get(name="中标通知书或者施工合同")
    one = visitor.post(
        url, {"_enterprise": firm().pk, "do": f"shelf:contract:{document.pk}"}, headers={"HX-Request": "true"}
    )
    assert "取自材料库" in text(one)
    visitor.post(url, {"_enterprise": firm().pk, "do": "shelf-all"})
    assert set(Draft.objects.get().files) == SHELVED

    files = {
        code: reuse(owner(), shelf_of_firm(), kept.get(name=name).pk).pk
        for name, code in rows.items()
        if code in SHELVED
    }
    again = town.application("lingang", item, firm(), investment_wan=3000)
    (second,) = apply(owner(), replace(again, files=again.files | files))
    assert {code for code, said in reasons(second).items() if said == ("given", "shelf")} == SHELVED
    town.until(second, "accepted")
    assert kept.count() == 3  # nothing is there twice
    mine = Visitor(VIEWER).get("/my/shelf/")
    assert text(mine).count("用于：建筑工程施工许可证核发、建筑工程施工许可证核发") == 3
    assert "取自材料库：上传件，原件待核对" in text(visitor.get(f"/cases/{second.number}/"))
    assert everything_wrong() == []


def test_a_shelf_is_its_holders_alone(town, case):
    town.until(case, "accepted")
    document = Document.objects.first()
    stranger = Visitor("qiye2")
    assert document.name not in text(stranger.get("/my/shelf/"))
    assert stranger.get(f"/my/shelf/{document.pk}/file/").status_code == 404
    assert stranger.post(f"/my/shelf/{document.pk}/state/", {"do": "withdrawn"}).status_code == 404
    assert stranger.get(f"/my/shelf/?of=e{firm().pk}").status_code == 404
    assert Visitor("chuangkou").get("/my/shelf/").status_code == 403
    with pytest.raises(Invalid):
        reuse(town.actor("qiye2"), shelf_of_firm(), document.pk)
    assert b"".join(Visitor(VIEWER).get(f"/my/shelf/{document.pk}/file/").streaming_content) == PDF


def test_put_keep_and_withdraw_on_the_page(town):
    visitor = Visitor(VIEWER)
    assert "还没有材料" in text(visitor.get("/my/shelf/"))
    of, pdf = f"e{firm().pk}", lambda data=PDF: SimpleUploadedFile("章程.pdf", data)
    wrong = visitor.post(
        "/my/shelf/keep/", {"of": of, "name": "设立登记申请书", "file": pdf(), "to_date": "2020-01-01"}
    )
    assert wrong.status_code == 422
    assert "每次办事重新填写" in text(wrong)
    assert "已经过期" in text(wrong)
    assert 'value="设立登记申请书"' in wrong.content.decode()
    assert "请选择文件" in text(visitor.post("/my/shelf/keep/", {"of": of, "kind": "charter"}))
    broken = visitor.post("/my/shelf/keep/", {"of": of, "kind": "charter", "file": pdf(b"MZ")})
    assert "格式不能识别" in text(broken)
    assert not Document.objects.exists()

    given = {"of": of, "kind": "charter", "to_date": "2026-12-01"}
    visitor.post("/my/shelf/keep/", given | {"file": pdf()})
    visitor.post("/my/shelf/keep/", given | {"file": pdf()})  # the same once more
    document = Document.objects.get()
    assert (document.name, document.trust, document.source, str(document.to_date)) == (
        "公司章程",
        "C",
        "ahead",
        "2026-12-01",
    )
    assert "快到期" in text(visitor.get("/my/shelf/?q=章程"))
    assert "没有找到“营业”" in text(visitor.get("/my/shelf/?q=营业"))
    visitor.post(f"/my/shelf/{document.pk}/state/", {"of": of, "do": "withdrawn"})
    assert "没有这一类材料" in text(visitor.get("/my/shelf/"))
    assert "恢复使用" in text(visitor.get("/my/shelf/?show=over"))
    assert kinds(document) == ["shelf.put", "shelf.withdrawn"]


def test_what_is_over_or_withdrawn_is_neither_offered_nor_taken(town):
    item = town.item("企业变更登记", "cp-amr")
    document = ahead("修改后的章程或者章程修正案", to_date=DAY)
    url = f"/apply/lingang/{item.pk}/"
    assert "材料库里有：" in text(Visitor(VIEWER).get(url))
    upload = reuse(owner(), shelf_of_firm(), document.pk)
    application = town.application("lingang", item, firm())
    application = replace(application, files=application.files | {"charter": upload.pk})
    withdraw(owner(), document.pk)
    with invalid("material-charter"):
        apply(owner(), application)
    restore(mate(), document.pk)
    (case,) = apply(owner(), application)
    assert reasons(case)["charter"] == ("given", "shelf")
    tomorrow = Visitor(VIEWER)
    tomorrow.now = at(DAY.replace(day=DAY.day + 1))
    page = text(tomorrow.get(url))
    assert "材料库里有：" not in page
    assert f"已于{DAY.year}年{DAY.month}月{DAY.day}日到期" in page


def test_shared_data_is_asked_and_never_stands_in_the_way(town, settings):
    header = "holder,from,to,source,证号,结果\n"
    row = f"{RESTAURANT},2020-01-01,,样例市规划数据平台,样规〔2026〕1号,有效\n"
    source_file(settings, "construction-planning", header + row)
    case = building_permit(town)
    assert reasons(case)["planning"] == ("shared", "shared")
    assert reasons(case)["land"] == ("shared", "internal")
    assert (
        "样例市规划数据平台2026年11月23日查得：证号：样规〔2026〕1号；结果：有效"
        in case.materials.get(code="planning").why["text"]
    )
    asked = LookUp.objects.get()
    assert (asked.outcome, asked.purpose, asked.basis) == (
        "found",
        "办理“建筑工程施工许可证核发”",
        "《优化营商环境条例》第三十七条",
    )
    building_permit(town)
    assert LookUp.objects.count() == 1  # once a day for one purpose
    assert "样规" not in str(last(asked, "shelf.looked-up").data)  # the ledger has the digest alone
    assert "结果：有效" in text(Visitor(VIEWER).get("/my/shelf/?view=lookups"))
    assert everything_wrong() == []
    LookUp.objects.update(value={"结果": "改过"})
    assert "摘要不符" in "".join(everything_wrong())


class Slow:
    name = "样例慢平台"

    def kinds(self):
        return {"premises"}

    def look_up(self, kind, holder, day):
        time.sleep(0.5)


def test_a_source_that_is_away_spares_the_applicant(town, settings, monkeypatch):
    source_file(settings, "construction-planning", "holder,from\n" + f"{RESTAURANT},not a day\n")
    monkeypatch.setattr(sources, "PATIENCE", 0.05)
    monkeypatch.setattr(sources, "_known", sources._known | {"slow": Slow()})
    case = building_permit(town)
    why = case.materials.get(code="planning").why
    assert (why["kind"], LookUp.objects.get().outcome) == ("internal", "unavailable")
    assert "现在没有应答，由机关在受理后自行核查" in why["text"]
    assert sources.ask(["premises"], shelf_of_firm(), DAY)["premises"].outcome == "unavailable"
    settings.SHARED_DATA.chmod(0)
    assert reasons(building_permit(town))["planning"] == ("shared", "internal")


def test_a_certificate_of_the_register_is_not_asked_for(town):
    certificate = granted(town, item=PERMIT)
    holder = text(Visitor(VIEWER).get("/my/shelf/"))
    assert certificate.number in holder
    item = town.item("企业变更登记", "cp-amr")
    licence = item.versions.get(state="published").materials.get(code="business-licence")
    type(licence).objects.filter(pk=licence.pk).update(shelf_kind="construction-permit", need="required")
    from yuanban.places import epoch

    epoch.bump()
    application = town.application("lingang", item, firm())
    files = {code: pk for code, pk in application.files.items() if code != "business-licence"}
    (case,) = apply(owner(), replace(application, files=files))
    row = case.materials.get(code="business-licence")
    assert (row.state, row.why["kind"], row.why["ref"]) == (
        "shared",
        "certificate",
        {"certificate": certificate.number},
    )
    assert certificate.number in text(Visitor(VIEWER).get(f"/apply/lingang/{item.pk}/"))


def test_the_organ_checks_and_says_what_it_found(town, case, settings):
    town.until(case, "received")
    accepter = town.doer(case, "accept")
    desk = Visitor(Person.objects.get(pk=accepter.person).username)
    at_file = f"/desk/cases/{case.number}/"
    assert "由机关自行取得、核查，不用提交。" in text(desk.get(at_file))
    version = lambda: Case.objects.get(pk=case.pk).version  # noqa: E731
    empty = desk.post(f"{at_file}materials/land/check/", {"version": version(), "do": "found", "check-land-text": " "})
    assert empty.status_code == 422
    assert "请写明怎样核查" in text(empty)
    desk.post(
        f"{at_file}materials/land/check/",
        {"version": version(), "do": "found", "check-land-text": "查宗地图，已批准。"},
    )
    assert reasons(case)["land"] == ("shared", "checked")
    assert last(case, "case.material-checked").data["found"] is True

    source_file(settings, "construction-planning", f"holder,source,证号\n{RESTAURANT},样例平台,样规1号\n")
    desk.post(f"{at_file}materials/planning/check/", {"version": version(), "do": "again"})
    assert reasons(case)["planning"] == ("shared", "shared")

    desk.post(f"{at_file}materials/contract/original/", {"version": version()})
    assert "核对原件，一致" in text(desk.get(at_file))
    assert Document.objects.get().trust == "B"
    assert "窗口已核对原件" in text(Visitor(VIEWER).get("/my/shelf/"))
    story = text(Visitor(VIEWER).get(f"/cases/{case.number}/"))
    assert "“中标通知书或者施工合同”与原件一致" in story
    with refused("no-post"):
        check_original(replace(town.clerk(case), powers=frozenset()), case.number, "drawings")
    town.until(case, "delivered")
    with refused("wrong-state"):
        check_internally(accepter, case.number, "land", True, "再查")
    assert everything_wrong() == []


def test_what_was_not_found_must_be_handed_in_and_may_come_from_the_shelf(town):
    case = town.until(town.apply("lingang", town.item("企业变更登记", "cp-amr"), firm()), "received")
    check_internally(town.doer(case, "accept"), case.number, "business-licence", False, "登记系统没有这家企业。")
    assert reasons(case)["business-licence"][0] == "missing"
    document = ahead("营业执照", kind="business-licence")
    ask_supplement(town.doer(case, "accept"), case.number, {"business-licence": "没有查到，请提交。"})
    visitor, url = Visitor(VIEWER), f"/cases/{case.number}/supplement/"
    assert "材料库里有：" in text(visitor.get(url))
    taken = visitor.post(url, {"do": f"shelf:business-licence:{document.pk}"}, headers={"HX-Request": "true"})
    assert "已收到 章程.pdf" in text(taken)
    supply(owner(), case.number, {"business-licence": reuse(owner(), shelf_of_firm(), document.pk).pk})
    assert reasons(case)["business-licence"] == ("given", "shelf")
    assert kinds(document) == ["shelf.put", "shelf.used"]


def test_at_the_counter_the_shelf_is_offered_too(town, case):
    from yuanban.catalogue.form_posting import spread

    town.until(case, "accepted")
    document = Document.objects.get(name="中标通知书或者施工合同")
    clerk, item = Visitor("chuangkou"), town.item(*PERMIT)
    url = f"/desk/new/?enterprise={RESTAURANT}&item={item.pk}"
    page = text(clerk.get(url))
    assert "申请人同意用材料库的“中标通知书或者施工合同”" in page
    assert "由机关自行取得、核查" in page
    merged = merged_of(town.park("lingang"), item, None, DAY, {})
    form = spread(merged.fields, town.application("lingang", item, firm(), investment_wan=3000).form)
    typed = {**form, "_applicant": owner().person, "_paper": ["application", "drawings", "safety"]}
    wrong = clerk.post(url, typed | {"_shelf": "contract:999999"})
    assert "材料库中的这份材料已经过期" in text(wrong)
    clerk.post(url, typed | {"_shelf": f"contract:{document.pk}"})
    made = Case.objects.latest("pk")
    assert made != case
    assert reasons(made)["contract"] == ("given", "shelf")
    assert made.materials.get(code="contract").upload.by_id == owner().person


def test_the_holder_sees_who_looked(town, case):
    row = case.materials.get(code="contract")
    approver = Visitor("chuangkou")
    assert approver.get(f"/desk/cases/{case.number}/uploads/{row.upload_id}/").status_code == 200
    page = text(Visitor(VIEWER).get("/my/shelf/?view=looks"))
    assert row.name in page
    assert case.number in page
    assert "没有人看过" in text(Visitor("qiye2").get("/my/shelf/?view=looks"))


def test_a_step_without_files_asks_no_shelf(town):
    application = town.application("lingang", town.item(*PERMIT), firm(), investment_wan=3000)
    case = town.until(apply(owner(), application)[0], "received")
    case.materials.update(upload=None)
    accepter = acting(Person.objects.get(pk=town.doer(case, "accept").person), at())
    with CaptureQueriesContext(connection) as asked:
        accept(accepter, case.number)
    assert not [one for one in asked if "shelf_document" in one["sql"]]
