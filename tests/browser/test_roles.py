"""Who sees what: the printed cast find their way, nobody else sees a case; by keyboard and on paper too."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import act, apply, open_file


@pytest.fixture
def matter(scene):
    return scene["mutual-windows"]


@pytest.fixture
def case(visit, matter):
    """An application that the window has received. -> its number."""
    number = apply(visit(matter["owner"]), matter)
    act(visit(matter["clerk"]), number, "receive")
    return number


def test_the_printed_cast_sign_in_with_one_press_and_every_link_of_theirs_opens(visit):
    page = visit.page()
    page.goto("/sign-in/")
    people = page.locator(".cast-one").count()
    assert people >= 10
    for n in range(people):
        page.goto("/sign-in/")
        name = page.locator(".cast-one b").nth(n).inner_text().split()[0]
        page.locator(".cast-one").nth(n).click()
        expect(page.locator(".who")).to_contain_text(name)
        for address in [a.get_attribute("href") for a in page.locator(".top-nav a").all()]:
            answer = page.request.get(address)
            assert (answer.status, "/sign-in/" in answer.url) == (200, False), (name, address)
        page.get_by_role("button", name="退出").click()
        expect(page.get_by_role("link", name="登录")).to_be_visible()
    page.context.close()


def addresses_of(page, number):
    """Every address that speaks of the case, as its owner and the desk find them."""
    page.goto(f"/cases/{number}/")
    links = page.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    own = {link for link in links if number in link or link.startswith("/papers/")}
    assert any(link.startswith("/papers/") for link in own) and any("/files/" in link for link in own)
    verbs = {f"/cases/{number}/{verb}/" for verb in ("applied", "supplement", "withdraw", "rate")}
    desk = {f"/desk/{room}/{number}/" for room in ("cases", "proof", "carry")}
    return sorted(own | verbs | desk | {f"/desk/new/done/{number}/", f"/api/cases/{number}"})


def test_the_server_that_the_demo_began_sets_papers_in_type(visit):
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        paper = visit().request.get(f"/programme/2027.{kind}", timeout=60_000)
        assert paper.ok and paper.body().startswith(begins)


def test_nobody_else_sees_a_case_by_any_of_its_addresses(visit, matter, case):
    others = {username: visit(username).request for username in (None, matter["stranger"], matter["elsewhere"])}
    for address in addresses_of(visit(matter["owner"]), case):
        for username, asking in others.items():
            answer = asking.get(address, max_redirects=0)
            form = address.startswith("/voice/")  # open to everyone, and silent about the case
            assert form or answer.status in (302, 401, 403, 404), (username, address)
            assert matter["firm"]["name"] not in answer.text(), (username, address)
    for username in (matter["stranger"], matter["elsewhere"]):
        home = others[username].get(
            f"/desk/?scope=all&q={case}" if username == matter["elsewhere"] else f"/my/?q={case}"
        )
        assert home.status == 200
        assert f"/cases/{case}/" not in home.text()


def test_a_slash_leads_to_the_search(visit, matter):
    for page, address in ((visit(), "/"), (visit(matter["clerk"]), "/desk/"), (visit(matter["owner"]), "/my/")):
        page.goto(address)
        page.keyboard.press("/")
        expect(page.locator("[data-search]")).to_be_focused()
        page.keyboard.type("许可")
        expect(page.locator("[data-search]")).to_have_value("许可")


def test_the_first_tab_skips_to_the_text(visit, matter):
    for page, address in ((visit(), "/"), (visit(matter["clerk"]), "/desk/")):
        page.goto(address)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
        expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()


def test_tab_reaches_the_main_button(visit, matter, case):
    visitor, approver = visit(), visit(matter["staff"]["accept"][0])
    visitor.goto(f"/parks/{matter['park']}/items/{matter['item']}/")
    tab_to(visitor, visitor.get_by_role("link", name="申请办理"))
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/sign-in/**")
    tab_to(open_file(approver, case), approver.get_by_role("button", name="受理", exact=True))
    approver.keyboard.press("Enter")
    expect(approver.locator(".notice-success")).to_contain_text("已办理“受理”")


def tab_to(page, wanted, most=150):
    """From the top of the page, and what has the focus can always be seen."""
    handle = wanted.element_handle()
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement === wanted", handle):
            break
    expect(wanted).to_be_focused()
    expect(wanted).to_be_in_viewport()
    assert wanted.evaluate(
        "one => getComputedStyle(one).outlineStyle !== 'none' || getComputedStyle(one).boxShadow !== 'none'"
    )


def test_paper_shows_the_text_and_not_the_way_about(visit, matter, case):
    guide = f"/parks/{matter['park']}/items/{matter['item']}/"
    for username, address in (
        (None, guide),
        (matter["owner"], f"/cases/{case}/"),
        (matter["clerk"], f"/desk/cases/{case}/"),
        (matter["clerk"], "/desk/?scope=all"),
    ):
        page = visit(username)
        page.goto(address)
        page.emulate_media(media="print")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for hidden in page.locator(".top-nav, .top-who, .foot, .crumbs, .btn, .filters, .skip").all():
            expect(hidden).to_be_hidden()
        page.emulate_media(media="screen")
        expect(page.locator(".top-nav")).to_be_visible()
    assert re.search("食品|许可|登记|备案", visit().locator("h1").inner_text())
