"""A rider's day at phone width: the network goes, the day goes on, and afterwards each step has happened exactly once."""

from playwright.sync_api import expect

PHONE = {"width": 360, "height": 740}


def hand(article, word, verb, name, **more):
    """Open the fold, tick the papers, say who, and let the other side type their name."""
    article.locator("summary", has_text=word).click()
    form = article.locator(f"form[data-verb={verb}]")
    form.locator("[name=papers]:visible").first.check()
    for key, value in more.items():
        form.locator(f"[name={key}]").fill(value)
    form.locator("[name=signed]").fill(name)
    form.get_by_role("button", name="双方签好").click()


def test_a_day_without_a_network(visit):
    rider, lead = visit("qishou"), visit("bangban")
    rider.set_viewport_size(PHONE)
    rider.goto("/crew/")
    rider.wait_for_selector("body[data-ready]")
    number = rider.locator(".stops li[data-state=assigned]").first.get_attribute("data-order")
    refused = rider.locator(".told-no")
    expect(refused).to_contain_text("已改派")
    refused.locator("[name=how]").fill("已和接手的人说清")
    refused.get_by_role("button", name="知道了").click()
    expect(refused).to_have_count(0)
    rider.wait_for_selector("body[data-ready]")
    rider.context.set_offline(True)
    rider.reload()
    expect(rider.locator("#net")).to_contain_text("没有网络")
    rider.locator(f".stops a[href='#{number}']").click()
    article = rider.locator(f"#{number}")
    assert rider.evaluate("document.scrollingElement.scrollWidth") <= 360
    bar = article.get_by_role("button", name="出发").bounding_box()
    assert bar["height"] >= 48 and bar["y"] > 600
    article.get_by_role("button", name="出发").click()
    hand(article, "收到原件", "take", "张演收")
    expect(article.locator(".queued li")).to_have_count(2)
    hand(article, "交出原件", "give", "李演收", other="大厅窗口")
    article.get_by_role("button", name="办成了").click()
    expect(rider.locator("#net")).to_contain_text("4步等着发出")
    rider.reload()
    expect(rider.locator("#net")).to_contain_text("4步等着发出")
    rider.context.set_offline(False)
    expect(rider.locator(f"#{number} .queued li")).to_have_count(0)
    expect(rider.locator("#net")).to_contain_text("4步已发出")
    assert rider.evaluate("Object.keys(localStorage).every(key => localStorage[key] === '[]')")
    lead.goto(f"/desk/crew/orders/{number}/")
    for word in ("出发", "办成"):
        expect(lead.locator(".timeline b").get_by_text(word, exact=True)).to_have_count(1)
    expect(lead.locator("main")).to_contain_text("现在在大厅窗口手里")
    expect(lead.locator("section", has_text="手机上登记的").locator(".results li")).to_have_count(4)
    rider.set_viewport_size({"width": 1280, "height": 720})
