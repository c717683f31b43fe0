"""An enterprise at its own screen: files taken at once, drafts that save themselves, pages that anyone can use."""

from unittest.mock import patch

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.cast import PDF, at
from tests.snapshot import PASSWORD
from yuanban.cases.models import Case, Draft

WIDE, NARROW = 1440, 360


@pytest.fixture
def town(open_town):
    with patch("django.utils.timezone.now", return_value=at(hour=10)):
        yield open_town


def sign_in(page, username="qiye"):
    page.goto("/sign-in/")
    page.fill("#f-username", username)
    page.fill("#f-password", PASSWORD)
    page.locator("#f-password").press("Enter")
    page.wait_for_url("**/my/")


def pick(page, key, name="材料.pdf", data=PDF):
    page.set_input_files(f"[name='file-{key}']", {"name": name, "mimeType": "application/pdf", "buffer": data})


def test_files_are_taken_at_once_and_the_draft_saves_itself(town, page):
    said = []
    page.on("console", lambda message: message.type == "error" and said.append(message.text))
    item = town.item("企业变更登记", "cp-amr")
    sign_in(page)
    page.goto(f"/apply/lingang/{item.pk}/")
    page.get_by_label("变更前内容").fill("旧的住所")
    expect(page.locator("#saved")).to_have_text("10:00 已自动保存")
    pick(page, "application", "申请书.exe", b"MZ")
    expect(page.locator("#field-material-application .wrong").last).to_contain_text("格式不能识别")
    pick(page, "application", "申请书.pdf")
    expect(page.locator("#field-material-application .taken")).to_contain_text("已收到 申请书.pdf")
    page.reload()
    expect(page.get_by_label("变更前内容")).to_have_value("旧的住所")
    expect(page.locator(".taken")).to_have_count(1)
    page.get_by_role("button", name="移除").click()
    expect(page.locator(".taken")).to_have_count(0)
    assert Draft.objects.get().files == {}
    assert said == []


def test_an_application_by_keyboard_from_search_to_number(town, page):
    sign_in(page)
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("变更登记")
    page.locator(".suggest a", has_text="企业变更登记").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/parks/lingang/items/*/")
    page.get_by_role("link", name="申请办理").click()
    page.get_by_label("变更事项").select_option("住所")
    page.get_by_label("变更前内容").fill("旧的住所")
    page.get_by_label("变更后内容").fill("新的住所")
    page.get_by_label("变更决议作出日期").fill("2026-11-20")
    for key in ("application", "resolution"):
        pick(page, key)
        page.locator(f"#field-material-{key} .taken").wait_for()
    page.get_by_role("button", name="下一步：核对").last.click()
    expect(page.locator("#errors")).to_contain_text("或者承诺后补")
    expect(page.locator("#errors")).to_be_focused()
    page.get_by_label("我承诺补交").check()
    page.get_by_role("button", name="下一步：核对").last.click()
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", name="申请已经收到")).to_be_visible()
    assert Case.objects.get().form["after"] == "新的住所"


def faults(page, address):
    """What axe finds with everything unfolded, and whether a telephone would have to scroll sideways."""
    page.set_viewport_size({"width": WIDE, "height": 800})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    found = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in Axe().run(page).response["violations"]]
    page.set_viewport_size({"width": NARROW, "height": 800})
    if page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0:
        found.append("wider than the screen")
    return [f"{address} {what}" for what in found]


def test_every_page_of_an_enterprise_fits_a_telephone_and_passes_axe(town, page):
    item, firm = town.item("企业变更登记", "cp-amr"), town.firm("lingang", "511502")
    case = town.until(town.apply("lingang", item, firm), "delivered")
    own = f"/cases/{case.number}"
    public = [
        "/",
        "/search/?q=许可",
        "/search/?q=没有的事",
        "/parks/",
        "/parks/lingang/",
        "/sign-in/",
        "/no-such-page/",
    ]
    public += [f"/parks/lingang/items/{item.pk}/", "/parks/lingang/bundles/restaurant-lingang/", f"/items/{item.pk}/"]
    found = [fault for address in public for fault in faults(page, address)]
    sign_in(page, case.applicant.username)
    apply = f"/apply/lingang/{item.pk}/"
    page.goto(apply)
    page.get_by_role("button", name="保存草稿").click()
    mine = ["/my/", "/my/papers/", "/account/", apply, f"{apply}?check", f"{own}/", f"{own}/rate/", f"{own}/withdraw/"]
    found += [fault for address in mine for fault in faults(page, address)]
    assert found == []
