"""One thing at once: one form, one look, one number to follow; each organ decides its own; several certificates in one delivery."""

import re

from playwright.sync_api import expect

from tests.browser.steps import act, fill_in, put, settle, submit


def test_from_one_form_to_several_certificates(visit, scene):
    matter = scene["ordered"]
    owner, parts = visit(matter["owner"]), matter["parts"]
    owner.goto(f"/parks/{matter['park']}/bundles/{matter['bundle']}/")
    expect(owner.get_by_role("heading", name="怎么并着办")).to_be_visible()
    owner.get_by_role("link", name="一次申请").click()
    owner.get_by_role("button", name="下一步：填表").click()
    expect(owner.locator(".wrong").first).to_be_visible()
    for key, value in matter["situations"].items():
        put(owner, key, value)
    owner.get_by_role("button", name="下一步：填表").click()
    fill_in(owner, matter)
    numbers = dict(zip(parts, submit(owner), strict=True))
    owner.get_by_role("link", name="查看一件事的进度").click()
    run = owner.url.rstrip("/").rpartition("/")[2]
    first, *rest = list(parts)
    expect(owner.get_by_text(f"等“{first}”").first).to_be_visible()

    window = visit(matter["clerk"])
    window.goto(f"/desk/runs/{run}/")
    window.get_by_role("button", name="一次收件").click()
    through(visit, numbers[first], parts[first])
    window.goto(f"/desk/runs/{run}/")
    window.get_by_role("button", name="一次收件").click()
    window.get_by_label("签收人").fill("张三")
    window.get_by_label("送达方式").select_option("window")
    window.get_by_role("button", name="一并送达").click()
    expect(window.locator("#refusal[data-rule='joint-delivery']")).to_be_visible()
    for name in rest:
        through(visit, numbers[name], parts[name])
    window.goto(f"/desk/runs/{run}/")
    window.get_by_label("签收人").fill("张三")
    window.get_by_label("送达方式").select_option("window")
    window.get_by_role("button", name="一并送达").click()
    expect(window.locator(".notice-success")).to_contain_text("已经一并送达")

    owner.goto(f"/runs/{run}/")
    expect(owner.get_by_text("全部办结").first).to_be_visible()
    papers = owner.locator("section[aria-labelledby='papers'] a")
    for title in ("联合受理通知书", "一次送达清单", "营业执照", "备案"):
        expect(papers.filter(has_text=title).first).to_be_visible()
    for paper in (
        papers.filter(has_text=re.compile("联合受理通知书")).first,
        papers.filter(has_text="一次送达清单").first,
    ):
        got = owner.request.get(paper.get_attribute("href"))
        assert got.body()[:5] == b"%PDF-"


def through(visit, number, part):
    act(visit(part["staff"]["accept"][0]), number, "accept")
    settle(visit, number, part["staff"], part["reviewers"])
