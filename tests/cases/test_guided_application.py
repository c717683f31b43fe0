"""From the guidance to the case: fewer materials, answers carried over and kept with their version; and what a new version does meanwhile."""

import json

import pytest

from tests.cases.test_applicant_pages import filled, hand_in
from tests.visitor import Visitor, hidden, text
from yuanban.cases.models import Case, Draft
from yuanban.catalogue import guidance
from yuanban.catalogue.actions.edit_form import edit_form
from yuanban.catalogue.actions.publish_version import publish_version
from yuanban.catalogue.actions.start_draft import start_draft
from yuanban.catalogue.form_schema import validator
from yuanban.catalogue.queries import version_on

OWNER = "qiye"


@pytest.fixture
def item(town):
    return town.item("食品经营许可", "cp-amr")


@pytest.fixture
def version(town, item):
    return version_on(item, town.actor(OWNER).day)


@pytest.fixture
def url(item):
    return f"/apply/lingang/{item.pk}/"


def codes(needs, needed):
    return {need.material.code for need in needs if need.needed is needed}


def test_answers_decide_what_is_handed_over(version):
    unknown = guidance.materials_for(version, {})
    assert codes(unknown, None) == {"poa"}
    own = guidance.materials_for(version, {"prepacked": "否", "business": "餐饮服务经营者", "by_self": "是"})
    assert codes(own, False) == {"poa"}
    assert codes(guidance.materials_for(version, {"by_self": False}), True) >= {"poa", "layout"}


def test_answers_lead_to_another_item_and_open_questions_are_asked(version):
    led = guidance.leads_to(version, {"prepacked": True})
    assert [one["item"][:12] for one in led.instead] == ["511Z90005000"]
    assert "business" in [q["key"] for q in led.open]
    assert "cold" not in [q["key"] for q in guidance.leads_to(version, {"business": "食品销售经营者"}).open]


def test_the_public_page_needs_no_sign_in_and_no_script(item):
    visitor, page = Visitor(), f"/items/{item.pk}/guidance/"
    assert "开始回答" in text(visitor.get(f"/items/{item.pk}/"))
    asked = text(visitor.get(page))
    assert "还不知道要不要交" in asked
    told = visitor.get(f"{page}?park=lingang&prepacked=否&business=餐饮服务经营者&by_self=是&cold=是")
    assert "不用交 经营" in text(told).replace("  ", " ") or "本人办理，不用授权委托书" in text(told)
    assert "带着这些回答开始申请" in text(told)
    assert "您要办的可能是另一件事" in text(visitor.get(f"{page}?prepacked=是"))
    assert visitor.get(f"{page}?business=不存在&cold[]=x").status_code == 200


def begin(visitor, url, answers="&by_self=是&business=餐饮服务经营者&cold=否"):
    return visitor.get(f"{url}?_guided=1{answers}")


def test_the_answers_go_along_into_the_case(town, item, version, url):
    visitor = Visitor(OWNER)
    page = begin(visitor, url)
    body = page.content.decode()
    assert '<option value="餐饮服务经营者" selected>' in body
    assert "file-poa" not in body
    typed = filled(town, item, _guided=json.dumps({"by_self": True, "business": "餐饮服务经营者", "cold": False}))
    typed.pop("file-poa")
    typed |= {"lines": ["热食类食品制售", "自制饮品制售"]}
    assert visitor.post(url, typed).headers["Location"] == f"{url}check/"
    assert "热食类食品制售、自制饮品制售" in text(visitor.get(f"{url}check/"))
    hand_in(visitor, url)
    case = Case.objects.get()
    assert case.form["_guidance"] == {
        "version": version.number, "answers": {"by_self": True, "business": "餐饮服务经营者", "cold": False}
    }  # fmt: skip
    assert not case.materials.filter(code="poa").exists()
    assert case.form["keepers"][0]["keeper_name"]
    assert "食品安全管理人员" in text(visitor.get(f"/cases/{case.number}/"))
    paper = text(visitor.get(f"/cases/{case.number}/form/"))
    assert "按办事指南第1版填写" in paper
    assert "本人来办吗" in paper


def test_rows_and_conditions_without_script(town, item, url):
    visitor = Visitor(OWNER)
    visitor.get(url)
    typed = {"online_sale": "是", "keepers._rows": "1", "keepers.0.keeper_name": "周样例", "do": "more:keepers"}
    answer = visitor.post(url, typed, follow=True).content.decode()
    assert 'name="keepers.1.keeper_name"' in answer
    assert 'name="shops.0.platform"' in answer
    assert "周样例" in answer
    less = visitor.post(
        url, typed | {"keepers._rows": "2", "keepers.1.keeper_name": "吴样例", "do": "less:keepers:0"}, follow=True
    )
    assert "吴样例" in less.content.decode()
    assert "周样例" not in less.content.decode()


def test_what_is_not_asked_is_neither_required_nor_kept_but_not_lost_while_filling(town, item, url):
    visitor = Visitor(OWNER)
    typed = filled(town, item, _guided="{}") | {"online_sale": "是", "lines": ["热食类食品制售"]}
    typed |= {"shops._rows": "1", "shops.0.platform": "样例外卖", "do": "save"}
    visitor.post(url, typed)
    again = filled(town, item) | {k: v for k, v in typed.items() if not k.startswith(("shops", "file"))}
    gone = {k: v for k, v in again.items() if not k.startswith("shops")} | {"online_sale": "否", "do": "check"}
    gone["_seen"] = [f["key"] for f in version_on(item, town.actor(OWNER).day).form if f["key"] != "shops"]
    assert visitor.post(url, gone).headers["Location"] == f"{url}check/"
    assert "样例外卖" not in text(visitor.get(f"{url}check/"))
    assert [row["platform"] for row in Draft.objects.get().form["shops"]] == ["样例外卖"]
    hand_in(visitor, url)
    assert "shops" not in Case.objects.get().form


def test_every_error_is_said_at_its_place(town, item, url):
    typed = filled(town, item) | {"cold_food": "否", "lines": ["生食类食品制售"], "keepers.0.keeper_id": "12"}
    page = Visitor(OWNER).post(url, typed, follow=True)
    body = page.content.decode()
    assert page.status_code == 422
    assert 'href="#f-keepers.0.keeper_id"' in body
    assert 'id="f-keepers.0.keeper_id"' in body
    assert 'href="#f-cold_food"' in body
    assert "这里应当选“是”" in body


def renew(town, item, change):
    """A new version, published while others are filling in the old one."""
    actor = town.actor("shengzx")
    draft = start_draft(actor, item)
    return publish_version(actor, edit_form(actor, draft, change(draft.form), draft.guidance, "修改"))


def hot(town, item):
    return filled(town, item) | {"lines": ["热食类食品制售"], "cold_food": "否", "shop_name": "样例小馆"}


def changed(form):
    renamed = [f | {"label": "经营场所使用面积"} if f["key"] == "area_m2" else f for f in form if f["key"] != "diners"]
    return [
        *renamed,
        {"key": "seats", "label": "餐位数", "type": "number", "required": True, "section": "经营者和场所"},
    ]


def test_a_version_published_meanwhile_carries_the_draft_over_and_leaves_cases_alone(town, item, url):
    visitor = Visitor(OWNER)
    typed = hot(town, item)
    visitor.post(url, typed)
    hand_in(visitor, url)
    case = Case.objects.get()
    visitor.post(url, typed | hot(town, item))
    renew(town, item, changed)
    assert visitor.get(f"{url}check/").headers["Location"] == f"{url}?check"
    page = visitor.get(f"{url}?check")
    assert "办事指南有了新的版本" in text(page)
    for said in ("新增 餐位数", "有改动 经营场所使用面积", "不再问 每餐最多就餐人数"):
        assert said in text(page)
    assert "请填写“餐位数”。" in text(page)
    assert 'value="样例小馆"' in page.content.decode()
    visitor.post(url, typed | hot(town, item) | {"seats": "40"})
    assert "办事指南有了新的版本" not in text(visitor.get(url))
    hand_in(visitor, url)
    assert [c.item_version.number for c in Case.objects.order_by("pk")] == [1, 2]
    assert "经营场所面积" in text(visitor.get(f"/cases/{case.number}/"))
    assert "经营场所使用面积" not in text(visitor.get(f"/cases/{case.number}/"))


def test_a_version_published_after_looking_through_is_not_handed_in_unseen(town, item, url):
    visitor = Visitor(OWNER)
    visitor.post(url, hot(town, item))
    saved = hidden(visitor.get(f"{url}check/"), "saved")
    renew(town, item, lambda form: form[:-1])
    answer = visitor.post(f"{url}check/", {"saved": saved})
    assert (answer.headers["Location"], Case.objects.count()) == (f"{url}?check", 0)


def test_the_schema_is_open_and_says_what_is_asked(town, item, version):
    answer = Visitor().get(f"/api/items/{item.code}/form").json()
    assert (answer["version"], answer["fields"]) == (1, version.form)
    schema = answer["schema"]
    assert schema["$schema"].endswith("2020-12/schema")
    assert "shops" not in schema["required"]
    assert "keepers" in schema["required"]
    asked = (
        Visitor().get(f"/api/items/{item.code}/form", {"answers": json.dumps({"online_sale": True})}).json()["schema"]
    )
    assert "shops" in asked["required"]
    assert not validator(asked).is_valid({"online_sale": True})
    assert Visitor().get("/api/items/none/form").status_code == 404
    assert Visitor().get(f"/api/items/{item.code}/form?answers=[1]").status_code == 422
