import csv
import datetime as dt
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.shared import shared
from yuanban.catalogue import words as w
from yuanban.catalogue.models import Item
from yuanban.catalogue.search import fill, search, suggest, synonyms
from yuanban.mandates.models import Arrangement
from yuanban.places.models import Park

pytestmark = pytest.mark.django_db
NAMES = [
    "食品经营许可",
    "食品经营许可新办",
    "仅销售预包装食品经营者备案",
    "食品(含保健食品)经营许可核发",
    "建筑工程施工许可证核发",
    "3D打印服务备案",
    "C1驾驶证换证",
    "公路超限运输许可",
    "重庆银行开户",
    "企业设立登记",
    "取水许可证新办审批",
]


def make(names, **fields):
    items = fill([Item(code=f"X-{number}", name=name, **fields) for number, name in enumerate(names)])
    return {item.name: item for item in Item.objects.bulk_create(items)}


@pytest.fixture
def items():
    return make(NAMES, organ_name="区行政审批局")


def names(words, **more):
    return [hit.item.name for hit in search(words, **more).hits]


def real_names():
    with shared("data/items/guangan_items.csv").open(encoding="utf-8") as file:
        return list(dict.fromkeys(row["item_name"] for row in csv.DictReader(file)))


def test_every_pair_of_characters_of_a_real_name_finds_its_item():
    known = real_names()
    make(known)
    for name in random.Random(3).sample(known, 40):
        for pair in {name[i : i + 2] for i in range(len(name) - 1)}:
            if w.plain(pair):
                assert name in names(pair, limit=2000), (pair, name)


def test_every_real_name_and_its_sound_finds_it_among_the_first():
    known = real_names()
    make(known)
    for name in random.Random(4).sample(known, 60):
        assert w.plain(names(name[:60])[0]).startswith(w.plain(name[:60])), name
        sound = "".join(w.syllables(name))[:40]
        assert name in names(sound, limit=200), (sound, name)


def test_the_more_exact_the_earlier(items):
    assert names("食品经营许可") == ["食品经营许可", "食品经营许可新办", "食品(含保健食品)经营许可核发"]
    assert names("食品经营")[:2] == ["食品经营许可", "食品经营许可新办"]
    assert names("经营 食品 许可")[0].startswith("食品")


@pytest.mark.parametrize(
    "words",
    [
        "shipinjingying",
        "shipinjingyingxuke",
        "spjy",
        "spjyxk",
        "SPJY",
        "shi pin jing ying",
        "shipin经营",
        "食品jingying",
    ],
)
def test_pinyin_and_initials(items, words):
    assert names(words)[0] == "食品经营许可"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("3d打印", "3D打印服务备案"),
        ("３Ｄ", "3D打印服务备案"),
        ("3ddy", "3D打印服务备案"),
        ("c1驾驶", "C1驾驶证换证"),
        ("c1jsz", "C1驾驶证换证"),
        ("chongqingyinhang", "重庆银行开户"),
        ("cqyh", "重庆银行开户"),
        ("shigong", "建筑工程施工许可证核发"),
        ("shigo", "建筑工程施工许可证核发"),
        ("X-5", "3D打印服务备案"),
    ],
)
def test_digits_letters_and_half_typed_sounds(items, words, name):
    assert names(words)[0] == name


def test_a_sound_begins_where_a_syllable_begins(items):
    assert names("hipin") == []
    assert names("pinjing")[0] == "食品经营许可"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("开饭店", "食品经营许可"),
        ("我想开一家奶茶店", "食品经营许可"),
        ("开餐馆需要什么证", "食品经营许可"),
        ("办执照", "企业设立登记"),
        ("注册公司", "企业设立登记"),
        ("盖厂房", "建筑工程施工许可证核发"),
        ("打井", "取水许可证新办审批"),
        ("大件运输", "公路超限运输许可"),
    ],
)
def test_everyday_words(items, words, name):
    hit = search(words).hits[0]
    assert hit.item.name == name
    assert "即" in hit.why


def test_everyday_words_are_many_and_lead_somewhere_in_the_real_list():
    make(real_names())
    assert len(synonyms()) >= 60
    leading = sum(bool(search(word).total) for word, _ in synonyms().values())
    assert leading > 0.8 * len(synonyms())


def test_a_single_character_works(items):
    assert set(names("许")) == {name for name in NAMES if "许" in name}


def test_nothing_exact_falls_back_to_names_with_all_the_characters(items):
    assert names("食品许可证")[0] == "食品经营许可"
    assert search("食品许可证").hits[0].why == "名称含有所查的每个字"


def test_the_organ_is_searched_after_the_names(items):
    Item.objects.bulk_create(fill([Item(code="Y", name="行政审批局服务咨询")]))
    assert names("行政审批局", limit=50)[0] == "行政审批局服务咨询"
    assert search("行政审批局").total == len(NAMES) + 1


@pytest.mark.parametrize("words", ["", "  ", "（）", "%", "_", "'", "\\", "<->", "&|!", "''':A", "\0", "😀"])
def test_nothing_to_look_for_finds_nothing(items, words):
    assert search(words) == ([], 0)


def test_characters_that_no_database_takes_are_passed_over(items):
    assert names("食品\0经营许可")[0] == names("食品\ud800经营许可")[0] == "食品经营许可"


def test_what_is_offered_in_the_park_comes_first_then_what_is_used(items):
    park = Park.objects.create(code="p", name="某园区", short="某园区", kind="industrial", level="unknown")
    Item.objects.filter(name="食品(含保健食品)经营许可核发").update(uses=9)
    today = dt.date.today()
    for name, to_date in (("取水许可证新办审批", None), ("公路超限运输许可", today)):
        Arrangement.objects.create(
            park=park, item=items[name], mode="offline-agency", from_date=dt.date(2025, 1, 1), to_date=to_date
        )
    hits = search("许可", park).hits
    assert [hit.item.name for hit in hits][:2] == ["取水许可证新办审批", "食品(含保健食品)经营许可核发"]
    assert [hit.in_park for hit in hits] == [True] + [False] * (len(hits) - 1)


def test_pages_and_totals(items):
    every = names("许可", limit=100)
    assert search("许可", limit=2).total == len(every)
    assert names("许可", limit=2, offset=2) == every[2:4]
    assert search("许可", offset=500) == ([], len(every))


def test_one_or_two_statements(items):
    for words, most in (("食品", 1), ("spjy", 1), ("没有这样的事项", 2), ("开饭店", 1)):
        with CaptureQueriesContext(connection) as queries:
            search(words)
        assert len(queries) <= most, words


def test_suggestions_have_different_names(items):
    make_more = fill([Item(code=f"Y-{n}", name="食品经营许可") for n in range(5)])
    Item.objects.bulk_create(make_more)
    told = [hit.item.name for hit in suggest("食品")]
    assert told[0] == "食品经营许可" and len(told) == len(set(told)) == 4


class OddWords(TestCase):
    @settings(deadline=None)
    @given(st.text(max_size=80))
    def test_no_words_break_the_search(self, words):
        assert search(words).total >= 0
