"""One year of the programme from call to acceptance, each step at its own page by the one who takes it."""

from unittest.mock import patch

import pytest
from playwright.sync_api import expect

from tests.browser.steps import PDF
from tests.browser.visitors import Visitors
from tests.programme.cast import Year
from tests.visitor import Visitor
from yuanban.demo.stories.programme import CRITERIA, PLAN, png
from yuanban.programme.models import Application, Sheet

TITLE = "2027年园区政务服务中心创建计划"


@pytest.fixture
def year(open_town):
    return Year()


@pytest.fixture
def clock(year):
    """`clock(days)` is that many days before the cast's day, everywhere; negative ones come after it."""
    with patch("django.utils.timezone.now") as now:
        now.return_value = year.stage.at(0)
        yield lambda days: setattr(now, "return_value", year.stage.at(days))


class Known(Visitors):
    """Whoever is named is signed in already: the cast of the tests has no password."""

    def page(self, username=None, state=None):
        made = super().page()
        if username:
            session = Visitor(username).cookies["sessionid"].value
            made.context.add_cookies([{"name": "sessionid", "value": session, "url": self.address}])
        return made


@pytest.fixture
def visit(chromium, live_server, clock):
    visitors = Known(chromium, live_server.url)
    yield visitors
    assert visitors.complaints() == []
    for page in visitors.pages.values():
        page.context.close()


def test_a_year_from_call_to_acceptance(year, clock, visit):
    call(visit("shengzx"), year)
    clock(-2)
    write(visit("shenbao4"))
    row = Application.objects.get(call__year=2027)
    recommend(visit("shijizx"), row)
    clock(-11)
    ask_experts(visit("shengzx"), row)
    for n, username in enumerate(("zhuanjia", "zhuanjia2", "zhuanjia3")):
        give(visit(username), row, 8 + n / 2)
    publish(visit("shengzx"))
    address = object_to(visit())
    answer(visit("shengzx"))
    visit().goto(address)
    expect(visit().locator("main")).to_contain_text("异议不成立")
    clock(-30)
    settle(visit("shengzx"), row)
    accept(visit("shengzx"), row)
    visit().goto("/programme/2027/")
    expect(visit().locator("main")).to_contain_text("已验收")


def call(page, year):
    """Drawn up with two places too few, refused by the rule, put right, opened."""
    page.goto("/desk/programme/calls/new/")
    page.fill("#f-year", "2027")
    page.fill("#f-title", TITLE)
    page.select_option("#f-criteria", str(year.criteria.pk))
    for key, days in (("opens_on", 0), ("closes_on", -10), ("review_by", -12), ("build_by", -300)):
        page.fill(f"#f-{key}", str(year.stage.day(days)))
    page.fill("#f-quota-511500", "1")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="发布，开始申报").click()
    expect(page.locator("#refusal")).to_contain_text("应当是3至4个")
    page.get_by_role("link", name="修改").click()
    page.fill("#f-quota-511500", "3")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="发布，开始申报").click()
    expect(page.locator(".notice-success")).to_contain_text("开始申报")


def write(page):
    page.goto("/desk/programme/")
    page.get_by_role("button", name="开始申报").click()
    page.select_option("#f-way", "upgrade")
    for key, value in {
        "area_m2": "1500",
        "staff": "26",
        "plan": PLAN,
        "money-province": "1200000",
        "money-park": "800000",
    }.items():
        page.fill(f"#f-{key}", value)
    page.get_by_role("button", name="保存，下一步").click()
    for key, _, weight, *_ in CRITERIA:
        page.fill(f"#f-score-{key}", str(weight))
    page.fill("#f-score-need", "99")
    page.get_by_role("button", name="保存，下一步").click()
    expect(page.locator("#errors")).to_contain_text("“服务需求”为0至15分")
    page.fill("#f-score-need", "14.5")
    page.get_by_role("button", name="只保存").click()
    for key, *_, evidence in CRITERIA:
        if evidence:
            box = page.locator(f"#c-{key}")
            box.locator("input[type=file]").set_input_files(
                {"name": f"{key}.pdf", "mimeType": "application/pdf", "buffer": PDF}
            )
            box.locator("button", has_text="上传").click()
            expect(page.locator(f"#c-{key} .taken")).to_contain_text(f"{key}.pdf")
    page.goto(page.url.partition("?")[0] + "?step=2")
    page.get_by_role("button", name="提交到市级审核").click()
    expect(page.locator(".file-head")).to_contain_text("待市级审核")


def recommend(page, row):
    page.goto("/desk/programme/?state=submitted")
    page.get_by_role("link", name=row.park.name).click()
    page.fill("#f-opinion-recommend", "材料齐全，需求真实，同意推荐。")
    page.get_by_role("button", name="推荐到省").click()
    expect(page.locator(".file-head")).to_contain_text("市级已推荐")


def ask_experts(page, row):
    page.goto("/desk/programme/2027/")
    page.get_by_role("button", name="开始评审").click()
    options = page.locator(f"#e-{row.pk} option").all_inner_texts()
    assert not any("魏演介" in text for text in options)  # who has an interest in the city is not offered
    for name in ("曹演评", "严演鉴", "华演衡"):
        chosen = page.locator(f"#e-{row.pk} option", has_text=name).get_attribute("value")
        page.select_option(f"#e-{row.pk}", chosen)
        page.get_by_role("button", name="请评分").click()
        expect(page.locator(".notice-success")).to_contain_text("已请专家评分")


def give(page, row, mark):
    page.goto("/desk/programme/")
    page.get_by_role("link", name=row.park.name).click()
    for key, _, weight, *_ in CRITERIA:
        page.fill(f"#f-score-{key}", str(weight * mark / 10))
    page.get_by_role("button", name="提交评分").click()
    expect(page.locator(".notice-success")).to_contain_text("评分已提交")
    assert Sheet.objects.filter(application=row, state="given").exists()


def publish(page):
    page.goto("/desk/programme/2027/")
    expect(page.locator("main")).to_contain_text("本市第1名，名额3个，列入。")
    page.get_by_role("button", name="公布排名，开始公示").click()
    expect(page.locator(".notice-success")).to_contain_text("已公布第1次排名")


def object_to(page):
    page.goto("/programme/2027/")
    page.get_by_role("link", name="提出异议").click()
    page.get_by_role("button", name="提交异议").click()
    expect(page.locator("#errors")).to_be_focused()
    page.fill("#f-text", "申报的场所目前还是仓库，请到现场核实。")
    page.fill("#f-name", "某企业")
    page.fill("#f-contact", "139-0000-0001")
    page.get_by_role("button", name="提交异议").click()
    expect(page.locator(".notice-success")).to_contain_text("已经收到")
    return page.url


def answer(page):
    page.goto("/desk/programme/2027/objections/")
    page.locator("main a.row-link").first.click()
    page.select_option("#f-outcome", "dismissed")
    page.fill("#f-answer", "经现场核查，场所已经腾空，租赁合同齐全。")
    page.get_by_role("button", name="答复").click()
    expect(page.locator("main")).to_contain_text("不成立")


def settle(page, row):
    page.goto("/desk/programme/2027/")
    page.get_by_role("button", name="确定创建名单").click()
    expect(page.locator(".notice-success")).to_contain_text("创建名单已确定")
    page.locator("main a.row-link", has_text=row.park.name).first.click()
    expect(page.locator(".file-head")).to_contain_text("建设中")


def accept(page, row):
    page.goto(f"/desk/programme/applications/{row.pk}/")
    page.locator("summary", has_text="验收通过").click()
    page.get_by_role("button", name="验收通过").click()
    expect(page.locator("#refusal")).to_contain_text("验收合格才能挂牌运行")
    page.goto(f"/desk/programme/applications/{row.pk}/")
    form = page.locator("form[action$='/visit-accept/']")
    for key, value in {
        "day": "2026-12-20",
        "people": "省中心三人",
        "findings": "窗口、系统、人员与方案一致。",
        "area_m2": "1560",
        "staff": "27",
    }.items():
        form.locator(f"[name={key}]").fill(value)
    form.locator("[name=passed]").select_option("是")
    form.locator("[name=photos]").set_input_files({"name": "大厅.png", "mimeType": "image/png", "buffer": png(64, 48)})
    form.locator("button").click()
    expect(page.locator(".photos img")).to_have_count(1)
    page.locator("summary", has_text="验收通过").click()
    page.get_by_role("button", name="验收通过").click()
    expect(page.locator(".file-head")).to_contain_text("已验收")
