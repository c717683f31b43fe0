"""What people do on the pages: find a matter, apply for it, take a step, be told why not, fetch and check a paper, rate."""

import re

from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from yuanban.law.procedure import MOVES
from yuanban.law.reasons import ORDER as AUTHORITY
from yuanban.law.rules import rule

PDF = b"%PDF-1.4 sample\nstartxref\n0\n%%EOF\n"
DECISION = re.compile("决定书|确认书|备案通知书|结果通知书")


# The enterprise


def find(page, matter):
    """From the front door, in everyday words, to the guide as this park handles it."""
    page.goto("/")
    page.select_option("#park", matter["park"])
    page.locator(".park-choice button").click()
    page.get_by_label("查找事项").fill(matter["words"])
    page.get_by_label("查找事项").press("Enter")
    page.locator(f".hits a[href='/parks/{matter['park']}/items/{matter['item']}/']").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(matter["name"])


def read_guide(page, matter, size="form"):
    """Where it depends on the applicant's own case, say so and see who decides."""
    asked = page.locator("#facts form")
    if asked.count():
        for key in matter["facts"]:
            if asked.locator(f"[name='{key}']").count():
                put(page, key, matter[size][key], asked)
        asked.get_by_role("button", name="看怎么办").click()
    return page.locator(".figures")


def fill_in(page, matter, size="form"):
    """The form, the files, and the helper where one is wanted."""
    page.locator(f"#f-firm-{matter['firm']['pk']}").check()
    for key, value in matter[size].items():
        put_rows(page, key, value) if is_rows(value) else put(page, key, value)
    for hand in page.locator(".hand:not(:has(details))").all():
        hand_in(page, hand.get_attribute("id"))
    if matter["agent"]:
        page.locator("#agency").click()
        page.select_option("#f-_agent", str(matter["agent"]["pk"]))
        page.fill("#f-_scope", "代为递交材料、领取结果")


def is_rows(value):
    return isinstance(value, list) and value and isinstance(value[0], dict)


def put_rows(page, key, rows):
    """A question that repeats, with as many rows as there are answers."""
    for n, row in enumerate(rows):
        if n:
            page.locator(f"button[value='more:{key}']").click()
        for inner, value in row.items():
            put(page, f"{key}.{n}.{inner}", value)


def put(page, key, value, within=None):
    field = (within or page).locator(f"[name='{key}']").first
    kind = field.evaluate("field => field.type")
    if kind == "radio":
        (within or page).locator(f"[name='{key}'][value='{value}']").check()
    elif kind == "checkbox":
        field.check()
    elif kind == "select-one":
        field.select_option(str(value))
    elif kind != "hidden":  # a question answered with a file: it is handed in with the materials
        field.fill(str(value))


def hand_in(page, row, name="材料.pdf", data=PDF):
    """One file, which is taken at once."""
    hand = page.locator(f"[id='{row}']")
    hand.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": data})
    expect(hand.locator(".taken")).to_contain_text(name)


def submit(page):
    """-> the numbers of the cases, as the page shows them."""
    page.get_by_role("button", name="下一步：核对").last.click()
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", name="申请已经收到")).to_be_visible()
    return page.locator(".number b").all_inner_texts()


def apply(page, matter, size="form"):
    page.goto(f"/apply/{matter['park']}/{matter['item']}/")
    fill_in(page, matter, size)
    return submit(page)[0]


# Officials


def from_queue(page, number):
    """It waits in one's own queue, and opens from there."""
    page.goto(f"/desk/?q={number}")
    page.locator(f"a.row-link[href='/desk/cases/{number}/']").click()
    page.wait_for_url(f"**/desk/cases/{number}/")
    return page


def open_file(page, number):
    page.goto(f"/desk/cases/{number}/")
    return page


def act(page, number, verb, opened=open_file, **fields):
    """Take a step that is one's own to take."""
    press(opened(page, number), verb, **fields)
    expect(page.locator(".notice-success")).to_contain_text(f"已办理“{MOVES[verb].name_zh}”")


def press(page, verb, **fields):
    form = page.locator(f"form[action$='/{verb}/']")
    folded = page.locator("details.deed:not([open])", has=form)
    if folded.count():
        folded.locator("> summary").click()
    for key, value in fields.items():
        group = form.locator("details:not([open])", has=page.locator(f"[name='{verb}-{key}']"))
        if group.count():
            group.locator("> summary").click()
        put(page, f"{verb}-{key}", value, form)
    form.get_by_role("button", name=MOVES[verb].name_zh, exact=True).click()


def refused(page, number, verb, *rules, words=(), **fields):
    """Told why not on the page, by one of these rules or any about authority; and told the same when tried all the same."""
    open_file(page, number)
    why = page.locator(f"#why-{verb}")
    told = why.get_attribute("data-rule")
    assert told in (rules or AUTHORITY), told
    for word in ("依据：", rule(told).article, *words):
        expect(why).to_contain_text(word)
    expect(page.locator(f"form[action$='/{verb}/']")).to_have_count(0)
    attempt(page, number, verb, **fields)
    answer = page.locator(f"#refusal[data-rule='{told}']")
    for word in ("为什么不能办：", rule(told).article, "下一步", *words):
        expect(answer).to_contain_text(word)


def attempt(page, number, verb, **fields):
    """Send what the button would send, with no button there. -> the status."""
    shown = page.locator("input[name=version]")
    given = {f"{verb}-{key}": value for key, value in fields.items()} | {
        "csrfmiddlewaretoken": page.locator("input[name=csrfmiddlewaretoken]").first.input_value(),
        "version": shown.first.input_value() if shown.count() else version_of(page),
    }
    with page.expect_navigation() as going:
        page.evaluate(SEND, [f"/desk/cases/{number}/{verb}/", given])
    return going.value.status


SEND = """([address, given]) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: address })
  for (const [name, value] of Object.entries(given))
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }))
  document.body.append(form)
  form.submit()
}"""


def version_of(page):
    """The steps of the case are its version; a page without a form shows them as the story of the case."""
    return str(page.locator("#history .timeline > li").count())


def unseen(page, *paths):
    """To this person the case does not exist."""
    for path in paths:
        assert page.goto(path).status == 404, path
        expect(page.get_by_role("heading", level=1)).to_have_text("没有这一页")


def hidden_from(page, number):
    """A case that this official may not see: neither by its address, nor by trying."""
    unseen(page, f"/desk/cases/{number}/")
    assert attempt(page, number, "accept") == 404


# From the seal to the hands of the applicant


def settle(visit, number, staff, reviewers):
    """The plain steps after acceptance, each by somebody who may."""
    for person in staff["review"][:reviewers]:
        act(visit(person), number, "review", passed="yes", opinion="材料齐全，符合条件。")
    act(visit(staff["decide"][0]), number, "decide", outcome="granted")
    act(visit(staff["seal"][-1]), number, "seal")
    act(visit(staff["seal"][-1]), number, "issue")


def hand_out(visit, number, staff, way="window"):
    act(visit(staff["deliver"][0]), number, "deliver", way=way, receiver="张三")


def fetch(page, number, title=DECISION):
    """A paper of one's own case: (the address of its check page, its file)."""
    page.goto(f"/cases/{number}/")
    paper = (
        page.locator("aside li", has=page.get_by_role("link", name=re.compile("^核验"))).filter(has_text=title).first
    )
    got = page.request.get(paper.locator("a[href^='/papers/']").get_attribute("href"))
    assert (got.headers["content-type"], got.body()[:5]) == ("application/pdf", b"%PDF-")
    return paper.get_by_role("link", name=re.compile("^核验")).get_attribute("href"), got.body()


def words(file):
    """What a reader of the PDF finds, without the line breaks."""
    return "".join("".join(page.get_textpage().get_text_range() for page in PdfDocument(file)).split())


def check(page, address, file, in_name_of):
    """Anybody with the code of a paper: whose it is, by which papers, and whether this file is it."""
    page.goto(address)
    expect(page.get_by_role("heading", name="本平台出具过这份文书")).to_be_visible()
    expect(page.locator(".facts").first).to_contain_text(in_name_of)
    expect(page.locator(".facts").first).not_to_contain_text("未加盖印章")
    expect(page.locator(".chain-card").first).to_be_visible()
    assert offered(page, file) == "是原件"
    assert offered(page, file + b" ") == "不是原件"


def offered(page, file):
    page.locator("#f-file").set_input_files({"name": "证照.pdf", "mimeType": "application/pdf", "buffer": file})
    page.get_by_role("button", name="核验文件").click()
    return page.locator("#answer h2").inner_text()


def rate(page, number, level="非常满意"):
    page.goto("/my/")
    page.locator(f"a[href='/cases/{number}/rate/']").click()
    page.get_by_label(level, exact=True).check()
    page.get_by_role("button", name="提交评价").click()
    expect(page.locator(".notice-success")).to_contain_text("谢谢您的评价")
