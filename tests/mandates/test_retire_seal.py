import datetime as dt

from tests.cast import DAY, at
from tests.mandates.papers import invalid, proven, refused
from tests.visitor import Visitor, text
from yuanban.law.authority import seal_for
from yuanban.mandates.actions.retire_seal import retire_seal
from yuanban.mandates.models import Seal
from yuanban.mandates.world import world

WHEN = DAY + dt.timedelta(days=2)


def kept():
    return Seal.objects.filter(kept_by__code="sanjiang", of__code="yb-hud", kind="approval").get()


def serves(seal, day):
    item = seal.items.first()
    found = seal_for(world(day), seal.of.code, item.code, seal.kept_by.code, day)
    return found is not None and found.id == seal.code


def test_from_its_day_on_it_seals_nothing(town, manager):
    seal = kept()
    assert serves(seal, WHEN)
    retire_seal(manager, seal.code, WHEN, "印章磨损，换发新章")
    assert serves(seal, DAY)
    assert not serves(seal, WHEN)
    seal.refresh_from_db()
    assert (seal.retired_on, seal.retire_reason) == (WHEN, "印章磨损，换发新章")
    assert proven(seal) == []
    with refused("wrong-state", "停用"):
        retire_seal(manager, seal.code, WHEN, "再停一次")


def test_with_a_reason_and_not_backwards(town, manager):
    seal = kept()
    with invalid("reason"):
        retire_seal(manager, seal.code, DAY, " ")
    with invalid("day"):
        retire_seal(manager, seal.code, DAY - dt.timedelta(days=1), "遗失")
    with refused("changed-meanwhile"):
        retire_seal(manager, seal.code, DAY, "遗失", version=seal.version - 1)


def test_by_the_keepers_manager(town):
    for username in ("guanli2", "yuanqu", "qiye"):
        with refused("no-post"):
            retire_seal(town.actor(username, at()), kept().code, DAY, "遗失")


def test_the_page_of_a_seal(town):
    page, seal = Visitor("guanli1"), kept()
    assert "可以使用" in text(page.get(f"/desk/seal-register/{seal.code}/"))
    address = f"/desk/seal-register/{seal.code}/retire/"
    typed = {"day": DAY.isoformat(), "reason": "", "version": seal.version}
    assert page.post(address, typed).status_code == 422
    assert page.post(address, typed | {"reason": "遗失"}).status_code == 302
    assert "已停用" in text(page.get(f"/desk/seal-register/{seal.code}/"))
    assert "已停用" in text(page.get("/desk/seal-register/?q=" + seal.name))
