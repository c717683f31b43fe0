"""/desk/what-if/: the park with papers that nobody signed. Nothing is stored."""

import pytest

from tests.cast import DAY
from tests.visitor import Visitor, text
from yuanban.catalogue.models import Item
from yuanban.insight.effects import climbs
from yuanban.insight.own_paper import own_papers
from yuanban.insight.papers import papers_of
from yuanban.insight.scope import scope_of
from yuanban.insight.what_if import compared
from yuanban.ledger.models import Event
from yuanban.mandates.coverage_models import CoverageCell
from yuanban.mandates.coverage_store import rebuild
from yuanban.mandates.models import Instrument
from yuanban.mandates.world import picture
from yuanban.places.models import Epoch, Park

PATH = "/desk/what-if/"


@pytest.fixture
def rows(town):
    return climbs(scope_of(town.actor("guanli1")), DAY)


@pytest.fixture
def park(town):
    return Park.objects.get(code="lingang")


def form(town, **more):
    item = town.item("企业变更登记", "cp-amr")
    plain = {
        "park": "lingang", "add": "1", "kind": "secondment", "from": "cp-amr", "to": "lg-cp-desk", "items": [item.pk],
        "powers": ["accept", "review", "decide", "deliver"], "territory": "511502",
    }  # fmt: skip
    return plain | more


@pytest.mark.parametrize("at", range(0, 30, 5))
def test_every_rung_comes_true_when_it_is_tried(rows, park, at):
    row = rows[at % len(rows)]
    if row.rung.wanted:
        pairs = compared(park, DAY, row.rung.wanted)
        after = next(pair.after for pair in pairs if pair.item == row.item)
        assert after.mode in {rung.mode for rung in row.ladder.rungs}


def test_items_that_no_paper_names_stay_as_they_are(rows, park):
    row = next(row for row in rows if row.rung.wanted and row.rung.wanted[0].items)
    named = {code for wanted in row.rung.wanted for code in wanted.items}
    assert {pair.item.code for pair in compared(park, DAY, row.rung.wanted) if pair.changed} <= named


def test_the_page_shows_before_and_after_and_stores_nothing(town, rows):
    row = next(row for row in rows if row.rung.wanted)
    before = Event.objects.count(), Instrument.objects.count(), Epoch.objects.get().mark, picture()
    said = text(Visitor("guanli1").get(PATH, {"park": "lingang", "paper": [asked.value for asked in papers_of(row)]}))
    assert "1项有变化" in said
    assert row.item.name in said
    assert (Event.objects.count(), Instrument.objects.count(), Epoch.objects.get().mark, picture()) == before


def test_without_papers_it_says_where_to_choose_them(town):
    assert "还没有选文书" in text(Visitor("guanli1").get(PATH))


def test_one_drawn_up_by_hand_is_tried_and_carried_along(town):
    response = Visitor("guanli1").get(PATH, form(town, to="sanjiang", kind="entrustment", sight="1"))
    said = text(response)
    assert "假设的文书 1份" in said
    assert "1项有变化" in said
    assert "直接授权" in said
    assert 'name="own"' in response.content.decode()


def test_what_the_law_forbids_changes_nothing(town):
    said = text(Visitor("guanli1").get(PATH, form(town, to="lg-operator", kind="entrustment")))
    assert "没有任何事项会变" in said


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": ""}, "请选择文书种类"),
        ({"from": "nobody"}, "请选择授出机关"),
        ({"to": "cp-amr"}, "不能是同一个"),
        ({"items": []}, "请至少选择一个事项"),
        ({"powers": []}, "请至少选择一项权限"),
        ({"territory": "成都"}, "没有这个行政区划代码：成都"),
        ({"sight": "99"}, "0至20个工作日"),
    ],
)
def test_a_form_with_a_mistake_keeps_what_was_typed(town, wrong, sentence):
    response = Visitor("guanli1").get(PATH, form(town, **wrong))
    assert response.status_code == 422
    assert sentence in text(response)
    assert 'value="511502"' in response.content.decode() or "territory" in wrong


@pytest.mark.parametrize(
    "word",
    ["", "~~~~~~", "entrustment~x~y~1~accept~~", "agency~a~b~1~accept~~1", "a" * 5000, "seal~cp-amr~sanjiang~x~~~"],
)
def test_words_of_the_address_that_are_not_ours_are_left_out(town, word):
    assert Visitor("guanli1").get(PATH, {"park": "lingang", "own": word}).status_code == 200


def test_a_seal_of_ones_own_is_read_back(town):
    from django.http import QueryDict

    item = Item.objects.get(name="企业变更登记", organ__code="cp-amr")
    query = QueryDict(mutable=True)
    query.setlist("own", [f"seal~cp-amr~sanjiang~{item.pk}~~~"])
    ((_, wanted),) = own_papers(query, DAY)
    assert (wanted.kind, wanted.giver, wanted.to, wanted.items) == ("seal", "cp-amr", "sanjiang", {item.code})


def test_another_parks_manager_is_not_let_in(town):
    assert Visitor("guanli2").get(f"{PATH}?park=lingang").status_code == 404
    assert Visitor("chuangkou").get(PATH).status_code == 403


def test_before_is_the_matrix_itself(town):
    """Every item of the park's matrix, each judged in the county where it can be handled."""
    park = town.park("lingang")
    rebuild(DAY)
    kept = {cell.item.code: cell.mode or None for cell in CoverageCell.objects.filter(park=park).select_related("item")}
    tried = {pair.item.code: pair.before.mode for pair in compared(park, DAY, [])}
    assert tried == kept
