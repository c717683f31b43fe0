"""How far a park may go, as those who steer it use it: the next rung, a trial of its papers, and the audit."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import USUAL, WIDTHS


@pytest.fixture(params=WIDTHS)
def at_width(request, visit):
    pages = []

    def opened(username):
        page = visit(username)
        page.set_viewport_size({"width": request.param, "height": 900})
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.set_viewport_size(USUAL)


def title(page):
    return page.get_by_role("heading", level=1)


def test_a_trial_of_the_next_rung_shows_before_and_after_and_keeps_nothing(at_width):
    manager = at_width("guanli1")
    manager.goto("/desk/instruments/")
    papers = manager.locator(".counts b").first.inner_text()
    manager.goto("/desk/rungs/?park=lingang")
    expect(title(manager)).to_contain_text("下一步")
    manager.get_by_role("table").get_by_role("link", name="试一试").first.click()
    expect(title(manager)).to_contain_text("试一试")
    changed = manager.get_by_role("region", name="有变化的事项")
    expect(changed.locator("tbody tr").first).to_be_visible()
    expect(manager.get_by_role("heading", name="前后对照")).to_contain_text("项有变化")
    manager.goto("/desk/instruments/")
    assert manager.locator(".counts b").first.inner_text() == papers


def test_the_draft_of_a_paper_comes_as_a_file(at_width):
    manager = at_width("guanli1")
    manager.goto("/desk/rungs/?park=lingang&view=papers")
    for form in ("DOCX", "PDF"):
        with manager.expect_download() as coming:
            manager.get_by_role("link", name=f"委托书，{form}").first.click()
        assert coming.value.suggested_filename.endswith(form.lower())
        assert coming.value.path().stat().st_size > 5000


def test_the_auditor_audits_a_park_and_takes_the_report(at_width):
    auditor = at_width("shenji")
    auditor.goto("/desk/audit/")
    auditor.get_by_role("link", name="宜宾临港经济技术开发区").click()
    auditor.get_by_role("button", name="核查").click()
    expect(auditor.get_by_role("status")).to_contain_text("已核查园策")
    expect(auditor.get_by_role("region", name="核查发现")).to_contain_text("方式不成立")
    with auditor.expect_download() as coming:
        auditor.get_by_role("link", name="报告 PDF").click()
    assert "核查报告" in coming.value.suggested_filename
