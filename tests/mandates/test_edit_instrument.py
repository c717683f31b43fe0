"""修改草稿: drafts only, by those whose park it is, and every change is an event."""

import pytest

from tests.cast import DAY
from tests.mandates.papers import CODE, in_force, invalid, kinds, paper, proven, refused
from yuanban.mandates.actions.draft_instrument import draft_instrument
from yuanban.mandates.actions.edit_instrument import edit_instrument
from yuanban.mandates.actions.sign_instrument import sign_instrument
from yuanban.places.models import Body


def test_a_draft_is_edited_and_still_proves(town, manager, items, fields):
    draft_instrument(manager, items=items, **fields)
    more = [*items, town.item("建筑工程施工许可证核发", "yb-hud")]
    edit_instrument(manager, CODE, more, version=1, title="新的名称", to_date=DAY)
    changed = paper()
    assert (changed.title, changed.to_date, changed.items.count(), changed.version) == ("新的名称", DAY, 2, 2)
    assert kinds(changed) == ["instrument.drafted", "instrument.edited"]
    assert proven(changed) == []


def test_nothing_changed_writes_nothing(manager, items, fields):
    draft_instrument(manager, items=items, **fields)
    edit_instrument(manager, CODE, items, title=fields["title"])
    assert paper().version == 1


def test_what_was_signed_is_not_edited(manager, items, fields):
    in_force(manager, items, fields)
    with refused("wrong-state", "已公布"):
        edit_instrument(manager, CODE, items, title="改名")


def test_an_old_page_and_a_strange_manager_are_refused(town, manager, items, fields):
    draft_instrument(manager, items=items, **fields)
    edit_instrument(manager, CODE, items, title="甲")
    with refused("changed-meanwhile"):
        edit_instrument(manager, CODE, items, version=1, title="乙")
    with refused("no-post", "本园区"):
        edit_instrument(town.actor("guanli2"), CODE, items, title="乙")
    with refused("no-post"):
        edit_instrument(town.actor("yuanqu"), CODE, items, title="乙")
    with refused("no-post", "本园区"):  # nor given away to another park
        edit_instrument(manager, CODE, items, to=Body.objects.get(code="ja-amr"))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"condition": "investment_wan <="}, "condition"),
        ({"condition": "no_such_fact > 1"}, "condition"),
        ({"title": " "}, "title"),
        ({"kind": "gift"}, "kind"),
        ({"to": None}, "to"),
        ({"powers": ["fly"]}, "powers"),
    ],
)
def test_a_draft_that_can_mean_nothing(manager, items, fields, wrong, field):
    draft_instrument(manager, items=items, **fields)
    with invalid(field):
        edit_instrument(manager, CODE, items, **wrong)


def test_a_condition_names_a_fact_that_the_form_asks_for(town, manager, fields):
    permit = [town.item("建筑工程施工许可证核发", "yb-hud")]
    made = draft_instrument(manager, items=permit, **fields | {"condition": "investment_wan <= 5000"})
    assert made.condition == "investment_wan <= 5000"


def test_a_name_kept_from_a_table_waits_for_a_body(manager, items, fields):
    kept = fields | {"to": None, "to_name": "某某园区管委会", "kind": "", "stated": {"方式": "下放或委托"}}
    draft_instrument(manager, items=items, **kept)
    with invalid("kind", "to"):
        sign_instrument(manager, CODE, DAY)
    edit_instrument(manager, CODE, items, to=Body.objects.get(code="sanjiang"), kind="entrustment")
    assert sign_instrument(manager, CODE, DAY).state == "signed"
    assert proven(paper()) == []
