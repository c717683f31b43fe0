"""续期: a successor from the day after the last day; the chain is seen from both ends."""

import datetime as dt

from tests.cast import DAY, at
from tests.mandates.papers import CODE, LATER, holds, in_force, invalid, kinds, paper, proven, refused
from yuanban.mandates.actions.discard_draft import discard_draft
from yuanban.mandates.actions.publish_instrument import publish_instrument
from yuanban.mandates.actions.renew_instrument import renew_instrument
from yuanban.mandates.actions.sign_instrument import sign_instrument

NEXT = LATER + dt.timedelta(days=1)
FAR = LATER + dt.timedelta(days=365)


def test_a_renewal_takes_over_without_a_gap(manager, items, fields):
    in_force(manager, items, fields, to_date=LATER)
    made = renew_instrument(manager, CODE, FAR, "翠交委〔2026〕2号")
    assert (made.state, made.from_date, made.to_date, made.number) == ("draft", NEXT, FAR, "翠交委〔2026〕2号")
    assert (made.replaces.code, made.succession, list(paper().successors.all())) == (CODE, "renewal", [made])
    assert (list(made.items.all()), made.powers, made.basis) == (items, fields["powers"], fields["basis"])
    assert not holds(items, day=NEXT)
    sign_instrument(manager, made.code, DAY)
    publish_instrument(manager, made.code, DAY, "翠屏区政府网站")
    assert holds(items, day=LATER)
    assert holds(items, day=NEXT)
    assert not holds(items, day=FAR + dt.timedelta(days=1))
    assert paper().to_date == LATER
    assert proven(paper(), paper(made.code)) == []
    assert kinds(made) == ["instrument.drafted", "instrument.signed", "instrument.published"]


def test_what_has_no_end_needs_none(manager, items, fields):
    in_force(manager, items, fields)
    with refused("wrong-state", "不必续期"):
        renew_instrument(manager, CODE, FAR)


def test_what_has_ended_cannot_be_renewed(town, manager, items, fields):
    in_force(manager, items, fields, to_date=LATER)
    with refused("not-in-force", "届满"):
        renew_instrument(town.actor("guanli1", at(NEXT)), CODE, FAR)


def test_a_renewal_ends_after_it_begins(manager, items, fields):
    in_force(manager, items, fields, to_date=LATER)
    with invalid("to_date"):
        renew_instrument(manager, CODE, LATER)


def test_one_successor_at_a_time(manager, items, fields):
    in_force(manager, items, fields, to_date=LATER)
    made = renew_instrument(manager, CODE, FAR)
    with refused("wrong-state", "已有续期文书"):
        renew_instrument(manager, CODE, FAR)
    discard_draft(manager, made.code, "写错了")
    assert renew_instrument(manager, CODE, FAR).code != made.code


def test_only_the_parks_own_manager(town, manager, items, fields):
    in_force(manager, items, fields, to_date=LATER)
    for username in ("guanli2", "yuanqu", "shenji"):
        with refused("no-post"):
            renew_instrument(town.actor(username), CODE, FAR)
