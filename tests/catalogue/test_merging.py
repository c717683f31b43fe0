"""一件事: asked once, handed in once."""

import pytest

from yuanban.catalogue.merging import merge
from yuanban.catalogue.models import Item, ItemVersion, Material


def version(pk, name, form=()):
    one = ItemVersion(pk=pk, item=Item(pk=pk, name=name), form=list(form))
    one._prefetched_objects_cache = {"materials": []}
    return one


def asked(key, label="问题", kind="text", **more):
    return {"key": key, "label": label, "type": kind, **more}


def test_the_same_question_is_asked_once_and_strictly():
    first = version(1, "甲", [asked("address"), asked("area", kind="number", unit="平方米", fact=True)])
    second = version(2, "乙", [asked("address", required=True), asked("area", kind="number", unit="平方米")])
    fields = merge([first, second]).fields
    assert [f["key"] for f in fields] == ["address", "area"]
    assert fields[0]["required"] and fields[1]["fact"]
    assert not first.form[0].get("required")


def test_one_key_with_two_meanings_is_two_questions():
    text, choice = (
        version(1, "甲", [asked("scope")]),
        version(2, "乙", [asked("scope", kind="choice", options=["货运"])]),
    )
    fields = merge([text, choice]).fields
    assert [f["key"] for f in fields] == ["scope", "scope@2"]
    assert fields[1]["label"] == "问题（乙）"


def test_each_item_takes_its_part_under_its_own_names():
    first = version(1, "甲", [asked("scope"), asked("address")])
    second = version(2, "乙", [asked("scope", kind="choice", options=["货运"]), asked("address")])
    merged, given = merge([first, second]), {"scope": "餐饮", "scope@2": "货运", "address": "一号", "_way": "plain"}
    assert merged.part(first.item, given) == {"scope": "餐饮", "address": "一号", "_way": "plain"}
    assert merged.part(second.item, given) == {"scope": "货运", "address": "一号", "_way": "plain"}
    assert merged.told(second.item, {"scope": "请选择"}) == {"scope@2": "请选择"}


@pytest.mark.django_db
def test_a_material_is_handed_in_once_as_strictly_as_any_item_needs_it():
    versions = []
    for pk, need in ((1, "deferrable"), (2, "required")):
        item = Item.objects.create(pk=pk, code=f"c{pk}", name=f"事项{pk}")
        one = ItemVersion.objects.create(item=item, number=1, validity=(None, None))
        Material.objects.create(version=one, order=1, code="plan", name="平面图", need=need)
        Material.objects.create(version=one, order=2, code="application", name=f"申请表{pk}")
        versions.append(one)
    found = merge(versions).materials
    assert [m.key for m in found] == ["plan", "application", "application@2"]
    assert (found[0].need, found[0].items) == ("required", ["事项1", "事项2"])
