"""The picture that a process keeps, after a paper, is the one that a fresh process would make."""

from tests.cast import DAY
from yuanban.mandates.actions.draft_instrument import draft_instrument
from yuanban.mandates.actions.publish_instrument import publish_instrument
from yuanban.mandates.actions.revoke_instrument import revoke_instrument
from yuanban.mandates.actions.sign_instrument import sign_instrument
from yuanban.mandates.world import Picture, picture
from yuanban.places import epoch
from yuanban.places.models import Body

CODE = "ent-picture"


def differing(day=DAY):
    """What the kept picture and a fresh one of the same mark say differently."""
    kept, fresh = picture(), Picture(epoch.current())
    assert kept is not fresh and kept.mark == fresh.mark
    parts = ("bodies", "items", "instruments", "seals", "parks", "agreements", "bundles")
    return [part for part in parts if getattr(kept.on(day), part) != getattr(fresh.on(day), part)]


def test_after_each_step_of_a_paper(town):
    manager, item = town.actor("guanli1"), town.item("道路货物运输经营许可", "cp-trans")
    parties = {code: Body.objects.get(code=code) for code in ("cp-trans", "sanjiang")}
    ground = epoch.ground(epoch.current())
    picture()
    draft_instrument(
        manager,
        code=CODE,
        kind="entrustment",
        title="道路货物运输经营许可委托书",
        grantor=parties["cp-trans"],
        to=parties["sanjiang"],
        powers=["decide"],
        territory=["511502"],
        basis="《四川省开发区条例》第十七条",
        items=[item],
    )
    sign_instrument(manager, CODE, DAY)
    assert not differing()
    publish_instrument(manager, CODE, DAY, "翠屏区政府网站")
    assert not differing() and picture().on(DAY).instruments[CODE].published == DAY
    revoke_instrument(manager, CODE, DAY, "职责调整")
    assert not differing() and picture().on(DAY).instruments[CODE].revoked_on == DAY
    assert epoch.ground(epoch.current()) == ground


def test_a_body_renamed_after_a_paper_is_read_again(town):
    picture()
    epoch.bump_papers()
    assert picture().bodies["yb-water"].name != "宜宾市水利和湖泊局"
    Body.objects.filter(code="yb-water").update(name="宜宾市水利和湖泊局")
    epoch.bump()
    assert picture().bodies["yb-water"].name == "宜宾市水利和湖泊局"
    assert not differing()
