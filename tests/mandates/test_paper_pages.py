"""The form of a paper, its instant check, its moves, and the pages of documents."""

from tests.cast import DAY
from tests.mandates.papers import LATER, in_force, paper
from tests.visitor import Visitor, text
from yuanban.mandates.models import Document, Instrument
from yuanban.places.models import Body


def form(items, **more):
    given = {
        "kind": "entrustment",
        "title": "道路货物运输委托书",
        "grantor": "cp-trans",
        "to": "sanjiang",
        "powers": ["accept", "review"],
        "territory": "翠屏区",
        "items": [item.pk for item in items],
        "basis": "《四川省开发区条例》第十七条",
    }
    return given | more


def test_drafted_edited_and_renewed_on_pages(town, items):
    page = Visitor("guanli1")
    address = page.post("/desk/instruments/new/", form(items, to_date=LATER.isoformat())).url
    code = address.split("/")[-2]
    assert paper(code).territory == ["511502"]
    assert "可以签署" in text(page.get(address))
    edit = f"{address}edit/"
    assert 'value="道路货物运输委托书"' in page.get(edit).content.decode()
    assert page.post(edit, form(items, version=1, title="改过的名称")).status_code == 302
    assert paper(code).to_date is None
    assert page.post(edit, form(items, version=1, title="又改")).status_code == 409
    version = {"version": 2}
    assert page.post(f"{address}sign/", version | {"sign-day": DAY.isoformat()}).status_code == 302
    version["version"] = 3
    publish = {"publish-day": DAY.isoformat(), "publish-where": "区政府网站"}
    assert page.post(f"{address}publish/", version | publish).status_code == 302
    version["version"] = 4
    amended = page.post(f"{address}amend/", version | {"amend-day": LATER.isoformat()})
    assert amended.status_code == 302
    assert "变更" in text(page.get(amended.url))
    assert "变更" in text(page.get(address))


def test_what_was_typed_stays_when_it_is_sent_back(town, items):
    page = Visitor("guanli1")
    answer = page.post(
        "/desk/instruments/new/", form(items, territory="火星", condition="a <", items_text="没有这个事项")
    )
    assert answer.status_code == 422
    seen = answer.content.decode()
    assert "没有这个行政区划" in seen
    assert "没有这个事项" in seen
    assert 'value="道路货物运输委托书"' in seen
    assert f'value="{items[0].pk}" checked' in seen


def test_many_items_at_once_by_pasting(town, items):
    page = Visitor("guanli1")
    other = town.item("企业投资项目备案", "cp-ndrc")
    address = page.post("/desk/instruments/new/", form([], items_text=f"{items[0].code}\n{other.code}\n")).url
    assert paper(address.split("/")[-2]).items.count() == 2


def test_searching_keeps_what_is_ticked(town, items):
    page = Visitor("guanli1")
    found = page.get("/desk/item-choice/", {"items_q": "施工许可", "items": items[0].pk}).content.decode()
    assert f'value="{items[0].pk}" checked' in found
    assert "建筑工程施工许可证核发" in found
    every = page.get("/desk/item-choice/", {"items_q": "施工许可", "items": items[0].pk, "every": 1})
    assert every.content.decode().count(" checked") > 1
    again = page.post("/desk/instruments/new/", form(items, find=1, items_q="施工许可"))
    assert (again.status_code, Instrument.objects.filter(title="道路货物运输委托书").exists()) == (200, False)
    assert "建筑工程施工许可证核发" in text(again)


def test_the_check_reads_the_condition_in_words(town):
    page, permit = Visitor("guanli1"), town.item("建筑工程施工许可证核发", "yb-hud")
    given = form([permit], grantor="yb-hud", condition="investment_wan <= 5000", territory="511502")
    said = text(page.post("/desk/instrument-check/", given))
    assert "≤ 5000" in said.replace("investment_wan", "")
    assert "翠屏区（511502）" in said
    wrong = text(page.post("/desk/instrument-check/", given | {"condition": "nobody_knows > 1"}))
    assert "没有“nobody_knows”" in wrong
    assert "还要补" in text(page.post("/desk/instrument-check/", given | {"powers": []}))


def test_a_draft_is_discarded_on_its_page(town, items):
    page = Visitor("guanli1")
    address = page.post("/desk/instruments/new/", form(items, code="pf-1")).url
    assert page.post(f"{address}discard/", {"version": 1, "discard-reason": ""}).status_code == 422
    assert page.post(f"{address}discard/", {"version": 1, "discard-reason": "重复"}).status_code == 302
    assert "已作废" in text(page.get(address))


def test_a_void_revocation_is_said(town, manager, items, fields):
    in_force(manager, items, fields)
    page = Visitor("guanli1")
    sent = {"version": paper().version, "revoke-day": DAY.isoformat(), "revoke-reason": "越权", "revoke-void": "on"}
    assert page.post("/desk/instruments/ent-test/revoke/", sent).status_code == 302
    assert "自始无效" in text(page.get("/desk/instruments/ent-test/"))


def batch(items, **more):
    issuer = Body.objects.filter(role="government").order_by("code").first()
    given = form(items, holders=["sanjiang"], issuer=issuer.code, title="向园区赋权的决定", grantor="", code="wj-1")
    return given | more


def test_a_document_from_draft_to_answers(town, items):
    page, both = Visitor("shengzx"), [*items, town.item("企业投资项目备案", "cp-ndrc")]
    assert page.get("/desk/documents/").status_code == 200
    assert page.post("/desk/documents/new/", batch(both, holders=[])).status_code == 422
    address = page.post("/desk/documents/new/", batch(both)).url
    assert "2行" in text(page.get(address))
    assert (
        page.post(f"{address}edit/", {"version": 1, "title": "改", "issuer": batch(both)["issuer"]}).status_code == 302
    )
    assert page.post(f"{address}sign/", {"version": 2, "sign-day": DAY.isoformat()}).status_code == 302
    sent = {"version": 3, "publish-day": DAY.isoformat(), "publish-where": "网站"}
    assert page.post(f"{address}publish/", sent).status_code == 302
    park = Visitor("guanli1")
    assert 'name="row"' in park.get(address).content.decode()
    assert 'name="row"' not in Visitor("guanli2").get(address).content.decode()
    answer = {"take-up-choice": "declined", "take-up-day": DAY.isoformat(), "take-up-reason": ""}
    assert park.post(f"{address}answer/", answer).status_code == 422
    rows = {"row": ["wj-1-1", "wj-1-2"]}
    refused = park.post(f"{address}answer/?to=sanjiang", answer | rows)
    assert refused.status_code == 422
    assert 'value="wj-1-1" aria-label="第1行" checked' in refused.content.decode()
    assert park.post(f"{address}answer/", answer | {"row": ["wj-1-1"], "take-up-reason": "没有人"}).status_code == 302
    assert "没有人" in text(park.get(f"{address}?answer=declined"))
    accept = {"version": paper("wj-1-2").version, "take-up-choice": "accepted", "take-up-day": DAY.isoformat()}
    assert park.post("/desk/instruments/wj-1-2/take-up/", accept).status_code == 302
    assert Document.objects.get().rows.filter(take_up="accepted").count() == 1
    assert park.post(f"{address}revoke/", {"version": 4}).status_code == 403


def test_rows_are_added_on_their_own_page(town, items):
    page = Visitor("shengzx")
    address = page.post("/desk/documents/new/", batch(items)).url
    other = town.item("企业投资项目备案", "cp-ndrc")
    assert page.get(f"{address}rows/").status_code == 200
    sent = batch([other], version=Document.objects.get().version)
    assert page.post(f"{address}rows/", sent).status_code == 302
    assert Document.objects.get().rows.count() == 2
