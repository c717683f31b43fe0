"""/desk/items/: who may change what an item says, the draft's form, and its publication."""

import datetime as dt

import pytest
from django.utils.html import escape

from tests.cast import DAY
from tests.visitor import Visitor, text
from yuanban.catalogue.actions.assign_organ import assign_organ
from yuanban.catalogue.actions.edit_draft import edit_draft
from yuanban.catalogue.actions.publish_version import draft_version, publish_version
from yuanban.catalogue.actions.start_draft import MATERIAL, start_draft
from yuanban.catalogue.comparing import differences
from yuanban.catalogue.draft_form import of_version
from yuanban.catalogue.models import Item
from yuanban.catalogue.queries import version_on
from yuanban.catalogue.search import fill
from yuanban.exchange.verify import differences_of
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.ledger.write import create
from yuanban.places.models import Body

LATER = DAY + dt.timedelta(days=10)


@pytest.fixture
def food(town):
    return town.item("食品经营许可", "cp-amr")


@pytest.fixture
def imported(town):
    """As `yuanban import items` leaves an item whose organ it did not find: a draft with what the list said."""
    item = Item(code="无编码-1", name="测绘资质核查", organ_name="宜宾市某局", warnings=["没有事项编码"])
    create(fill([item])[0], "item.imported", town.actor("admin"))
    draft_version(town.actor("admin"), item, DAY, [{"code": "m1", "name": "核查申请"}], statutory=20, promised=10)
    return item


def at(item, tail=""):
    return f"/desk/items/{item.pk}/{tail}"


def form_of(visitor, item, **more):
    """The editor's fields as the page gives them."""
    page = visitor.get(at(item, "draft/"))
    assert page.status_code == 200
    item.refresh_from_db()
    return {"version": item.version, "do": "save", **flat(fields_of(item)), **more}


def fields_of(item):
    return of_version(item.versions.get(state="draft"))


def flat(typed):
    rows = {f"basis{n}-{k}": v for n, one in enumerate(typed["basis"]) for k, v in one.items()}
    rows |= {f"m{n}-{k}": v for n, one in enumerate(typed["materials"]) for k, v in one.items()}
    plain = {k: v for k, v in typed.items() if k not in ("basis", "materials", "joint")}
    return plain | rows | ({"joint": "on"} if typed["joint"] else {})


def press(visitor, item, verb, **fields):
    item.refresh_from_db()
    return visitor.post(at(item, f"{verb}/"), {"version": item.version} | fields)


@pytest.mark.parametrize("username", ["yuanqu", "chuangkou", "shenji", "bangban", "qiye"])
def test_only_managers_open_the_items(town, food, username):
    assert Visitor(username).get("/desk/items/").status_code == 403
    assert Visitor(username).get(at(food)).status_code == 403
    assert press(Visitor(username), food, "start").status_code == 403
    assert food.versions.count() == 1


def test_the_actions_ask_for_the_post_themselves(town, food):
    officer, version = town.actor("yuanqu"), food.versions.get()
    for deed in (
        lambda: start_draft(officer, food),
        lambda: edit_draft(officer, version, DAY, []),
        lambda: publish_version(officer, version),
        lambda: draft_version(officer, food, DAY),
        lambda: assign_organ(officer, food, food.organ),
    ):
        with pytest.raises(Refusal) as refusal:
            deed()
        assert refusal.value.rule == "no-post"


def test_a_manager_keeps_to_what_its_own_park_offers(town):
    mine = Item.objects.filter(arrangements__park__code="lingang").exclude(arrangements__park__code="sanjiang")
    theirs = Item.objects.exclude(arrangements__park__code="lingang").filter(arrangements__isnull=False).first()
    assert press(Visitor("guanli1"), mine.first(), "start").status_code == 302
    answer = press(Visitor("guanli1"), theirs, "start")
    assert answer.status_code == 403
    assert "由其他园区开办" in text(answer)
    assert press(Visitor("shengzx"), theirs, "start").status_code == 302


def test_the_list_finds_filters_and_counts(town, food, imported):
    visitor = Visitor("shengzx")
    assert f"共 {Item.objects.count()} 项" in text(visitor.get("/desk/items/"))
    assert "食品经营许可" in text(visitor.get("/desk/items/?q=开饭店"))
    assert food.code in text(visitor.get(f"/desk/items/?q={food.code}"))
    for stand in ("draft", "unpublished", "organless", "warned"):
        found = text(visitor.get(f"/desk/items/?stand={stand}"))
        assert "测绘资质核查" in found
        assert "共 1 项" in found
    assert "测绘资质核查" in text(visitor.get("/desk/items/?organ=unknown"))
    assert "测绘资质核查" not in text(visitor.get("/desk/items/?organ=cp-amr"))
    assert "没有符合条件的事项" in text(visitor.get("/desk/items/?q=绝无此事项&list=factor"))


def test_an_imported_guide_takes_effect(town, imported):
    """Organ, basis, publication: each refusal says what is missing."""
    visitor = Visitor("shengzx")
    page = text(visitor.get(at(imported)))
    assert "没有事项编码" in page
    assert "宜宾市某局" in page
    company = Body.objects.filter(kind="company").first()
    assert press(visitor, imported, "organ", organ=company.code).status_code == 422
    assert press(visitor, imported, "organ", organ="cp-amr").status_code == 302
    answer = press(visitor, imported, "publish")
    assert answer.status_code == 422
    assert "设定依据的法律名称和条款" in text(answer)
    law = {"basis0-law": "测绘法", "basis0-article": "第二十七条"}
    assert visitor.post(at(imported, "draft/"), form_of(visitor, imported, **law)).status_code == 302
    assert press(visitor, imported, "publish").status_code == 302
    imported.refresh_from_db()
    assert imported.organ.code == "cp-amr"
    assert version_on(imported, DAY).basis == [{"law": "测绘法", "article": "第二十七条"}]
    assert list(differences_of("catalogue.item", imported.pk)) == []


def test_a_new_version_is_a_changed_copy_and_follows_the_old(town, food):
    visitor, old = Visitor("shengzx"), version_on(food, DAY)
    assert press(visitor, food, "start").url == at(food, "draft/")
    assert press(visitor, food, "start").status_code == 409
    form = form_of(visitor, food, promised="1", validity=LATER.isoformat(), conditions="一\n\n 二 ")
    form |= {"m0-name": "改了名的申请书"}
    assert visitor.post(at(food, "draft/"), form).status_code == 302
    page = text(visitor.get(at(food)))
    assert "与第1版比较" in page
    assert "改了名的申请书" in page
    assert press(visitor, food, "publish").status_code == 302
    new = version_on(food, LATER)
    assert (new.number, new.promised, new.conditions, new.form) == (2, 1, ["一", "二"], old.form)
    assert [m.code for m in new.materials.all()] == [m.code for m in old.materials.all()]
    assert version_on(food, LATER - dt.timedelta(days=1)) == old
    assert list(differences_of("catalogue.item", food.pk)) == []
    kinds = Event.objects.filter(stream=food.stream).order_by("seq").values_list("kind", flat=True)
    assert list(kinds)[-3:] == ["item.drafted", "item.edited", "item.published"]


def test_rows_move_without_being_kept(town, food):
    visitor = Visitor("shengzx")
    press(visitor, food, "start")
    names = [m.name for m in food.versions.get(state="draft").materials.all()]
    down = visitor.post(at(food, "draft/"), form_of(visitor, food, do="down-materials-0"))
    body = down.content.decode()
    assert body.index(escape(names[1])) < body.index(escape(names[0]))
    added = visitor.post(at(food, "draft/"), form_of(visitor, food, do="add-materials"))
    assert f"第{len(names) + 1}份材料" in text(added)
    dropped = visitor.post(at(food, "draft/"), form_of(visitor, food, do="drop-materials-0"))
    assert f'value="{escape(names[0])}"' not in dropped.content.decode()
    more = visitor.post(at(food, "draft/"), form_of(visitor, food, do="add-basis"))
    assert f"第{len(fields_of(food)['basis']) + 1}条依据" in text(more)
    assert [m.name for m in food.versions.get(state="draft").materials.all()] == names


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [
        ({"promised": "999", "statutory": "20"}, 409, "长于法定时限"),
        ({"promised": "很快"}, 422, "请填写整数"),
        ({"reviewers": "3"}, 422, "审查人数"),
        ({"visits": "1", "visit_reason": ""}, 422, "请写明为什么"),
        ({"validity": ""}, 422, "起始日期"),
        ({"m0-name": ""}, 422, "第1份材料请填写名称"),
        ({"m0-need": "maybe"}, 422, "请选择要求和来源"),
        ({"kind": "x"}, 422, "即办件或者承诺件"),
        ({"version": "1"}, 409, "刷新"),
    ],
)
def test_a_draft_that_cannot_be_kept_says_why_and_keeps_what_was_typed(town, food, change, status, says):
    visitor = Visitor("shengzx")
    press(visitor, food, "start")
    before = fields_of(food)
    answer = visitor.post(at(food, "draft/"), form_of(visitor, food, **{"result_name": "新的结果名称"} | change))
    assert answer.status_code == status
    assert says in text(answer)
    assert "新的结果名称" in answer.content.decode()
    assert fields_of(food) == before


def test_differences_are_told_by_name_and_order(town, food):
    old, new = food.versions.get(), start_draft(town.actor("shengzx"), food)
    assert differences(old, new) == []
    first, second, *rest = [{k: getattr(m, k) for k in MATERIAL} for m in new.materials.all()]
    changed = [second, first | {"copies": 7}, *rest, {**second, "code": "extra", "name": "新材料"}]
    basis = [{"law": "食品安全法", "article": "第三十五条"}]
    edited = edit_draft(town.actor("shengzx"), new, DAY, changed, basis=basis, promised=old.promised - 1)
    told = {what: (was, now) for what, was, now in differences(old, edited)}
    assert told["承诺时限"] == (f"{old.promised}个工作日", f"{old.promised - 1}个工作日")
    assert told["设定依据"][1] == "《食品安全法》第三十五条"
    assert "复印件7份" in told[f"材料“{first['name']}”"][1]
    assert told["增加材料"][1].startswith("新材料")
    assert told["材料次序"][1].startswith(f"{second['name']}、{first['name']}")


def test_what_is_published_cannot_be_edited(town, food):
    with pytest.raises(Refusal) as refusal:
        edit_draft(town.actor("shengzx"), food.versions.get(), DAY, [], promised=1)
    assert refusal.value.rule == "wrong-state"
    assert Visitor("shengzx").get(at(food, "draft/")).status_code == 404
    assert list(differences_of("catalogue.item", food.pk)) == []


def test_nothing_binds_before_it_is_published(town, imported):
    law = [{"law": "测绘法", "article": "第二十七条"}]
    actor, draft = town.actor("shengzx"), imported.versions.get()
    edited = edit_draft(actor, draft, DAY - dt.timedelta(days=1), [], basis=law)
    with pytest.raises(Invalid) as problem:
        publish_version(actor, edited)
    assert list(problem.value.errors) == ["validity"]


def test_of_two_who_publish_at_once_one_is_told(town, food):
    visitor = Visitor("shengzx")
    press(visitor, food, "start")
    assert visitor.post(at(food, "publish/"), {"version": food.version}).status_code == 409
    assert food.versions.filter(state="draft").count() == 1


def test_an_organ_that_is_known_stays(town, food):
    assert press(Visitor("shengzx"), food, "organ", organ="cp-trans").status_code == 409
    food.refresh_from_db()
    assert food.organ.code == "cp-amr"
