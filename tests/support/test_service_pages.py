"""What firms, providers and centres see, played by a browser without script."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cases.matter import building_permit
from tests.cast import PDF
from tests.support.providers import asked, bank, owner, person, told
from tests.visitor import Visitor, hidden, text
from yuanban.support.models import Admission, Need, Note, Product, ServiceRequest

pytestmark = pytest.mark.django_db


def pdf(name="证.pdf"):
    return SimpleUploadedFile(name, PDF, "application/pdf")


def test_a_company_is_let_in_and_publishes_its_first_product(town):
    person("baoxian")
    visitor = Visitor("baoxian")
    empty = visitor.post("/services/apply/", {"name": "示"})
    assert empty.status_code == 422 and "请提供至少一份资质文件" in text(empty)
    answers = {
        "name": "示例财产保险公司", "credit_code": "91511500DEM90077AX", "contact": "139-0000-0300", "centre": "lingang",
        "kinds": "insurance", "paper-0": "保险许可证", "file-0": pdf(),
    }  # fmt: skip
    assert visitor.post("/services/apply/", answers, follow=True).redirect_chain[-1][0] == "/provider/team/"
    page = f"/desk/services/admissions/{Admission.objects.get().pk}/"
    manager = Visitor("guanli1")
    seen = manager.get(page)
    assert manager.get(f"/services/admissions/{Admission.objects.get().pk}/papers/1/").status_code in (200, 404)
    wrong = manager.post(f"{page}admit/", {"version": hidden(seen, "version"), "to_date": "2020-01-01"})
    assert wrong.status_code == 422 and "期限应当晚于今天" in text(wrong)
    manager.post(f"{page}admit/", {"version": hidden(seen, "version"), "to_date": "2028-11-30"})
    assert Admission.objects.get().state == "admitted"
    product = {"kind": "insurance", "name": "安责险", "offer_days": "2", "deliver_days": "2",
               "expr": ["years >= 1", "employees >"], "words": ["成立满一年", "职工"]}  # fmt: skip
    bad = visitor.post("/provider/products/new/", product)
    assert bad.status_code == 422 and "不是正确的 CEL 表达式" in text(bad) and "成立满一年" in bad.content.decode()
    trial = visitor.post(
        "/provider/products/new/", product | {"expr": ["years >= 1"], "words": ["成立满一年"], "try": "1"}
    )
    assert "会问企业：企业成立满几年了？" in text(trial)
    visitor.post("/provider/products/new/", product | {"expr": ["years >= 1"], "words": ["成立满一年"]})
    row = Product.objects.get()
    visitor.post(f"/provider/products/{row.number}/open/", {"version": row.version})
    assert "安责险" in text(Visitor().get("/services/?kind=insurance"))
    assert "成立满一年" in text(Visitor().get(f"/services/products/{row.number}/"))


def test_a_need_is_said_once_and_answered_product_by_product(town):
    _, _, loan = bank(town)
    visitor = Visitor("qiye")
    firm = owner(town).enterprises[0]
    told_need = {
        "enterprise": firm,
        "park": "lingang",
        "kind": "loan",
        "amount": "三百",
        "purpose": "买灌装线",
        "months": "12",
    }
    wrong = visitor.post("/my/needs/new/", told_need)
    assert wrong.status_code == 422 and "不是数字" in text(wrong) and "买灌装线" in text(wrong)
    visitor.post("/my/needs/new/", told_need | {"amount": "300"})
    page = f"/my/needs/{Need.objects.get().number}/"
    seen = text(visitor.get(page))
    assert "还需要知道 1" in seen and "企业成立满几年了？" in seen and "不符合：" not in seen
    visitor.post(f"{page}answer/", {"years": "1", "revenue_wan": "900"})
    assert "不符合 1" in text(visitor.get(page)) and "成立满两年" in text(visitor.get(f"{page}?show=no"))
    visitor.post(f"{page}answer/", {"years": "3"})
    made = visitor.post(f"{page}ask/{loan.number}/", {"note": "请联系", "file-0": pdf()}, follow=True)
    assert made.status_code == 200 and "不迟于" in text(made)
    assert Visitor("qiye2").get(page).status_code == 404
    assert Visitor("qiye2").get(f"/services/requests/{ServiceRequest.objects.get().number}/").status_code == 404


def test_a_request_from_desk_to_desk(town):
    row = asked(town, bank(town)[2])
    page = f"/services/requests/{row.number}/"
    bankers, firm = Visitor("yinhang"), Visitor("qiye")
    assert row.number in text(bankers.get("/provider/queue/"))
    step(bankers, page, "take")
    short = bankers.post(
        f"{page}offer/", {"version": version(row), "amount": "", "rate": "", "text": "好", "valid_to": "2020-01-01"}
    )
    assert short.status_code == 422 and "请写明价格" in text(short)
    step(bankers, page, "offer", amount="300", rate="年化3.6%", text="信用贷款一年期", valid_to="2026-12-31")
    assert "年化3.6%" in text(firm.get(page))
    stale = firm.post(f"{page}agree/", {"version": 1})
    assert stale.status_code == 409
    step(firm, page, "agree")
    bankers.post(f"{page}say/", {"said": "合同在附件", "file": pdf("合同.pdf")})
    note = Note.objects.get(upload__isnull=False)
    assert [Visitor(who).get(f"{page}files/{note.pk}/").status_code for who in ("qiye", "guanli1", "qiye2")] == [
        200,
        404,
        404,
    ]
    watched = text(Visitor("guanli1").get(page))
    assert "合同在附件" not in watched and "年化3.6%" not in watched and "已约定" in watched
    step(bankers, page, "deliver", result="280", text="今天放款")
    step(firm, page, "confirm", level="1", text="很好")
    assert "发放金额280万元" in text(Visitor("guanli1").get("/desk/services/figures/"))
    assert "280万元" in text(bankers.get("/provider/results/"))
    assert "很好" in text(Visitor().get(f"/services/providers/{row.provider.number}/"))


def version(row):
    row.refresh_from_db()
    return row.version


def step(visitor, page, verb, **said):
    seen = visitor.get(page)
    made = visitor.post(f"{page}{verb}/", said | {"version": hidden(seen, "version")}, follow=True)
    assert made.status_code == 200, text(made)


def test_a_provider_that_is_suspended_is_said_so_everywhere(town):
    _, admission, loan = bank(town)
    row = asked(town, loan)
    page = f"/desk/services/admissions/{admission.pk}/"
    manager = Visitor("guanli1")
    manager.post(f"{page}suspend/", {"version": hidden(manager.get(page), "version"), "reason": "核查投诉期间。"})
    assert "入驻不在有效期内" in text(Visitor("qiye").get(f"/services/requests/{row.number}/"))
    assert row.number in text(manager.get("/desk/services/requests/?light=stalled"))
    assert loan.name not in text(Visitor().get("/services/?park="))
    assert "不接新的申请" in text(Visitor().get(f"/services/products/{loan.number}/"))
    assert "暂停" in text(Visitor("yinhang").get("/provider/team/"))


def test_who_may_open_what(town):
    bank(town)
    pages = ("/provider/queue/", "/provider/products/", "/provider/team/", "/provider/results/")
    assert {Visitor("qiye").get(page).status_code for page in pages} == {403}
    assert {Visitor("yinhang").get(page).status_code for page in pages} == {200}
    assert Visitor("yinhang").get("/desk/services/requests/").status_code == 403
    assert Visitor("shenji").get("/desk/services/figures/").status_code == 200


def test_neighbours_have_json_for_a_need_and_its_request(town):
    _, _, loan = bank(town)
    visitor = Visitor("qiye")
    firm = {
        "enterprise": "91511502DEM1000152",
        "park": "lingang",
        "kind": "loan",
        "amount": 300,
        "purpose": "购置灌装设备",
    }
    made = visitor.post("/api/services/needs", firm, content_type="application/json")
    assert made.status_code == 201 and made.json()["products"][0]["answer"] == "unknown"
    number = made.json()["number"]
    asks = visitor.post(
        f"/api/services/needs/{number}/requests", {"product": loan.number}, content_type="application/json"
    )
    assert asks.status_code == 422 and set(asks.json()["errors"]) == {"years", "revenue_wan"}
    told(town, years="3", revenue_wan="800")
    asks = visitor.post(
        f"/api/services/needs/{number}/requests", {"product": loan.number}, content_type="application/json"
    )
    assert (asks.status_code, asks.json()["state"], asks.json()["unit"]) == (201, "asked", "万元")


def test_a_case_shows_what_it_also_needs(town):
    case = building_permit(town)
    seen = text(Visitor("qiye").get(f"/cases/{case.number}/"))
    assert "本件还可能用到" in seen and "水电气网联合报装" in seen
