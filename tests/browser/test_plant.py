"""One firm's plant, through pages alone: the permit, the power that waits for it, welders to work in it, and a quarrel settled."""

import datetime as dt
import re

from playwright.sync_api import expect

from tests.browser.steps import act, apply, hand_out, put

TODAY = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).date()
NETWORK = "fw200085"  # leads the invented telecom branch of the sample town
SOON = (TODAY + dt.timedelta(days=60)).isoformat()


def fill(page, **said):
    for key, value in said.items():
        put(page, key, value)


def number_in(page):
    return page.url.rstrip("/").rsplit("/", 1)[-1]


def test_from_the_permit_to_power_people_and_peace(visit, scene):
    matter = scene["kept-seal"]
    owner, grid = visit(matter["owner"]), visit("gongdian")
    permit = apply(owner, matter)
    line = asked_for_power(owner, matter, permit)
    agreed(owner, grid, visit(NETWORK), line)
    expect(grid.locator("main")).to_contain_text("许可办出以前不能交付")
    granted(visit, matter, permit)
    connected(owner, grid, line, permit)
    hired(owner, matter, visit())
    settled(owner, visit("tiaojie"))


def for_firm(page, matter):
    """Whose name it is done in, where the person acts for more than one firm."""
    if page.locator("main form [name=enterprise]").first.get_attribute("type") != "hidden":
        put(page, "enterprise", matter["firm"]["pk"])


def asked_for_power(owner, matter, permit):
    """One form; the part that the grid does. -> the number of its request"""
    owner.goto(f"/my/needs/connect/?park={matter['park']}")
    for_firm(owner, matter)
    fill(owner, park=matter["park"], site="样例厂房二号楼", purpose="焊接车间用电", by_day=SOON, waits_for=permit)
    for kind, name, amount in (("power", "高压用电报装", 300), ("telecom", "示例通信", 100)):
        offered = owner.locator(f"[name='product-{kind}'] option:not([value=''])", has_text=name)
        owner.locator(f"[name='product-{kind}']").select_option(offered.first.get_attribute("value"))
        put(owner, f"amount-{kind}", amount)
    owner.get_by_role("button", name="提交联合报装").click()
    expect(owner.locator("main")).to_contain_text("还没有约定时间")
    owner.locator(".legs li", has_text="用电").get_by_role("link", name="打开这一项").click()
    return number_in(owner)


def agreed(owner, grid, network, line):
    """Taken up, seen together on the spot on a day that all agreed to, offered, accepted."""
    grid.goto(f"/services/requests/{line}/")
    grid.get_by_role("button", name="接单").click()
    grid.get_by_role("link", name="联合报装的一项").click()
    fill(grid, on=TODAY.isoformat(), time="9:30")
    grid.get_by_role("button", name="提出时间").click()
    for side in (owner, network):
        side.goto(grid.url)
        side.get_by_role("button", name="确认到场").click()
    grid.reload()
    fill(grid, finding="ready", text="配电房已经砌好，可以接入。")
    grid.get_by_role("button", name="签名并提交").click()
    grid.goto(f"/services/requests/{line}/")
    fill(grid, amount=300, text="新装专用变压器一台。", valid_to=SOON)
    grid.get_by_role("button", name="发给企业").click()
    owner.goto(f"/services/requests/{line}/")
    owner.get_by_role("button", name="接受方案").click()
    grid.reload()


def granted(visit, matter, number):
    staff = matter["staff"]
    act(visit(matter["clerk"]), number, "receive")
    act(visit(staff["accept"][0]), number, "accept")
    for person in staff["review"][:2]:
        act(visit(person), number, "review", passed="yes", opinion="符合条件。")
    act(visit(staff["decide"][0]), number, "decide", outcome="granted")
    act(visit(staff["seal"][-1]), number, "seal")
    act(visit(staff["seal"][-1]), number, "issue")
    hand_out(visit, number, staff)


def connected(owner, grid, line, permit):
    grid.goto(f"/services/requests/{line}/")
    fill(grid, result=300, text="变压器已经送电。")
    grid.get_by_role("button", name="登记交付").click()
    owner.goto(f"/services/requests/{line}/")
    owner.get_by_role("button", name="确认完成").click()
    expect(owner.locator("main")).to_contain_text("300")
    owner.goto(f"/cases/{permit}/")
    expect(owner.locator("main")).to_contain_text("用电")


def hired(owner, matter, welder):
    owner.goto("/my/jobs/new/")
    for_firm(owner, matter)
    fill(owner, title="焊工", duties="钢结构焊接", wants="有焊工证", pay_low=6000, pay_high=9000, wanted=2, until=SOON)
    fill(owner, place="样例厂房二号楼", phone="13900001234")
    owner.get_by_role("button", name="发布", exact=True).click()
    expect(owner.get_by_role("heading", level=1)).to_have_text("焊工")
    job = number_in(owner)
    welder.goto(f"/jobs/{job}/")
    fill(welder, name="来人乙", phone="13900008888", note="有焊工证，下月能来。")
    welder.get_by_role("button", name="请联系我").click()
    expect(welder.get_by_role("status")).to_contain_text("已转给企业")
    owner.reload()
    owner.get_by_role("button", name=re.compile("^录用.*来人乙")).click()
    expect(owner.locator(".figures dd").last).to_have_text("1人")


def settled(owner, mediator):
    owner.goto("/my/disputes/new/")
    fill(owner, matter="payment", title="设备余款", text="设备已经验收，余款没有付清。", other="样例设备商")
    where = owner.locator("[name=institution]")
    if where.first.evaluate("field => field.type") == "radio":
        owner.get_by_label("调解").first.check()
    else:
        option = where.locator("option", has_text="调解").first
        where.select_option(option.get_attribute("value"))
    owner.locator("[name=consent]").check()
    owner.get_by_role("button", name="提出", exact=True).click()
    number = number_in(owner)
    mediator.goto(f"/desk/residents/disputes/{number}/")
    mediator.get_by_role("button", name="签收受理").click()
    form = mediator.locator("form[action$='/settle/']")
    form.locator("[name=agreed_on]").fill(TODAY.isoformat())
    form.locator("[name=note]").fill("双方约定分两期付清。")
    form.get_by_role("button", name="办结").click()
    owner.reload()
    expect(owner.locator("main")).to_contain_text("双方约定分两期付清")
