"""The guidance and a form with conditions and rows, on a telephone, by somebody who signs in only at the end."""

from unittest.mock import patch

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.cast import at
from tests.snapshot import PASSWORD
from yuanban.cases.models import Draft
from yuanban.catalogue.actions.start_draft import start_draft

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def town(open_town):
    with patch("django.utils.timezone.now", return_value=at(hour=10)):
        yield open_town


def usable(page):
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


def test_from_a_few_questions_to_a_form_that_follows_the_answers(town, page):
    said = []
    page.on("console", lambda message: message.type == "error" and said.append(message.text))
    page.set_viewport_size(PHONE)
    item = town.item("企业设立登记", "cp-amr")
    page.goto(f"/items/{item.pk}/guidance/?park=lingang")
    usable(page)
    page.get_by_label("分支机构").check()
    expect(page.locator(".my-list")).to_contain_text("个人独资企业和分支机构没有章程或者合伙协议，免交。")
    expect(page.get_by_label("分支机构")).to_be_focused()
    page.get_by_role("link", name="带着这些回答开始申请").click()
    page.fill("#f-username", "qiye")
    page.fill("#f-password", PASSWORD)
    page.locator("#f-password").press("Enter")
    expect(page.get_by_label("企业类型")).to_have_value("分支机构")
    expect(page.locator("#field-material-charter")).to_have_count(0)
    expect(page.get_by_label("隶属企业名称")).to_be_visible()
    usable(page)

    page.get_by_label("企业类型").select_option("有限责任公司")
    expect(page.get_by_label("隶属企业名称")).to_have_count(0)
    page.get_by_label("出资人类型").select_option("自然人")
    expect(page.get_by_label("公民身份号码")).to_be_visible()
    page.get_by_label("姓名或者名称").fill("周样例")
    page.get_by_role("button", name="增加出资人").click()
    expect(page.get_by_label("姓名或者名称")).to_have_count(2)
    expect(page.get_by_label("姓名或者名称").first).to_have_value("周样例")
    page.get_by_label("姓名或者名称").nth(1).fill("吴样例")
    page.get_by_role("button", name="删去出资人 1").click()
    expect(page.get_by_label("姓名或者名称")).to_have_count(1)
    expect(page.get_by_label("姓名或者名称")).to_have_value("吴样例")
    page.get_by_label("注册资本").fill("100")
    page.get_by_label("认缴出资额").fill("60")
    page.get_by_role("button", name="下一步：核对").last.click()
    page.get_by_role("link", name="合计应当等于注册资本").click()
    expect(page.locator("#f-partners")).to_be_focused()
    usable(page)
    assert Draft.objects.get().form["partners"][0]["partner_name"] == "吴样例"
    edited(town, page)
    assert [text for text in said if "422" not in text] == []


def edited(town, page):
    """The centre's editor beside what the applicant will see, wide and on a telephone."""
    item = town.item("城镇污水排入排水管网许可", "cp-hud")
    start_draft(town.actor("shengzx"), item)
    page.context.clear_cookies()
    page.goto(f"/sign-in/?next=/desk/items/{item.pk}/form/")
    page.fill("#f-username", "shengzx")
    page.fill("#f-password", PASSWORD)
    page.locator("#f-password").press("Enter")
    page.get_by_role("link", name="污水里主要有什么").click()
    usable(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator("#edit [name=help]").fill("可以多选")
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.get_by_role("button", name="撤销上一步")).to_be_visible()
    seen = page.locator("#preview")
    expect(seen.get_by_text("污水里主要有什么")).to_have_count(0)
    seen.get_by_label("排水户类型").select_option("餐饮")
    expect(seen.get_by_text("可以多选")).to_be_visible()
    seen.get_by_role("button", name="检查一下").click()
    expect(seen.get_by_text("请填写“排水地址”。").first).to_be_visible()
    usable(page)
