"""一件事 as data: versions, order, circumstances; one form in which each question is asked once."""

import datetime as dt

import pytest

from tests.cast import at
from tests.visitor import Visitor
from yuanban.catalogue.actions.edit_bundle import discard_bundle, edit_bundle, start_bundle
from yuanban.catalogue.actions.publish_bundle import publish_bundle, withdraw_bundle
from yuanban.catalogue.bundle_step import MEMBER
from yuanban.catalogue.bundling import choose
from yuanban.catalogue.merging import merge
from yuanban.catalogue.models import Bundle, Item, ItemVersion
from yuanban.catalogue.queries import bundles_of
from yuanban.exchange.verify import differences_of
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid

DAY = at().date()


def rows(bundle):
    return [{name: getattr(m, name) for name in MEMBER} for m in bundle.members.select_related("item")]


def test_the_next_version_holds_from_its_day_and_nothing_published_changes(town):
    actor = town.actor("shengzx")
    old = Bundle.objects.get(code="firm-lingang")
    draft = start_bundle(actor, "firm-lingang", copy_of=old)
    assert (draft.number, draft.state, draft.members.count()) == (2, "draft", old.members.count())
    with pytest.raises(Refusal):
        start_bundle(actor, "firm-lingang", copy_of=old)
    draft = edit_bundle(actor, draft, promised=5)
    with pytest.raises(Refusal) as stale:
        edit_bundle(actor, draft, seen=0, promised=6)
    assert stale.value.rule == "changed-meanwhile"
    later = DAY + dt.timedelta(days=10)
    publish_bundle(actor, draft, later)
    with pytest.raises(Refusal):
        edit_bundle(actor, draft, promised=9)
    park = town.park("lingang")
    assert bundles_of(park, DAY).get(code="firm-lingang").number == 1
    assert bundles_of(park, later).get(code="firm-lingang").number == 2
    withdraw_bundle(actor, draft, "情况变化")
    assert not bundles_of(park, later).filter(code="firm-lingang").exists()
    for one in (old, draft):
        assert differences_of("catalogue.bundle", one.pk) == []
    draft.members.filter(key="seal").delete()
    assert "摘要不符" in "".join(differences_of("catalogue.bundle", draft.pk))


def test_a_matter_without_a_guide_on_that_day_is_named(town):
    actor = town.actor("shengzx")
    draft = start_bundle(actor, "firm-lingang", copy_of=Bundle.objects.get(code="firm-lingang"))
    ItemVersion.objects.filter(item__name="公章刻制备案").update(state="withdrawn")
    with pytest.raises(Invalid) as no:
        publish_bundle(actor, draft, DAY + dt.timedelta(days=1))
    assert "没有有效的办事指南：公章刻制备案" in no.value.errors["members"]


def test_a_circle_is_refused_with_the_names_in_it(town):
    actor = town.actor("shengzx")
    draft = start_bundle(actor, "firm-lingang", copy_of=Bundle.objects.get(code="firm-lingang"))
    members = [row | ({"after": ["tax"]} if row["key"] == "setup" else {}) for row in rows(draft)]
    with pytest.raises(Refusal) as no:
        edit_bundle(actor, draft, members=members)
    assert no.value.rule == "bundle-order" and "企业设立登记" in no.value.because and "涉税" in no.value.because
    with pytest.raises(Invalid) as wrong:
        edit_bundle(actor, draft, members=[*rows(draft), {"key": "seal", "name": "", "when": "nobody == 1"}])
    assert len(wrong.value.errors) == 3


def test_a_promise_is_neither_shorter_than_the_longest_chain_nor_longer_than_the_law(town):
    actor = town.actor("shengzx")
    draft = start_bundle(actor, "close-x", copy_of=Bundle.objects.get(code="close-jiangan"))
    parks = [town.park("jiangan")]
    for promised in (11, 46):
        draft = edit_bundle(actor, draft, promised=promised, parks=parks)
        with pytest.raises(Refusal) as no:
            publish_bundle(actor, draft, DAY)
        assert no.value.rule == "joint-limit"
    draft = edit_bundle(actor, draft, promised=12, regions=["511500"], parks=[])
    publish_bundle(actor, draft, DAY)
    for code in ("lingang", "jiangan", "nanxi"):
        assert bundles_of(town.park(code), DAY).filter(code="close-x").exists()


def test_a_centre_manager_keeps_only_what_holds_in_its_own_park(town):
    manager = next(a for a in (town.actor(p) for p in managers()) if a.role == "manager")
    own = manager.centre
    copy = start_bundle(manager, "my-own", "自己的一件事", copy_of=Bundle.objects.get(code="credit-lingang"))
    assert [park.centre.pk for park in copy.parks.select_related("centre")] == [own]
    with pytest.raises(Invalid):
        edit_bundle(manager, copy, parks=[town.park("lingang"), town.park("nanxi")])
    discard_bundle(manager, copy)
    with pytest.raises(Refusal):
        start_bundle(town.actor("qiye"), "nobody")


def managers():
    from yuanban.accounts.models import Post

    return Post.objects.filter(role="manager").values_list("person__username", flat=True)


def version(pk, name, form):
    return ItemVersion(pk=pk, item=Item(pk=pk, name=name), item_id=pk, form=form)


def merged_form(*versions):
    for one in versions:
        one._prefetched_objects_cache = {"materials": []}
    return merge(versions)


def test_a_concept_is_asked_once_whatever_it_is_called(db):
    one = version(
        1,
        "甲",
        [
            {
                "key": "place",
                "label": "经营场所",
                "type": "text",
                "same": "premises.address",
                "required": True,
                "prefill": "enterprise.address",
            }
        ],
    )
    two = version(
        2,
        "乙",
        [
            {"key": "address", "label": "地址", "type": "text", "same": "premises.address"},
            {"key": "place", "label": "地点", "type": "choice", "options": ["东", "西"]},
        ],
    )
    found = merged_form(one, two)
    assert [f["key"] for f in found.fields] == ["place", "place@2"]
    assert found.fields[0]["prefill"] == "enterprise.address" and found.fields[0]["required"]
    assert found.fields[1]["label"] == "地点（乙）"
    said = {"place": "一号", "place@2": "东", "_guidance": {}}
    assert found.part(two.item, said) == {"address": "一号", "place": "东", "_guidance": {}}
    assert found.told(two.item, {"place": "错", "rows.0.x": "错"}) == {"place@2": "错", "rows.0.x": "错"}


def test_conditions_over_renamed_answers_still_speak_of_them(db):
    one = version(1, "甲", [{"key": "kind", "label": "类别", "type": "choice", "options": ["一", "二"]}])
    two = version(2, "乙", [
        {"key": "kind", "label": "种类", "type": "choice", "options": ["大", "小"]},
        {"key": "size", "label": "大小", "type": "number", "when": "kind == '大'", "checks": [{"test": "size > 3 || kind == '小'", "message": "太小"}]},
    ])  # fmt: skip
    found = merged_form(one, two)
    size = next(f for f in found.fields if f["key"] == "size")
    assert size["names"] == {"kind": "kind@2"} and size["when"] == "kind == '大'"
    from yuanban.catalogue.forms import check_form

    assert check_form(found.fields, {"kind": "一", "kind@2": "小", "size": "1"}) == ({"kind": "一", "kind@2": "小"}, {})
    assert check_form(found.fields, {"kind": "一", "kind@2": "大", "size": "1"})[1] == {"size": "太小"}


def test_circumstances_choose_the_members_and_results_flow_on(town):
    bundle = Bundle.objects.get(code="close-lingang")
    assert [m.key for m in choose(bundle, DAY, {}).members] == [
        "tax",
        "close",
        "customs",
        "social",
        "medical",
        "fund",
        "bank",
        "seal",
    ]
    chosen = choose(bundle, DAY, {"customs": False, "staff": "否", "fund": "否"})
    assert [m.key for m in chosen.members] == ["tax", "close", "bank", "seal"]
    assert {left.member.key: left.kind for left in chosen.left}["customs"] == "situation"
    assert (chosen.course.days, chosen.course.critical) == (8, ("tax", "close", "bank"))
    names = [m.material.name for m in chosen.merged().materials]
    assert "清税证明" not in names and names.count("解散的决议或者决定") == 1
    asked = [f["label"] for f in chosen.merged().fields]
    assert asked.count("企业名称") == asked.count("联系人") == asked.count("注销原因") == 1


def test_the_pages_of_the_centre_take_a_draft_from_another_to_the_day_it_holds(town):
    desk = Visitor("shengzx")
    source = Bundle.objects.get(code="close-lingang")
    page = desk.post(
        "/desk/bundles/new/", {"from": source.pk, "code": "close-nanxi", "name": "企业注销登记“一件事”（南溪）"}
    )
    draft = Bundle.objects.get(code="close-nanxi")
    assert page.headers["Location"] == f"/desk/bundles/{draft.pk}/"
    url = f"/desk/bundles/{draft.pk}/"

    def press(verb, **data):
        draft.refresh_from_db()
        return desk.post(f"{url}{verb}/", data | {"version": draft.version})

    refused = press("member", key="tax", name="先清税", note="", needs=["seal"], when="")
    page = refused.content.decode()
    assert refused.status_code == 409 and "先后绕成了圈" in page
    assert 'value="先清税"' in page and f'value="{draft.name}"' in page  # nothing typed is lost, nothing goes astray
    assert press("question", key="branch", label="有分支机构吗", type="yesno").status_code == 302
    assert press("add", key="guide", name="注销指引", organ="市场监管部门", item="").status_code == 302
    assert press("member", key="guide", do="drop").status_code == 302
    assert press("publish", from_date=str(DAY)).status_code == 422
    assert press("places", parks=[town.park("lingang").pk]).status_code == 302
    assert "一张表" in (page := desk.get(url).content.decode()) and "要留意" not in page
    press("places", parks=[town.park("lingang").pk, town.park("nanxi").pk])
    assert "没有开办“税务注销”" in desk.get(url).content.decode()
    press("places", parks=[town.park("lingang").pk])
    assert "换一种情形看" in desk.get(f"{url}preview/?customs=否").content.decode()
    assert press("publish", from_date=str(DAY)).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.from_date) == ("published", DAY)
    assert Visitor().get("/parks/lingang/bundles/close-nanxi/").status_code == 200
    assert "close-nanxi" in desk.get("/desk/bundles/").content.decode()
