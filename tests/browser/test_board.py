"""A provincial figure clicked down to a case: province, prefecture, park, the matters, the one."""

import re

from playwright.sync_api import expect


def test_a_provincial_figure_opens_down_to_a_case(visit, scene):
    page = visit(scene["roles"]["provincial"])
    page.goto("/desk/boards/")
    expect(page.get_by_role("heading", level=1)).to_have_text("全省看板")
    page.get_by_label("指标", exact=True).select_option(label="受理")
    page.get_by_role("button", name="查看").click()
    page.locator(".board-tiles").get_by_role("link", name="宜宾").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("宜宾")
    page.locator("#places .row-link").first.click()
    expect(page.locator("#places")).to_contain_text("按事项")
    figure = page.locator(".board-sums").get_by_role("link", name=re.compile("收到的申请"))
    count = figure.inner_text()
    figure.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"收到的申请：{count}件")
    link = page.locator("main .row-link").first
    tail = link.locator("b").inner_text()
    link.click()
    expect(page.locator("main")).to_contain_text(tail)
    expect(page).to_have_url(re.compile(f"/desk/cases/.*{re.escape(tail)}/"))
