"""The matrix of a park as its manager uses it: open, filter, open a paper, take the workbook home; wide and narrow."""

import io
import re

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.browser.test_axe import USUAL, WIDTHS, seen_at


@pytest.fixture
def manager(visit):
    page = visit("guanli1")
    yield page
    page.set_viewport_size(USUAL)


def tile(page, name):
    return page.get_by_role("navigation", name="按办理方式筛选").get_by_role("link", name=re.compile(name))


def listed(page):
    return int(page.locator(".pager b").first.inner_text())


@pytest.mark.parametrize("width", WIDTHS)
def test_the_manager_filters_and_opens_a_paper(manager, width):
    manager.set_viewport_size({"width": width, "height": 900})
    manager.goto("/desk/")
    manager.get_by_role("navigation", name="主导航").get_by_role("link", name="授权", exact=True).click()
    expect(manager.get_by_role("heading", level=1)).to_have_text("授权覆盖：宜宾临港经济技术开发区")
    every, seconded = listed(manager), tile(manager, "窗口互设")
    count = int(re.match(r"\d+", seconded.inner_text())[0])
    seconded.click()
    expect(seconded).to_have_attribute("aria-current", "true")
    assert listed(manager) == count < every
    manager.get_by_label("事项、机关、编码").fill("企业")
    manager.get_by_role("button", name="筛选").click()
    expect(seconded).to_have_attribute("aria-current", "true")
    assert 0 < listed(manager) < count
    paper = manager.locator(".papers a").first
    title = paper.inner_text()
    paper.click()
    expect(manager.get_by_role("heading", level=1)).to_contain_text(title)


def test_choosing_a_filter_is_enough(manager):
    manager.goto("/desk/coverage/")
    every = listed(manager)
    manager.get_by_label("阶段").select_option(label="建设")
    manager.wait_for_url("**stage=build**")
    assert 0 < listed(manager) < every
    manager.get_by_role("link", name="清除").click()
    assert listed(manager) == every


def test_the_workbook_is_the_page(manager):
    manager.goto("/desk/coverage/")
    every = listed(manager)
    with manager.expect_download() as coming:
        manager.get_by_role("link", name="下载表格").click()
    assert re.fullmatch(r"宜宾临港经济技术开发区.*\.xlsx", coming.value.suggested_filename)
    book = CalamineWorkbook.from_filelike(io.BytesIO(coming.value.path().read_bytes()))
    assert len(book.get_sheet_by_name("覆盖清单").to_python()) == 3 + every


def test_the_whole_list_prints_without_the_way_about(manager):
    manager.goto("/desk/coverage/?all=1")
    every = manager.locator(".coverage-table tbody tr").count()
    manager.emulate_media(media="print")
    try:
        assert manager.locator(".coverage-table tbody tr:visible").count() == every
        expect(manager.get_by_role("button", name="筛选")).to_be_hidden()
        expect(manager.get_by_role("heading", level=1)).to_be_visible()
    finally:
        manager.emulate_media(media="screen")


def test_the_province_opens_a_park_from_its_count(visit):
    page = visit("shengzx")
    page.goto("/desk/coverage/")
    row = page.locator("tr", has_text="四川江安经济开发区")
    count = row.locator("td.n a").last
    number = count.inner_text()
    count.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("授权覆盖：四川江安经济开发区")
    assert listed(page) == int(number)


@pytest.mark.parametrize(
    ("username", "address"),
    [
        ("guanli1", "/desk/coverage/"),
        ("guanli1", "/desk/coverage/?q=没有的事"),
        ("guanli1", "/desk/coverage/?all=1"),
        ("shengzx", "/desk/coverage/"),
    ],
)
def test_axe_finds_nothing(visit, username, address):
    page = visit(username)
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    try:
        assert [fault for width in WIDTHS for fault in seen_at(page, width)] == []
    finally:
        page.set_viewport_size(USUAL)
