"""What a centre does beside approvals, as a firm sees it; and the door of a fair on a telephone."""

from playwright.sync_api import expect

from tests.browser.test_axe import USUAL, faults, seen_at

OWN = [
    "/my/jobs/",
    "/my/jobs/ > [href^='/my/jobs/']:not([href$='/new/'])",
    "/my/jobs/new/",
    "/my/gatherings/",
    "/my/services/",
    "/my/services/ > [href^='/my/services/ZJ']",
    "/my/services/new/",
    "/my/intermediary/",
    "/my/disputes/",
    "/my/disputes/ > [href^='/my/disputes/JF']",
    "/my/disputes/new/",
]


def test_the_pages_of_a_firm(visit):
    page = visit("qiye")
    assert faults(page, OWN) == {}
    page.set_viewport_size(USUAL)
    broker = visit("zhongjie")
    assert faults(broker, ["/my/intermediary/"]) == {}
    broker.set_viewport_size(USUAL)


def test_somebody_signs_up_and_is_checked_in_by_a_thumb(visit):
    """The fair of the sample town begins in a week: at the door they are told so, and lose nothing of what they typed."""
    stranger, clerk = visit(), visit("chuangkou")
    stranger.goto("/gatherings/?kind=fair")
    stranger.locator(".card-one a").first.click()
    stranger.get_by_label("姓名").fill("来人甲")
    stranger.get_by_label("电话").fill("13900009999")
    stranger.get_by_role("button", name="我来").click()
    expect(stranger.locator(".ticket .code")).to_be_visible()
    code = stranger.locator(".ticket .code").inner_text()
    assert [fault for width in (1440, 360) for fault in seen_at(stranger, width)] == []
    stranger.set_viewport_size(USUAL)

    clerk.set_viewport_size({"width": 360, "height": 740})
    clerk.goto("/desk/gatherings/?kind=fair")
    clerk.locator("main a.row-link").first.click()
    clerk.get_by_role("link", name="开门签到").click()
    clerk.get_by_label("签到码").fill(code.lower())
    clerk.get_by_role("button", name="签到", exact=True).click()
    expect(clerk.locator("#refusal")).to_contain_text("还没有到签到的时间")
    expect(clerk.get_by_label("签到码")).to_have_value(code.lower())
    assert [fault for width in (1440, 360) for fault in seen_at(clerk, width)] == []
    clerk.set_viewport_size(USUAL)
