"""The turns a matter can take, each at its own page: asked once, refused, stopped, extended, denied, taken back; and two at once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import (
    act,
    apply,
    attempt,
    fetch,
    fill_in,
    from_queue,
    hand_in,
    open_file,
    press,
    put,
    refused,
    words,
)


@pytest.fixture
def matter(scene):
    return scene["mutual-windows"]


@pytest.fixture
def brought(visit, matter):
    """`brought("accept")`: a new application that has come just past this step. -> its number."""

    def bring(*verbs):
        number = apply(visit(matter["owner"]), matter)
        for verb in verbs:
            act(visit(matter["clerk"] if verb == "receive" else matter["staff"][verb][0]), number, verb)
        return number

    return bring


def test_a_supplement_is_asked_once_and_answered(visit, matter, brought):
    number, approver, owner = brought("receive"), visit(matter["staff"]["accept"][0]), visit(matter["owner"])
    form = open_file(approver, number).locator("form[action$='/ask_supplement/']")
    gap = form.locator("textarea").first.get_attribute("name").removeprefix("ask_supplement-")
    press(approver, "ask_supplement", **{gap: "缺少法定代表人签名，请补签。"})
    owner.goto("/my/")
    owner.locator(f"a[href='/cases/{number}/supplement/']").click()
    expect(owner.locator(".gap")).to_have_text(re.compile("缺少法定代表人签名"))
    owner.get_by_role("button", name="提交补正").last.click()
    expect(owner.locator("#errors")).to_be_focused()
    hand_in(owner, owner.locator(".hand").get_attribute("id"), "签名页.pdf")
    owner.get_by_role("button", name="提交补正").last.click()
    expect(owner.locator(".notice-success")).to_contain_text("补正材料已经收到")
    assert "缺少法定代表人签名" in words(fetch(owner, number, "补正材料一次性告知书")[1])
    press(open_file(approver, number), "ask_supplement", **{gap: "还缺公章。"})
    expect(approver.locator("main")).to_contain_text("补正应当一次告知")
    open_file(approver, number)
    act(approver, number, "accept", from_queue)


def test_refusal_of_acceptance_says_where_to_go(visit, matter, brought):
    number, approver, owner = brought("receive"), visit(matter["staff"]["accept"][0]), visit(matter["owner"])
    press(open_file(approver, number), "refuse_acceptance", ground="wrong-organ", reason="场所在另一县。")
    expect(approver.locator("#errors")).to_contain_text("请写明应当向哪个机关申请")
    expect(approver.locator("[name='refuse_acceptance-reason']")).to_have_value("场所在另一县。")
    press(approver, "refuse_acceptance", where="江安县市场监督管理局")
    expect(approver.locator(".notice-success")).to_be_visible()
    owner.goto(f"/cases/{number}/")
    expect(owner.get_by_role("heading", name="机关决定不予受理")).to_be_visible()
    expect(owner.locator(".timeline")).to_contain_text("应当向江安县市场监督管理局申请")
    told = words(fetch(owner, number, "不予受理通知书")[1])
    assert "江安县市场监督管理局" in told
    assert "行政复议" in told


def test_the_clock_stops_with_a_notice_and_goes_on(visit, matter, brought):
    number, approver, owner = brought("receive", "accept"), visit(matter["staff"]["review"][0]), visit(matter["owner"])
    press(open_file(approver, number), "suspend", ground="expert-review", days="0", reason="组织专家评审。")
    expect(approver.locator("#errors")).to_contain_text("请填写所需时间")
    expect(approver.locator("[name='suspend-reason']")).to_have_value("组织专家评审。")
    press(approver, "suspend", days="8")
    owner.goto(f"/cases/{number}/")
    expect(owner.locator(".guide-head .light-paused")).to_be_visible()
    expect(owner.locator(".timeline")).to_contain_text("所需时间8个工作日")
    told = words(fetch(owner, number, "特别程序所需时间告知书")[1])
    assert "专家评审" in told and "第四十五条" in told
    act(approver, number, "resume", from_queue, result="评审通过。")
    owner.goto(f"/cases/{number}/")
    expect(owner.locator(".guide-head .light-paused")).to_have_count(0)


def test_only_the_head_extends_and_only_once(visit, matter, brought):
    number, owner, head = brought("receive", "accept"), visit(matter["owner"]), visit(matter["heads"][0])
    told = {"days": "5", "reason": "需要核实工艺参数。"}
    refused(visit(matter["staff"]["decide"][0]), number, "extend", "extension", **told)
    act(head, number, "extend", **told)
    owner.goto(f"/cases/{number}/")
    expect(owner.locator(".timeline")).to_contain_text("延长5个工作日")
    assert "需要核实工艺参数" in words(fetch(owner, number, "延长办理期限告知书")[1])
    refused(head, number, "extend", "extension", words=["已经延长过一次"], **told)


def test_a_denial_gives_reasons_remedies_and_who_answers(visit, matter, brought):
    number, owner = brought("receive", "accept"), visit(matter["owner"])
    for person in matter["staff"]["review"][:2]:
        act(visit(person), number, "review", passed="no", opinion="布局与图纸不一致。")
    decider = visit(matter["staff"]["decide"][0])
    press(open_file(decider, number), "decide", outcome="denied")
    expect(decider.locator("#refusal[data-rule='refusal-reasons']")).to_contain_text("第三十八条")
    expect(decider.locator("[name='decide-outcome']")).to_have_value("denied")
    press(decider, "decide", reasons="生产场所布局与所报图纸不一致。")
    act(decider, number, "seal")
    act(decider, number, "issue")
    told = words(fetch(owner, number)[1])
    for word in ("不予", "生产场所布局与所报图纸不一致", "六十日内", "六个月内", f"以{matter['in_name_of']}为被申请人"):
        assert word in told, word
    expect(owner.locator(".guide-head .outcome-denied")).to_have_text("不予")


def test_an_application_is_taken_back_for_good(visit, matter, brought):
    number, owner = brought("receive"), visit(matter["owner"])
    owner.goto(f"/cases/{number}/")
    owner.get_by_role("link", name="撤回申请").click()
    owner.get_by_label("撤回的原因").fill("方案调整。")
    owner.get_by_role("button", name="确认撤回").click()
    expect(owner.get_by_role("heading", name="申请已经撤回")).to_be_visible()
    approver = open_file(visit(matter["staff"]["accept"][0]), number)
    expect(approver.get_by_text("本件已经办结").first).to_be_visible()
    assert attempt(approver, number, "accept") == 409
    expect(approver.locator("#refusal[data-rule='wrong-state']")).to_contain_text("不能受理")


def test_a_draft_is_there_again_on_another_browser(visit, matter):
    owner, other = visit(matter["owner"]), visit.beside(matter["owner"])
    address = f"/apply/{matter['park']}/{matter['item']}/"
    key = next(key for key, value in matter["form"].items() if isinstance(value, str) and value.startswith("样例"))
    owner.goto(address)
    put(owner, key, "写了一半")
    row = owner.locator(".hand").first.get_attribute("id")
    hand_in(owner, row, "半份.pdf")
    owner.get_by_role("button", name="保存草稿").click()
    expect(owner.locator(".notice-success")).to_contain_text("草稿已保存")
    other.goto("/my/")
    other.locator(f"a[href='{address}']").click()
    expect(other.locator(f"[name='{key}']")).to_have_value("写了一半")
    expect(other.locator(f"[id='{row}'] .taken")).to_contain_text("半份.pdf")
    other.goto("/my/")
    other.get_by_role("button", name=f"草稿：{matter['name']}").click()
    expect(other.locator(f"a[href='{address}']")).to_have_count(0)
    other.context.close()


def test_two_approvers_with_one_file_open(visit, matter, brought):
    number = brought("receive", "accept")
    first, second = (open_file(visit(person), number) for person in matter["staff"]["review"][:2])
    press(first, "review", passed="yes", opinion="同意。")
    press(second, "review", passed="yes", opinion="我写了很长的一段意见。")
    expect(second.locator("#refusal[data-rule='changed-meanwhile']")).to_be_focused()
    expect(second.get_by_label("打开之后的变化")).to_contain_text("同意")
    expect(second.locator("[name='review-opinion']")).to_have_value("我写了很长的一段意见。")
    expect(second.locator("[name='review-passed']")).to_have_value("yes")
    press(second, "review")
    expect(second.locator(".notice-success")).to_contain_text("已办理“审查”")
    expect(open_file(second, number).locator("#history")).to_contain_text("我写了很长的一段意见。")


def test_pressing_twice_and_in_two_windows_makes_one_case(visit, matter):
    owner, other = visit(matter["owner"]), visit.beside(matter["owner"])
    before = listed(owner, matter["name"])
    owner.goto(f"/apply/{matter['park']}/{matter['item']}/")
    fill_in(owner, matter)
    owner.get_by_role("button", name="下一步：核对").last.click()
    owner.wait_for_url("**/check/")
    other.goto(owner.url)
    owner.get_by_role("button", name="提交申请").dblclick()
    expect(owner.get_by_role("heading", name="申请已经收到")).to_be_visible()
    other.get_by_role("button", name="提交申请").click()
    expect(other.locator(".notice")).to_contain_text("已经提交过了")
    assert listed(owner, matter["name"]) == before + 1
    other.context.close()


def listed(page, text):
    page.goto(f"/my/?q={text}")
    count = page.locator(".pager b")
    return int(count.inner_text()) if count.count() else 0


def test_the_window_applies_for_who_stands_at_it_and_prints_the_receipt(visit, matter):
    clerk, owner = visit(matter["clerk"]), visit(matter["owner"])
    clerk.goto("/desk/")
    clerk.get_by_role("link", name="窗口收件").first.click()
    clerk.get_by_label("企业名称").fill(matter["firm"]["name"][2:8])
    clerk.keyboard.press("Enter")
    clerk.get_by_role("link", name=matter["firm"]["name"]).click()
    clerk.get_by_label("查找事项").fill(matter["words"])
    clerk.keyboard.press("Enter")
    clerk.get_by_role("link", name=matter["name"], exact=True).click()
    for key, value in matter["form"].items():
        put(clerk, key, value)
    for box in clerk.locator("[name='_paper']").all():
        box.check()
    clerk.get_by_role("button", name="申请并收件").click()
    expect(clerk.get_by_role("heading", name="已收件")).to_be_visible()
    got = clerk.request.get(clerk.get_by_role("link", name=re.compile("^打印《")).get_attribute("href"))
    assert matter["firm"]["name"] in words(got.body())
    number = clerk.locator(".sheets .mono").inner_text()
    owner.goto(f"/cases/{number}/")
    expect(owner.locator(".timeline")).to_contain_text("收件")
    act(visit(matter["staff"]["accept"][0]), number, "accept", from_queue)
