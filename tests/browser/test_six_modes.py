"""One matter in each of the six modes, through pages alone, from the words of the street to the rating; and each wrong hand refused."""

from playwright.sync_api import expect

from tests.browser.steps import (
    act,
    apply,
    check,
    fetch,
    fill_in,
    find,
    from_queue,
    hand_out,
    hidden_from,
    press,
    put,
    rate,
    read_guide,
    refused,
    settle,
    submit,
    unseen,
)

NOT_THE_WINDOW = ("no-instrument", "power-not-granted", "entrustee-not-organ")


def begin(visit, matter, size="form", decides=None):
    """The enterprise finds it, reads who will decide, applies. -> the number."""
    owner = visit(matter["owner"])
    find(owner, matter)
    expect(read_guide(owner, matter, size)).to_contain_text(decides or matter["decides_name"])
    owner.get_by_role("link", name="申请办理").click()
    fill_in(owner, matter, size)
    return submit(owner)[0]


def strangers_see_nothing(visit, matter, number):
    unseen(visit(matter["stranger"]), f"/cases/{number}/", f"/cases/{number}/withdraw/")
    hidden_from(visit(matter["elsewhere"]), number)


def finish(visit, matter, number):
    """The enterprise has the paper, anyone can check it, and the service is rated."""
    owner = visit(matter["owner"])
    check(visit(), *fetch(owner, number), matter["in_name_of"])
    rate(owner, number)


def test_direct_authorisation_with_the_seal_kept_in_the_park(visit, scene):
    matter = scene["kept-seal"]
    number = begin(visit, matter)
    act(visit(matter["clerk"]), number, "receive")
    refused(visit(matter["clerk"]), number, "accept", *NOT_THE_WINDOW)
    strangers_see_nothing(visit, matter, number)
    act(visit(matter["staff"]["accept"][0]), number, "accept", from_queue)
    first, second = matter["staff"]["review"][:2]
    act(visit(first), number, "review", passed="yes", opinion="材料齐全，符合条件。")
    refused(visit(first), number, "review", "two-reviewers", opinion="再审一次。", passed="yes")
    act(visit(second), number, "review", passed="yes", opinion="同意。")
    refused(visit(matter["clerk"]), number, "decide", *NOT_THE_WINDOW, outcome="granted")
    decider = visit(matter["staff"]["decide"][0])
    expect(from_queue(decider, number).locator(".derive").first).to_contain_text(matter["in_name_of"])
    press(decider, "decide", outcome="granted")
    refused(visit(matter["clerk"]), number, "seal", *NOT_THE_WINDOW)
    act(visit(matter["staff"]["seal"][-1]), number, "seal")
    act(visit(matter["staff"]["seal"][-1]), number, "issue")
    hand_out(visit, number, matter["staff"])
    finish(visit, matter, number)
    visit(matter["owner"]).goto(f"/cases/{number}/rate/")
    expect(visit(matter["owner"]).locator("#refusal[data-rule='rate-once']")).to_be_visible()


def test_above_the_threshold_the_committee_may_not_decide(visit, scene):
    matter = scene["kept-seal"]
    above = matter["above"]
    number = begin(visit, matter, "large", above["decides_name"])
    act(visit(above["staff"]["receive"][0]), number, "receive")
    act(visit(above["staff"]["accept"][0]), number, "accept")
    for person in above["staff"]["review"][:2]:
        act(visit(person), number, "review", passed="yes", opinion="符合条件。")
    refused(
        visit(matter["committee_person"]), number, "decide", "outside-condition", words=["不符合"], outcome="granted"
    )
    act(visit(above["staff"]["decide"][0]), number, "decide", outcome="granted")


def test_the_organ_seals_on_sight_in_one_batch(visit, scene):
    matter = scene["on-sight"]
    staff, sealer = matter["staff"], visit(matter["staff"]["seal"][0])
    numbers = [begin(visit, matter), apply(visit(matter["owner"]), matter)]
    for number in numbers:
        act(visit(matter["clerk"]), number, "receive")
        act(visit(staff["accept"][0]), number, "accept")
        act(visit(staff["review"][0]), number, "review", passed="yes", opinion="验收文件齐全，同意。")
    refused(visit(matter["committee_person"]), numbers[0], "decide", "power-not-granted", outcome="granted")
    strangers_see_nothing(visit, matter, numbers[0])
    together(sealer, numbers, "reviewed", "见章盖章", "已决定并用印")
    together(sealer, numbers, "sealed", "出证", "已出证")
    for number in numbers:
        hand_out(visit, number, staff)
        rate(visit(matter["owner"]), number)


def together(page, numbers, stage, button, done):
    page.goto(f"/desk/seals/?stage={stage}")
    for number in numbers:
        page.locator(f"input[name=number][value='{number}']").check()
    page.get_by_role("button", name=f"{button}所选各件").click()
    expect(page.get_by_role("status")).to_contain_text(f"{len(numbers)}件{done}")


def test_mutual_windows_by_the_named_secondees(visit, scene):
    matter = scene["mutual-windows"]
    number = begin(visit, matter)
    act(visit(matter["clerk"]), number, "receive")
    refused(visit(matter["clerk"]), number, "accept", *NOT_THE_WINDOW)
    refused(visit(matter["unnamed"]), number, "accept", "no-post", words=["派驻人员名单"])
    refused(visit(matter["committee_person"]), number, "accept")
    strangers_see_nothing(visit, matter, number)
    act(visit(matter["staff"]["accept"][0]), number, "accept", from_queue)
    settle(visit, number, matter["staff"], matter["reviewers"])
    hand_out(visit, number, matter["staff"])
    finish(visit, matter, number)


def test_onsite_agency_by_a_helper_who_decides_nothing(visit, scene):
    matter = scene["onsite-agency"]
    helper = visit(matter["agent"]["username"])
    number = begin(visit, matter)
    act(helper, number, "receive")
    refused(helper, number, "accept", *NOT_THE_WINDOW)
    strangers_see_nothing(visit, matter, number)
    act(visit(matter["staff"]["accept"][0]), number, "accept", from_queue)
    refused(visit(matter["committee_person"]), number, "review", passed="yes", opinion="同意。")
    settle(visit, number, matter["staff"], matter["reviewers"])
    hand_out(visit, number, matter["staff"], "helper")
    finish(visit, matter, number)


def test_offline_agency_with_every_hand_over_signed(visit, scene):
    matter = scene["offline-agency"]
    helper = visit(matter["agent"]["username"])
    number = begin(visit, matter)
    hand_over(helper, number, matter["firm"]["name"], "帮办代办员", "申请材料原件1套", drawn=True)
    act(helper, number, "receive")
    hand_over(helper, number, "帮办代办员", matter["accepts_name"], "申请材料原件1套")
    refused(helper, number, "accept", *NOT_THE_WINDOW)
    strangers_see_nothing(visit, matter, number)
    act(visit(matter["staff"]["accept"][0]), number, "accept", from_queue)
    settle(visit, number, matter["staff"], matter["reviewers"])
    refused(visit(matter["committee_person"]), number, "deliver", way="window", receiver="张三")
    hand_over(helper, number, matter["decides_name"], "帮办代办员", "决定书和证照各1份")
    hand_out(visit, number, matter["staff"], "helper")
    helper.goto(f"/desk/cases/{number}/")
    expect(helper.locator("#papers")).to_contain_text(f"帮办代办员 → {matter['accepts_name']}")
    finish(visit, matter, number)


def hand_over(page, number, giver, taker, what, drawn=False):
    page.goto("/desk/carry/")
    page.locator(f"a.btn[href^='/desk/carry/{number}/']").click()
    for key, value in (("giver", giver), ("taker", taker), ("what", what)):
        page.fill(f"#f-{key}", value)
    if drawn:
        draw(page)
    else:
        page.fill("#f-signature", "李四")
    page.get_by_role("button", name="登记交接").click()
    expect(page.locator(".notice-success")).to_contain_text("已登记交接")
    signed = page.locator(".custody li").first
    expect(signed).to_contain_text(f"{giver} → {taker}")
    expect(signed.get_by_role("img", name="手写签名")).to_have_count(1 if drawn else 0)


def draw(page):
    pad = page.locator(".pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 60, steps=5)
    page.mouse.up()


def test_joint_office_by_the_organ_competent_at_the_place(visit, scene):
    matter = scene["joint-office"]
    number = begin(visit, matter)
    act(visit(matter["staff"]["receive"][0]), number, "receive")
    refused(visit(matter["staff"]["receive"][0]), number, "accept", *NOT_THE_WINDOW, "no-post")
    refused(visit(matter["committee_person"]), number, "accept")
    strangers_see_nothing(visit, matter, number)
    act(visit(matter["staff"]["accept"][0]), number, "accept", from_queue)
    settle(visit, number, matter["staff"], matter["reviewers"])
    hand_out(visit, number, matter["staff"])
    finish(visit, matter, number)


def test_integrated_one_form_for_several_organs_each_deciding_its_own(visit, scene):
    matter = scene["integrated"]
    owner, parts = visit(matter["owner"]), matter["parts"]
    owner.goto(f"/parks/{matter['park']}/")
    owner.get_by_role("link", name=matter["name"]).first.click()
    owner.get_by_role("link", name="一次申请").click()
    for key, value in matter["situations"].items():
        put(owner, key, value)
    owner.get_by_role("button", name="下一步：填表").click()
    fill_in(owner, matter)
    numbers = dict(zip(parts, submit(owner), strict=True))
    owner.get_by_role("link", name="查看一件事的进度").click()
    owner.get_by_role("button", name="我要先领先办好的").click()
    for name, part in parts.items():
        act(visit(part["staff"]["receive"][0]), numbers[name], "receive")
    others_do_not_decide_it(visit, matter, numbers)
    for name, part in parts.items():
        act(visit(part["staff"]["accept"][0]), numbers[name], "accept")
        settle(visit, numbers[name], part["staff"], part["reviewers"])
        hand_out(visit, numbers[name], part["staff"])
        rate(owner, numbers[name])
    for name in list(parts)[:2]:
        check(visit(), *fetch(owner, numbers[name]), parts[name]["in_name_of"])


def others_do_not_decide_it(visit, matter, numbers):
    """The window accepts nothing of it; an organ of the one matter does not see, or may not take, the other."""
    first, second = list(matter["parts"])[:2]
    refused(visit(matter["clerk"]), numbers[first], "accept", *NOT_THE_WINDOW)
    refused(visit(matter["committee_person"]), numbers[first], "accept")
    hidden_from(visit(matter["parts"][first]["staff"]["accept"][0]), numbers[second])
    strangers_see_nothing(visit, matter, numbers[second])
