"""The sample reference lists: whole, of known words, and loaded once."""

from yuanban.accounts.models import Person
from yuanban.catalogue.lists import GOVERNMENT, LISTS, STAGES, Overlay, ReferenceEntry, ReferenceList
from yuanban.catalogue.models import Item
from yuanban.demo.lists import load_lists, read
from yuanban.law.codes import parse_item_code
from yuanban.places.models import Park


def test_every_line_says_what_it_must():
    for name in LISTS:
        for line in read(name):
            assert line["stage"] in STAGES
            assert set(line.get("kinds", Park.KINDS)) <= set(Park.KINDS)
            assert bool(line.get("key")) == (name in GOVERNMENT)
            assert bool(line.get("supplier")) == (name not in GOVERNMENT)


def test_no_code_and_no_name_stands_twice():
    lines = [line for name in LISTS for line in read(name)]
    for key in ("name", "key"):
        told = [line[key] for line in lines if key in line]
        assert len(told) == len(set(told))


def test_every_item_of_the_sample_city_is_on_a_list_under_its_own_name(town):
    listed = dict(ReferenceEntry.objects.filter(basic__isnull=False).values_list("key", "name"))
    factors = {line["name"] for line in read("factor")}
    assert {item.name for item in Item.objects.filter(list="factor")} <= factors
    for item in Item.objects.exclude(list="factor"):
        assert listed.get(parse_item_code(item.code).basic) == item.name


def test_loading_again_changes_nothing(town):
    before = [model.objects.count() for model in (ReferenceList, ReferenceEntry, Overlay)]
    load_lists({person.username: person for person in Person.objects.all()})
    assert [model.objects.count() for model in (ReferenceList, ReferenceEntry, Overlay)] == before
