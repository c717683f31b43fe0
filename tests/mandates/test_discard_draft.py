from tests.cast import DAY
from tests.mandates.papers import CODE, in_force, invalid, kinds, paper, proven, refused
from yuanban.mandates.actions.discard_draft import discard_draft
from yuanban.mandates.actions.draft_instrument import draft_instrument
from yuanban.mandates.actions.sign_instrument import sign_instrument
from yuanban.mandates.world import picture


def test_a_draft_is_put_away_with_a_reason(manager, items, fields):
    draft_instrument(manager, items=items, **fields)
    before = picture()
    with invalid("reason"):
        discard_draft(manager, CODE, " ")
    discard_draft(manager, CODE, "重复导入")
    assert (paper().state, kinds(paper())[-1]) == ("discarded", "instrument.discarded")
    assert picture() is before
    assert proven(paper()) == []
    with refused("wrong-state", "已作废"):
        sign_instrument(manager, CODE, DAY)


def test_what_was_signed_is_revoked_not_discarded(town, manager, items, fields):
    in_force(manager, items, fields)
    with refused("wrong-state"):
        discard_draft(manager, CODE, "不要了")
    with refused("wrong-state"):
        discard_draft(town.actor("guanli2"), CODE, "不要了")
