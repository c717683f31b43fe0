"""Officials at their own screens: keys, signatures, batches, and pages that anyone can use."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_enterprise import PASSWORD, faults, town
from yuanban.accounts.models import Person
from yuanban.cases.models import Case
from yuanban.mandates.models import Instrument

__all__ = ["town"]
LISTS = {
    "chuangkou": ["", "?scope=all", "new/", "new/?who=样例", "carry/", "ratings/"],
    "yuanqu": ["", "seals/", "proof/", "instruments/", "seal-register/"],
    "bangban": ["", "carry/"],
    "shenji": ["", "proof/", "parks/"],
    "guanli1": ["", "parks/", "arrangements/", "instruments/new/", "seal-register/new/"],
    "shengzx": ["", "parks/", "arrangements/"],
    "admin": ["people/", "people/new/"],
}


def sign_in(page, username):
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.fill("#f-username", username)
    page.fill("#f-password", PASSWORD)
    page.locator("#f-password").press("Enter")
    page.wait_for_url("**/desk/**")


@pytest.fixture
def filings(town):
    item = town.item("房屋建筑和市政基础设施工程竣工验收备案", "yb-hud")
    return [town.until(town.apply("lingang", item), "decided") for _ in range(3)]


def test_a_queue_is_walked_with_j_and_k_and_opened_with_enter(town, filings, page):
    sign_in(page, "shiju")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    expect(page.locator(".row-link").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="下一步：用印")).to_be_visible()
    page.goto("/desk/")
    page.keyboard.press("/")
    expect(page.get_by_label("编号、申请人、事项")).to_be_focused()


def test_one_tick_selects_all_and_one_button_seals_them(town, filings, page):
    sign_in(page, "shiju")
    page.goto("/desk/seals/")
    page.get_by_label("全选本页").check()
    expect(page.locator("input[name=number]:checked")).to_have_count(3)
    page.get_by_role("button", name="用印所选各件").click()
    expect(page.get_by_role("status")).to_contain_text("共3件，3件已用印")
    assert set(Case.objects.values_list("state", flat=True)) == {"sealed"}


def test_a_hand_over_is_signed_with_a_finger(town, page):
    helper = Person.objects.get(username="bangban")
    case = town.apply("lingang", town.item("公共场所卫生许可", "cp-health"), agent=helper)
    sign_in(page, "bangban")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"/desk/carry/{case.number}/")
    pad = page.locator(".pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 90, steps=4)
    page.mouse.up()
    page.get_by_label("接收人必填").fill("郑演文")
    page.get_by_label("交接内容").fill("申请材料原件1套")
    page.get_by_role("button", name="登记交接").click()
    expect(page.get_by_role("img", name="手写签名").last).to_be_visible()
    assert case.handovers.get().signature.startswith("M")


def test_lists_are_usable_by_everyone_at_every_width(town, filings, page):
    found = {}
    for username, paths in LISTS.items():
        sign_in(page, username)
        found |= {(username, path): faults(page, f"/desk/{path}") for path in paths}
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


def test_files_proofs_and_papers_are_usable_by_everyone_at_every_width(town, filings, page):
    received = town.until(town.apply("lingang", town.item("企业投资项目备案", "cp-ndrc")), "received")
    reviewed = town.until(town.apply("lingang", town.item("建筑工程施工许可证核发", "yb-hud")), "accepted")
    sign_in(page, "yuanqu")
    found = {case.state: faults(page, f"/desk/cases/{case.number}/") for case in (received, reviewed)}
    found["paper"] = faults(page, f"/desk/instruments/{Instrument.objects.filter(kind='entrustment').first().code}/")
    sign_in(page, "shenji")
    found["proof"] = faults(page, f"/desk/proof/{filings[0].number}/")
    sign_in(page, "admin")
    found["person"] = faults(page, f"/desk/people/{Person.objects.get(username='yuanqu').pk}/")
    assert {what: wrong for what, wrong in found.items() if wrong} == {}
