"""Every main page of every role can be used by everyone: axe finds nothing, wide or narrow, and a telephone never scrolls sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.steps import PDF, act, apply, fill_in, hand_out, open_file, press, settle

WIDE, NARROW = WIDTHS = (1440, 360)
# No style sheet gives a word another colour or ground on a telephone, and contrast is four fifths of what axe does.
SAME_COLOURS = {"color-contrast": {"enabled": False}}
USUAL = {"width": 1280, "height": 720}
PUBLIC = [
    "/",
    "/search/?q=开饭店",
    "/search/?q=没有的事",
    "/parks/",
    "/parks/{park}/",
    "/parks/{park}/?where=here&stage=site",
    "/instruments/ent-record-lingang/?park=lingang",
    "/parks/{park}/items/{item}/",
    "/parks/{park}/bundles/{bundle}/",
    "/items/{item}/",
    "/sign-in/",
    "/check/",
    "/check/?number=没有这个号",
    "/check/keys/",
    "/published/",
    "/check/package/",
    "/rules/",
    "/rules/hearing/",
    "/practices/",
    "/certificates/没有这个号/",
    "/no-such-page/",
    "/voice/",
    "/voice/?kind=stuck&rule=wrong-organ&park={park}&item={item}",
    "/voice/find/",
    "/parks/{park}/voice/",
    "/rate/lg-w1/",
    "/rate/lg-w1/?tablet",
    "/rate/no-such-window/",
    "/services/",
    "/services/?park=&q=没有的产品",
    "/services/ > [href^='/services/products/']",
    "/services/providers/",
    "/services/providers/ > [href^='/services/providers/JG']",
    "/jobs/",
    "/jobs/ > [href^='/jobs/']",
    "/jobs/?q=没有这样的岗位",
    "/gatherings/",
    "/gatherings/ > [href^='/gatherings/']:not([href*='?'])",
    "/gatherings/?past=1 > [href^='/gatherings/']:not([href*='?'])",
    "/intermediaries/",
    "/intermediaries/eia-report/",
    "/intermediaries/eia-report/ > [href*='/draws/']",
    "/residents/?park=lingang",
    "/residents/?park=lingang > .tile",
    "/programme/",
    "/programme/ > .tile-strong",
    "/programme/{year}/",
    "/programme/{year}/rankings/1/",
    "/programme/{year}/objections/",
    "/programme/support/",
    "/programme/support/ > .row-link",
    "/programme/powers/",
    "/parks/{park}/structure/",
]
SERVICES = [
    "/desk/services/requests/?light=stalled",
    "/desk/services/requests/ > .row-link",
    "/desk/services/admissions/",
    "/desk/services/admissions/ > .row-link",
    "/desk/services/figures/",
]
VOICE = [
    "/desk/voice/loops/ > .row-link",
    "/desk/voice/appeals/",
    "/desk/voice/concerns/ > .row-link",
    "/desk/voice/stuck/?state=all",
    "/desk/voice/stuck/ > .row-link",
    "/desk/voice/items/",
    "/desk/ratings/phone/",
]
DESKS = {
    "clerk": [
        "/desk/",
        "/desk/runs/",
        "/desk/runs/ > .row-link",
        "/desk/?scope=all",
        "/desk/?q=没有这个号",
        "/desk/ > .row-link",
        "/desk/new/",
        "/desk/new/?who=样例",
        "/desk/new/?enterprise={firm}",
        "/desk/new/?enterprise={firm}&item={item}",
        "/desk/carry/",
        "/desk/ratings/",
        "/desk/ratings/ > .row-link",
        "/desk/voice/visits/",
        "/desk/voice/visits/codes/",
    ],
    "approver": [
        "/desk/ > .row-link",
        "/desk/certificates/",
        "/desk/transfers/",
        "/desk/hearings/",
        "/desk/consults/",
        "/desk/meetings/",
        "/desk/site-visits/",
        "/desk/checks/",
        "/desk/letterheads/",
        "/desk/seals/",
        "/desk/instruments/",
        "/desk/instruments/ > .row-link",
        "/desk/seal-register/",
        "/desk/proof/",
        "/desk/lists/",
    ],
    "city": [
        "/desk/boards/",
        "/desk/programme/",
        "/desk/programme/ > .row-link",
        "/desk/programme/{year}/",
        "/desk/criteria/",
    ],
    "expert": ["/desk/programme/", "/desk/programme/ > .row-link"],
    "seconded": ["/desk/", "/desk/ > .row-link"],
    "helper": [
        "/desk/",
        "/desk/carry/",
        "/desk/carry/ > .row-link",
        "/crew/",
        "/desk/crew/",
        "/desk/crew/orders/",
        "/desk/crew/orders/ > .row-link",
        "/desk/crew/orders/new/",
        "/desk/crew/people/",
        "/desk/crew/people/ > .row-link",
        "/desk/crew/spots/",
        "/desk/crew/originals/",
        "/desk/crew/originals/ > .row-link",
        "/desk/crew/cadres/",
    ],
    "auditor": [
        "/desk/cards/",
        "/desk/consults/ > .row-link",
        "/desk/meetings/ > .row-link",
        "/desk/site-visits/?show=closed > .row-link",
        "/desk/oversight/",
        "/desk/flags/",
        "/desk/checks/?show=late",
        "/desk/credit/",
        "/desk/pushes/",
        "/desk/archive/",
        "/desk/archive/ > .row-link",
        "/desk/registers/",
        "/my/messages/",
        "/desk/",
        "/desk/parks/",
        "/desk/boards/?measure=saved-fact",
        "/desk/proof/ > .row-link",
        "/desk/people/",
        "/desk/audit/",
        "/desk/rungs/",
        *VOICE,
    ],
    "manager": [
        *SERVICES,
        "/desk/services/admissions/?show=applied",
        "/desk/parks/",
        "/desk/boards/",
        "/desk/boards/parks/lingang/cases/?measure=applied",
        "/desk/boards/measures/",
        "/desk/rungs/",
        "/desk/rungs/?view=papers",
        "/desk/what-if/",
        "/desk/audit/",
        "/desk/arrangements/",
        "/desk/instruments/new/",
        "/desk/instruments/ent-permit-lingang/",
        "/desk/carried/ent-permit-lingang/",
        "/desk/documents/",
        "/desk/seal-register/new/",
        "/desk/seal-register/ > .row-link",
        "/desk/seal-register/seal-permit-lingang/uses/",
        "/desk/voice/loops/",
        "/desk/voice/items/ > .row-link",
        "/desk/gatherings/",
        "/desk/gatherings/ > .row-link",
        "/desk/gatherings/?q=冬季 > .row-link",
        "/desk/gatherings/new/",
        "/desk/jobs/",
        "/desk/jobs/ > .row-link",
        "/desk/intermediaries/offers/",
        "/desk/intermediaries/draws/?service=eia-report",
        "/desk/institutions/",
        "/desk/institutions/ > .row-link",
        "/desk/referrals/",
    ],
    "resident": [
        "/desk/residents/",
        "/desk/residents/?show=taken > .row-link",
        "/desk/residents/?show=over > .row-link",
        "/desk/residents/ > [href$='/roster/']",
    ],
    "provincial": [
        "/desk/",
        "/desk/bundles/",
        "/desk/bundles/ > .row-link",
        "/desk/bundles/1/preview/",
        "/desk/certificates/",
        "/desk/certificates/ > .row-link",
        "/desk/programme/",
        "/desk/programme/?state=accepted > .row-link",
        "/desk/programme/{year}/",
        "/desk/programme/calls/new/",
        "/desk/programme/{year}/objections/",
        "/desk/programme/{year}/objections/ > .row-link",
        "/desk/experts/",
        "/desk/criteria/",
        "/desk/mergers/",
        "/desk/report/three-data/",
        "/desk/report/three-data/recruitments/",
        "/desk/parks/",
        "/desk/boards/",
        "/desk/boards/cities/511500/",
        "/desk/items/",
        "/desk/items/ > .row-link",
        "/desk/practices/",
        "/desk/practices/overdue-supplement/",
        "/desk/documents/new/",
        "/desk/lists/",
        "/desk/lists/etdz/2/?list=approval&stage=open",
        "/desk/lists/etdz/3/?list=factor",
        "/desk/lists/etdz/3/entry/?find=许可",
        "/desk/lists/etdz/3/sheet/",
        "/desk/lists/etdz/3/diff/",
        "/desk/lists/etdz/3/impact/",
        "/desk/lists/parks/",
        "/desk/lists/parks/{park}/?stage=establish",
        "/desk/lists/parks/{park}/add/",
        "/desk/lists/parks/{park}/remove/?key=511F90001000",
    ],
    "admin": ["/desk/people/", "/desk/people/new/", "/desk/people/ > .row-link", "/desk/intermediaries/needs/"],
}


def names(scene):
    matter = scene["joint-office"]
    return {k: matter[k] for k in ("park", "item")} | {
        "year": scene["year"],
        "bundle": scene["integrated"]["bundle"],
        "firm": matter["firm"]["code"],
    }


def faults(page, addresses):
    return {path: wrong for path in addresses if (wrong := faults_of(page, path))}


def faults_of(page, path):
    """`path > link` is the first such link on that page."""
    path, _, link = path.partition(" > ")
    page.goto(path)
    if link:
        page.goto(page.locator(f"main a{link}").first.get_attribute("href"))
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    return [fault for width in WIDTHS for fault in seen_at(page, width)]


def seen_at(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    options = {"resultTypes": ["violations"], "rules": {} if width > NARROW else SAME_COLOURS}
    violations = Axe().run(page, options=options).response["violations"]
    found = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in violations]
    wide = page.evaluate("document.scrollingElement.scrollWidth") > width
    return [f"{width}: {what}" for what in found + ["wider than the screen"] * wide]


@pytest.fixture
def looked_at(visit):
    """`looked_at("chuangkou")` is their page; it gets its usual size back."""
    pages = []

    def look(username=None):
        pages.append(visit(username))
        return pages[-1]

    yield look
    for page in pages:
        page.set_viewport_size(USUAL)


def test_pages_for_everyone(looked_at, scene):
    assert faults(looked_at(), [path.format(**names(scene)) for path in PUBLIC]) == {}


@pytest.mark.parametrize("role", DESKS)
def test_pages_of_officials(looked_at, scene, role):
    page = looked_at(scene["roles"][role])
    assert faults(page, [path.format(**names(scene)) for path in DESKS[role]]) == {}


def test_pages_of_an_enterprise(looked_at, visit, scene):
    matter = scene["joint-office"]
    owner, form = looked_at(matter["owner"]), f"/apply/{matter['park']}/{matter['item']}/"
    asked, settled = waiting_for_supplement(visit, matter), delivered(visit, matter)
    owner.goto(form)
    owner.get_by_role("button", name="下一步：核对").last.click()
    expect(owner.locator("#errors")).to_be_visible()
    empty = faults(
        owner, ["/my/", "/my/papers/", "/my/messages/", "/my/messages/settings/", "/account/", form, f"{form}?check"]
    )
    owner.goto(form)
    fill_in(owner, matter)
    owner.get_by_role("button", name="下一步：核对").last.click()
    owner.wait_for_url("**/check/")
    cases = [f"/cases/{asked}/", f"/cases/{asked}/supplement/", f"/cases/{asked}/withdraw/", f"/cases/{settled}/"]
    last = [f"/cases/{settled}/applied/", f"/cases/{settled}/rate/", f"/cases/{settled}/ > [href^='/check/']"]
    assert empty | faults(owner, [f"{form}check/", *cases, *last]) == {}


def test_the_page_of_a_hearing(looked_at):
    """The sample town has told its printed enterprise of the right to one."""
    assert faults(looked_at("qiye"), ["/my/", "/my/ > [href$='/hearing/']", "/my/ > [href^='/runs/']"]) == {}


def test_pages_of_a_department(looked_at):
    """It reports on the support items that it answers for."""
    own = "/desk/support-items/"
    assert faults(looked_at("bumen"), ["/desk/", own, f"{own} > .row-link"]) == {}


def waiting_for_supplement(visit, matter):
    number = apply(visit(matter["owner"]), matter)
    act(visit(matter["staff"]["receive"][0]), number, "receive")
    approver = open_file(visit(matter["staff"]["accept"][0]), number)
    gap = approver.locator("form[action$='/ask_supplement/'] textarea").first.get_attribute("name")
    press(approver, "ask_supplement", **{gap.removeprefix("ask_supplement-"): "缺少签名。"})
    return number


def delivered(visit, matter):
    number = apply(visit(matter["owner"]), matter)
    act(visit(matter["staff"]["receive"][0]), number, "receive")
    act(visit(matter["staff"]["accept"][0]), number, "accept")
    settle(visit, number, matter["staff"], matter["reviewers"])
    hand_out(visit, number, matter["staff"])
    return number


def test_what_a_check_says_of_a_file(looked_at):
    page = looked_at()
    page.goto("/check/")
    page.locator("#f-file").set_input_files({"name": "别的.pdf", "mimeType": "application/pdf", "buffer": PDF})
    page.get_by_role("button", name="核验文件").click()
    expect(page.get_by_role("heading", name="没有对应的文书")).to_be_visible()
    assert [fault for width in WIDTHS for fault in seen_at(page, width)] == []


def test_pages_of_a_holder(looked_at):
    page = looked_at("qiye")
    one = "/my/certificates/ > [href^='/my/certificates/']"
    shelf = [f"/my/shelf/?{what}" for what in ("show=all", "view=lookups", "view=looks", "q=没有这一份")]
    assert faults(page, ["/my/certificates/?show=all", one, "/my/certificates/?show=ended", *shelf]) == {}
    page.goto("/my/certificates/")
    page.goto(page.locator("main a[href^='/my/certificates/']").first.get_attribute("href"))
    public = page.locator("main a[href^='/certificates/']").first.get_attribute("href")
    asked = page.locator("main a[href^='/apply/']").first.get_attribute("href")
    assert faults(page, [public, asked]) == {}


def test_pages_of_services(looked_at):
    """The firm's, and those of two providers: a bank and the power company with its joint visit."""
    firm = ["/my/needs/", "/my/needs/?show=ended", "/my/needs/new/", "/my/needs/connect/?park=lingang"]
    firm += ["/my/needs/ > [href^='/my/needs/XQ']", "/my/needs/ > [href^='/services/connections/']"]
    firm.append("/my/needs/ > [href^='/services/requests/']")
    assert faults(looked_at("qiye"), [*firm, "/services/apply/", "/provider/queue/"]) == {}
    desk = [
        "/provider/queue/",
        "/provider/queue/ > .row-link",
        "/provider/products/",
        "/provider/products/ > .row-link",
    ]
    more = ["/provider/products/new/", "/provider/team/", "/provider/results/", "/provider/admission/"]
    visit = ["/provider/queue/ > [href^='/services/connections/']"]
    assert faults(looked_at("gongdian"), [*desk, *more, *visit]) == {}
