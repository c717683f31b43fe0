"""The verbs on reference lists: what they do, who may not, and what they will not take."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests.cast import DAY
from yuanban.catalogue.actions.discard_reference import discard_reference
from yuanban.catalogue.actions.edit_reference import edit_reference
from yuanban.catalogue.actions.make_overlay import add_to_park, leave_out
from yuanban.catalogue.actions.publish_reference import publish_reference
from yuanban.catalogue.actions.start_reference import start_reference
from yuanban.catalogue.actions.undo_overlay import undo_overlay
from yuanban.catalogue.lists import Overlay, ReferenceEntry, ReferenceList
from yuanban.catalogue.lists_diff import difference, lines_of
from yuanban.catalogue.lists_impact import impacts
from yuanban.catalogue.lists_queries import reference_items
from yuanban.catalogue.models import BasicItem
from yuanban.exchange.verify import differences_of
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.places import epoch
from yuanban.places.models import Park

LATER = DAY + dt.timedelta(days=10)
POWER = {"list": "factor", "stage": "operate", "name": "绿电直连对接", "supplier": "电网企业", "summary": "绿电。"}
PERMIT = {"list": "approval", "stage": "open", "key": "511a9tttt000", "name": "测试许可", "summary": "", "supplier": ""}


@pytest.fixture
def province(town):
    return town.actor("shengzx")


@pytest.fixture
def draft(province):
    return start_reference(province, "industrial")


def keys(park, day=DAY):
    return {one.key for one in reference_items(park, day)}


def kinds_of(row):
    return list(Event.objects.filter(stream=row.stream).order_by("seq").values_list("kind", flat=True))


# -- a version of the template


def test_a_draft_starts_as_the_version_before(draft):
    before = ReferenceList.objects.get(kind="industrial", number=2)
    assert draft.number == 3
    assert difference(lines_of(before), lines_of(draft)).total == 0
    assert kinds_of(draft) == ["reference.drafted"]


def test_one_draft_at_a_time(draft, province):
    with pytest.raises(Refusal) as why:
        start_reference(province, "industrial")
    assert why.value.rule == "wrong-state"
    with pytest.raises(IntegrityError), transaction.atomic():
        ReferenceList.objects.create(kind="industrial", number=9)


def test_a_kind_of_park_that_does_not_exist(province):
    with pytest.raises(Invalid, match="请选择园区类型"):
        start_reference(province, "moon")


@pytest.mark.parametrize("username", ["guanli2", "admin", "yuanqu", "shenji", "chuangkou"])
def test_only_the_provincial_centre_writes_templates(town, draft, username):
    actor = town.actor(username)
    for write in (
        lambda: start_reference(actor, "agri"),
        lambda: edit_reference(actor, draft, put=[POWER]),
        lambda: publish_reference(actor, draft, LATER),
        lambda: discard_reference(actor, draft),
    ):
        with pytest.raises(Refusal) as why:
            write()
        assert why.value.rule == "no-post"
    assert ReferenceList.objects.get(pk=draft.pk).version == 1


def test_lines_are_put_in_put_anew_and_dropped(draft, province):
    dropped = draft.entries.filter(list="intermediary").first()
    edit_reference(province, draft, put=[POWER, PERMIT], drop=[dropped.key], note="试")
    put = draft.entries.get(key="绿电直连对接")
    assert (put.basic, put.supplier) == (None, "电网企业")
    assert draft.entries.get(key="511A9TTTT000").basic == BasicItem.objects.get(code="511A9TTTT000")
    assert not draft.entries.filter(key=dropped.key).exists()
    draft.refresh_from_db()
    edit_reference(province, draft, put=[POWER | {"key": put.key, "name": "绿电直供对接"}], seen=draft.version)
    again = draft.entries.get(key="绿电直连对接")
    assert (again.pk, again.name) == (put.pk, "绿电直供对接")
    assert kinds_of(draft) == ["reference.drafted", "reference.edited", "reference.edited"]


def test_a_known_code_brings_its_name(draft, province):
    edit_reference(province, draft, put=[PERMIT | {"key": "511A90047000", "name": ""}])
    assert draft.entries.get(key="511A90047000").name == "农作物种子生产经营许可"


def test_what_a_line_must_say(draft, province):
    bad = [
        {"list": "moon", "stage": "open", "name": "甲"},
        {"list": "approval", "stage": "", "key": "x", "name": ""},
        {"list": "factor", "stage": "open", "name": "乙"},
        {"list": "intermediary", "stage": "open", "name": "丙" * 301, "supplier": "丁"},
    ]
    with pytest.raises(Invalid) as why:
        edit_reference(province, draft, put=bad)
    errors = why.value.errors
    assert {"list-1", "stage-2", "key-2", "name-2", "supplier-3", "name-4"} <= set(errors)
    assert errors["supplier-3"].startswith("第3行请填写由谁提供")
    with pytest.raises(Invalid, match="重复"):
        edit_reference(province, draft, put=[POWER, POWER])
    with pytest.raises(Invalid, match="草稿中没有"):
        edit_reference(province, draft, drop=["没有这一项"])
    with pytest.raises(Invalid, match="最多300字"):
        edit_reference(province, draft, note="长" * 301)
    assert ReferenceList.objects.get(pk=draft.pk).version == 1


def test_two_at_once_on_one_draft(draft, province):
    edit_reference(province, draft, put=[POWER], seen=1)
    with pytest.raises(Refusal) as why:
        edit_reference(province, draft, put=[PERMIT], seen=1)
    assert why.value.rule == "changed-meanwhile"


def test_a_published_version_holds_from_its_day_and_never_changes(town, draft, province):
    edit_reference(province, draft, put=[POWER])
    mark = epoch.current()
    publish_reference(province, draft, LATER)
    assert epoch.current() != mark
    park = town.park("jiangan")
    assert "绿电直连对接" not in keys(park)
    assert "绿电直连对接" in keys(park, LATER)
    draft.refresh_from_db()
    assert (draft.state, draft.from_date, draft.published_on) == ("published", LATER, DAY)
    for write in (
        lambda: edit_reference(province, draft, put=[PERMIT]),
        lambda: publish_reference(province, draft, LATER),
    ):
        with pytest.raises(Refusal) as why:
            write()
        assert why.value.rule == "wrong-state"


def test_a_later_number_from_an_earlier_day_takes_its_place(draft, province):
    publish_reference(province, draft, LATER)
    after = start_reference(province, "industrial")
    edit_reference(province, after, put=[POWER])
    publish_reference(province, after, DAY)
    park = Park.objects.get(code="jiangan")
    assert "绿电直连对接" in keys(park, DAY)
    assert "绿电直连对接" in keys(park, LATER)


def test_no_version_is_published_for_the_past_or_without_a_day_or_empty(draft, province):
    for day, text in ((DAY - dt.timedelta(days=1), "不能早于公布之日"), (None, "请填写自哪一日起适用")):
        with pytest.raises(Invalid, match=text):
            publish_reference(province, draft, day)
    edit_reference(province, draft, drop=list(draft.entries.values_list("key", flat=True)))
    with pytest.raises(Invalid, match="还没有审批事项"):
        publish_reference(province, draft, LATER)


def test_a_draft_is_discarded_and_the_next_starts_from_what_was_published(draft, province):
    edit_reference(province, draft, put=[POWER])
    discard_reference(province, draft)
    assert kinds_of(draft)[-1] == "reference.discarded"
    after = start_reference(province, "industrial")
    assert after.number == 4
    assert not after.entries.filter(key="绿电直连对接").exists()
    with pytest.raises(Refusal) as why:
        discard_reference(province, draft)
    assert why.value.rule == "wrong-state"
    publish_reference(province, after, LATER)
    with pytest.raises(Refusal):
        discard_reference(province, after)


def test_what_was_published_is_proven(draft, province):
    publish_reference(province, draft, LATER)
    assert differences_of("catalogue.referencelist", draft.pk) == []
    ReferenceEntry.objects.filter(reference=draft).first().delete()
    assert any("条目与第" in text for text in differences_of("catalogue.referencelist", draft.pk))


# -- a park's own additions and removals


def test_a_manager_adds_to_its_own_park(town):
    park = town.park("jiangan")
    made = add_to_park(town.actor("guanli2"), park, POWER, "园区企业多次询问。", LATER)
    assert "绿电直连对接" not in keys(park)
    assert "绿电直连对接" in keys(park, LATER)
    assert kinds_of(made) == ["overlay.made"]
    assert differences_of("catalogue.overlay", made.pk) == []


def test_a_manager_leaves_out_and_takes_it_back(town):
    park, manager = town.park("jiangan"), town.actor("guanli2")
    gone = leave_out(manager, park, "511F90001000", "县城统一办理。", DAY)
    assert "511F90001000" not in keys(park)
    undo_overlay(manager, gone, seen=gone.version)
    assert "511F90001000" in keys(park)
    assert kinds_of(gone) == ["overlay.made", "overlay.undone"]
    with pytest.raises(Refusal) as why:
        undo_overlay(manager, gone)
    assert why.value.rule == "wrong-state"
    assert leave_out(manager, park, "511F90001000", "又由县城统一办理。", DAY).pk != gone.pk


def test_the_provincial_centre_keeps_every_parks_list(town, province):
    assert add_to_park(province, town.park("nanxi"), POWER, "统一增列。", DAY).pk


@pytest.mark.parametrize("username", ["guanli1", "admin", "yuanqu", "shenji", "chuangkou", "qiye"])
def test_nobody_else_does(town, username):
    actor, park = town.actor(username), town.park("jiangan")
    standing = Overlay.objects.filter(park=park).first()
    for write in (
        lambda: add_to_park(actor, park, POWER, "理由", DAY),
        lambda: leave_out(actor, park, "511F90001000", "理由", DAY),
        lambda: undo_overlay(actor, standing),
    ):
        with pytest.raises(Refusal) as why:
            write()
        assert why.value.rule == "no-post"


def test_a_reason_and_a_day_are_needed(town):
    manager, park = town.actor("guanli2"), town.park("jiangan")
    with pytest.raises(Invalid) as why:
        add_to_park(manager, park, POWER, " ", None)
    assert set(why.value.errors) == {"reason", "from_date"}
    with pytest.raises(Invalid, match="最多300字"):
        add_to_park(manager, park, POWER, "长" * 301, DAY)
    with pytest.raises(Invalid, match="不能早于今天"):
        leave_out(manager, park, "511F90001000", "理由", DAY - dt.timedelta(days=1))


def test_nothing_is_added_twice_or_left_out_that_is_not_there(town):
    manager, park = town.actor("guanli2"), town.park("jiangan")
    with pytest.raises(Invalid, match="已在本园区的清单中"):
        add_to_park(manager, park, PERMIT | {"key": "511F90001000", "name": ""}, "理由", DAY)
    with pytest.raises(Invalid, match="没有这一项"):
        leave_out(manager, park, "没有", "理由", DAY)
    own = Overlay.objects.get(park=park, change="add")
    with pytest.raises(Invalid, match="是本园区自己增加的"):
        leave_out(manager, park, own.key, "理由", DAY)
    gone = Overlay.objects.get(park=park, change="remove")
    with pytest.raises(Invalid, match="没有撤销的增减"):
        add_to_park(manager, park, PERMIT | {"key": gone.key, "name": gone.name}, "理由", DAY)


def test_two_at_once_on_one_overlay(town):
    standing = Overlay.objects.filter(park__code="jiangan").first()
    with pytest.raises(Refusal) as why:
        undo_overlay(town.actor("guanli2"), standing, seen=standing.version + 1)
    assert why.value.rule == "changed-meanwhile"


# -- what a version means


def test_the_difference_is_told_line_by_line(draft, province):
    line = draft.entries.get(name="施工图审查")
    moved = POWER | {
        "list": "intermediary",
        "key": line.key,
        "name": "施工图设计审查",
        "stage": "site",
        "supplier": "审查机构",
    }
    edit_reference(province, draft, put=[POWER, moved], drop=["511F90001000"])
    found = difference(lines_of(ReferenceList.objects.get(kind="industrial", number=2)), lines_of(draft))
    assert [one.name for one in found.added] == ["绿电直连对接"]
    assert [one.name for one in found.removed] == ["企业设立登记"]
    assert [(one.key, was, now) for one, was, now in found.moved] == [(line.key, "中介服务·建设", "中介服务·立项用地")]
    assert [(one.name, was) for one, was in found.renamed] == [("施工图设计审查", "施工图审查")]
    assert [one.key for one, _ in found.reworded] == [line.key]


def test_the_impact_says_what_comes_and_goes_and_what_the_park_handles(town, draft, province):
    park = town.park("jiangan")
    seeds = PERMIT | {"key": "511A90047000", "name": ""}  # of agricultural parks; Jiangan does not handle it
    edit_reference(province, draft, put=[POWER, seeds], drop=["511F90001000"])
    found = impacts(draft, [park], DAY)[0]
    assert {(line.name, offered) for line, offered in found.coming} == {
        ("绿电直连对接", None),
        ("农作物种子生产经营许可", False),
    }
    assert [(line.name, offered) for line, offered in found.going] == [("企业设立登记", True)]
    assert [line.name for line in found.missing] == ["农作物种子生产经营许可"]
    assert not found.redundant
    assert not found.conflicts


def test_the_impact_says_which_of_the_parks_own_changes_are_needless_or_in_conflict(town, draft, province):
    park = town.park("jiangan")
    add, gone = (Overlay.objects.get(park=park, change=change) for change in ("add", "remove"))
    same = {name: getattr(add, name) for name in ("key", "list", "stage", "name", "summary", "supplier")}
    edit_reference(province, draft, put=[same], drop=[gone.key])
    found = impacts(draft, [park], DAY)[0]
    assert {one.pk for one, _ in found.redundant} == {add.pk, gone.pk}
    assert not found.conflicts
    edit_reference(province, draft, put=[same | {"stage": "change"}])
    found = impacts(draft, [park], DAY)[0]
    assert [(one.pk, "位置" in text) for one, text in found.conflicts] == [(add.pk, True)]


def test_a_line_that_comes_back_stays_out_where_it_was_left_out(town, draft, province):
    park = town.park("jiangan")
    gone = Overlay.objects.get(park=park, change="remove")
    line = {name: getattr(gone, name) for name in ("key", "list", "stage", "name", "summary", "supplier")}
    edit_reference(province, draft, drop=[gone.key])
    publish_reference(province, draft, DAY)
    after = start_reference(province, "industrial")
    edit_reference(province, after, put=[line])
    found = impacts(after, [park], DAY)[0]
    assert [one.pk for one, _ in found.conflicts] == [gone.pk]
    assert gone.key not in {one.key for one, _ in found.coming}


def test_as_many_statements_for_many_parks_as_for_one(town, draft, django_assert_num_queries):
    parks = list(Park.objects.all())
    for some in (parks, parks[:1]):
        with django_assert_num_queries(5):
            impacts(draft, some, DAY)
