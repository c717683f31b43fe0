"""The life of the papers that give power, and that the law's picture follows each step of it and nothing else."""

import datetime as dt

import pytest
from django.db import transaction

from tests.cast import DAY
from yuanban.law.authority import may
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event
from yuanban.mandates.actions.arrange import arrange
from yuanban.mandates.actions.draft_instrument import draft_instrument
from yuanban.mandates.actions.publish_instrument import publish_instrument
from yuanban.mandates.actions.register_seal import register_seal
from yuanban.mandates.actions.revoke_instrument import revoke_instrument
from yuanban.mandates.actions.sign_instrument import sign_instrument
from yuanban.mandates.models import Arrangement, Instrument, Seal
from yuanban.mandates.world import picture, world
from yuanban.places import epoch
from yuanban.places.models import Body

LATER = DAY + dt.timedelta(days=3)
CODE = "ent-test"


@pytest.fixture
def manager(town):
    return town.actor("guanli1")


@pytest.fixture
def fields(town):
    """An entrustment to the committee that nobody has given yet."""
    return {
        "code": CODE,
        "kind": "entrustment",
        "title": "道路货物运输经营许可委托书",
        "grantor": Body.objects.get(code="cp-trans"),
        "to": Body.objects.get(code="sanjiang"),
        "powers": ["accept", "review", "decide", "deliver"],
        "territory": ["511502"],
        "basis": "《四川省开发区条例》第十七条",
    }


@pytest.fixture
def items(town):
    return [town.item("道路货物运输经营许可", "cp-trans")]


def holds(items, power="decide", day=DAY, by="sanjiang"):
    return may(world(day), by, power, items[0].code, "511502", day, {}).ok


def in_force(manager, items, fields):
    draft_instrument(manager, items=items, **fields)
    sign_instrument(manager, CODE, DAY)
    return publish_instrument(manager, CODE, DAY, "翠屏区政府网站")


def refuses(rule, action, *args, **more):
    before = Event.objects.count(), epoch.current(), list(Instrument.objects.order_by("pk").values())
    with pytest.raises(Refusal) as refusal:
        action(*args, **more)
    assert refusal.value.rule == rule
    assert refusal.value.article in str(refusal.value)
    assert (Event.objects.count(), epoch.current(), list(Instrument.objects.order_by("pk").values())) == before


def sends_back(fields, action, *args, **more):
    before = Event.objects.count(), epoch.current(), list(Instrument.objects.order_by("pk").values())
    with pytest.raises(Invalid) as problem:
        action(*args, **more)
    assert sorted(problem.value.errors) == sorted(fields)
    assert (Event.objects.count(), epoch.current(), list(Instrument.objects.order_by("pk").values())) == before


# -- the life of a paper -----------------------------------------------------------------------------------------


def test_from_draft_to_revocation(manager, items, fields):
    paper = draft_instrument(manager, items=items, **fields)
    assert (paper.state, holds(items)) == ("draft", False)
    assert (sign_instrument(manager, CODE, DAY).state, holds(items)) == ("signed", False)
    assert (publish_instrument(manager, CODE, DAY, "区政府网站").state, holds(items)) == ("published", True)
    assert not holds(items, day=DAY - dt.timedelta(days=1))
    assert (revoke_instrument(manager, CODE, LATER, "机构改革").state, holds(items)) == ("revoked", True)
    assert not holds(items, day=LATER)
    kinds = Event.objects.filter(stream=paper.stream).order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == [f"instrument.{verb}" for verb in ("drafted", "signed", "published", "revoked")]
    paper.refresh_from_db()
    assert (paper.signed_on, paper.published_on, paper.revoked_on) == (DAY, DAY, LATER)


def test_the_first_event_says_the_whole_paper(manager, items, fields):
    paper = draft_instrument(manager, items=items, **fields)
    said = Event.objects.get(stream=paper.stream).data
    assert said["items"] == [items[0].code]
    assert said["set"]["powers"] == fields["powers"]
    assert (said["set"]["to_id"], said["set"]["basis"]) == (fields["to"].pk, fields["basis"])


def test_the_steps_come_in_order(manager, items, fields):
    draft_instrument(manager, items=items, **fields)
    refuses("wrong-state", publish_instrument, manager, CODE, DAY, "网站")
    refuses("wrong-state", revoke_instrument, manager, CODE, DAY, "理由")
    sign_instrument(manager, CODE, DAY)
    refuses("wrong-state", sign_instrument, manager, CODE, DAY)
    publish_instrument(manager, CODE, DAY, "网站")
    refuses("wrong-state", publish_instrument, manager, CODE, DAY, "网站")
    revoke_instrument(manager, CODE, DAY, "理由")
    for action, more in ((sign_instrument, []), (publish_instrument, ["网站"]), (revoke_instrument, ["理由"])):
        refuses("wrong-state", action, manager, CODE, DAY, *more)


def test_an_old_page_is_refused(manager, items, fields):
    draft_instrument(manager, items=items, **fields)
    sign_instrument(manager, CODE, DAY, version=1)
    refuses("changed-meanwhile", publish_instrument, manager, CODE, DAY, "网站", version=1)


@pytest.mark.parametrize("username", ["yuanqu3", "chuangkou", "quju", "shenji", "qiye"])
def test_papers_are_a_managers_work(town, manager, items, fields, username):
    other = town.actor(username)
    refuses("no-post", draft_instrument, other, items=items, **fields)
    draft_instrument(manager, items=items, **fields)
    refuses("no-post", sign_instrument, other, CODE, DAY)
    sign_instrument(manager, CODE, DAY)
    refuses("no-post", publish_instrument, other, CODE, DAY, "网站")
    publish_instrument(manager, CODE, DAY, "网站")
    refuses("no-post", revoke_instrument, other, CODE, DAY, "理由")


def test_nobody_grants_to_themselves(manager, items, fields):
    sends_back(["to"], draft_instrument, manager, items=items, **fields | {"to": fields["grantor"]})


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"condition": "investment_wan <"}, "condition"),
        ({"condition": "__import__('os')"}, "condition"),
        ({"kind": "gift"}, "kind"),
        ({"title": " "}, "title"),
        ({"grantor": None}, "grantor"),
        ({"powers": ["accept", "fly"]}, "powers"),
        ({"code": "ent-permit-lingang"}, "code"),
        ({"from_date": LATER, "to_date": DAY}, "to_date"),
    ],
)
def test_a_draft_that_can_mean_nothing(manager, items, fields, wrong, field):
    sends_back([field], draft_instrument, manager, items=items, **fields | wrong)


def test_an_entrustment_goes_to_another_organ_only(manager, items, fields):
    company = Body.objects.get(code="lg-operator")
    draft_instrument(manager, items=items, **fields | {"to": company})
    refuses("entrustee-not-organ", sign_instrument, manager, CODE, DAY)


@pytest.mark.parametrize("basis", [None, "", "  "])
def test_an_entrustment_names_its_basis(manager, items, fields, basis):
    draft_instrument(manager, items=items, **fields | {"basis": basis})
    refuses("no-legal-basis", sign_instrument, manager, CODE, DAY)


def test_what_is_left_out_of_a_draft_is_said_at_signing(manager, fields):
    draft_instrument(manager, **fields | {"powers": [], "territory": []})
    sends_back(["items", "powers", "territory"], sign_instrument, manager, CODE, DAY)


def test_publication_is_after_signature_and_somewhere(manager, items, fields):
    draft_instrument(manager, items=items, **fields)
    sign_instrument(manager, CODE, DAY)
    sends_back(["day"], publish_instrument, manager, CODE, DAY - dt.timedelta(days=1), "网站")
    sends_back(["where"], publish_instrument, manager, CODE, DAY, " ")


def test_revocation_has_a_reason_and_does_not_reach_back(manager, items, fields):
    in_force(manager, items, fields)
    sends_back(["reason"], revoke_instrument, manager, CODE, DAY, " ")
    sends_back(["day"], revoke_instrument, manager, CODE, DAY - dt.timedelta(days=1), "理由")
    assert holds(items)


# -- seals and arrangements ----------------------------------------------------------------------------------------


@pytest.fixture
def seal(fields):
    return {
        "code": "seal-test",
        "of": fields["grantor"],
        "kept_by": fields["to"],
        "name": "审批专用章（9）",
        "kind": "approval",
    }


def test_a_registered_seal_can_be_used(manager, items, fields, seal):
    in_force(manager, items, fields | {"powers": ["seal"]})
    assert not holds(items, "seal")
    kept = register_seal(manager, items=items, **seal)
    assert holds(items, "seal")
    event = Event.objects.get(stream=kept.stream)
    assert (event.kind, event.data["items"], event.data["set"]["kept_by_id"]) == (
        "seal.registered", [items[0].code], fields["to"].pk,
    )  # fmt: skip


def test_a_receipt_seal_seals_no_decision(manager, items, fields, seal):
    in_force(manager, items, fields | {"powers": ["seal"]})
    register_seal(manager, **seal | {"kind": "receipt", "all_items": True})
    assert not holds(items, "seal")


def test_a_seal_says_for_what_and_until_when(town, manager, items, seal):
    sends_back(["items"], register_seal, manager, **seal)
    sends_back(["to_date"], register_seal, manager, items=items, **seal | {"from_date": LATER, "to_date": DAY})
    sends_back(["code"], register_seal, manager, items=items, **seal | {"code": Seal.objects.first().code})
    refuses("no-post", register_seal, town.actor("yuanqu3"), items=items, **seal)


def test_a_new_arrangement_ends_the_one_before(town, manager):
    park, item = town.park("lingang"), town.item("建筑工程施工许可证核发", "yb-hud")
    before = Arrangement.objects.get(park=park, item=item)
    made = arrange(manager, park, item, "offline-agency", LATER)
    before.refresh_from_db()
    assert (before.to_date, made.from_date, made.to_date) == (LATER, LATER, None)
    assert world(DAY).parks["lingang"].modes[item.code] == "direct-authorisation"
    assert world(LATER).parks["lingang"].modes[item.code] == "offline-agency"
    assert Event.objects.filter(stream=before.stream, kind="arrangement.ended").exists()


def test_an_arrangement_wishes_a_known_mode_and_begins_after_the_last(town, manager):
    park, item = town.park("lingang"), town.item("建筑工程施工许可证核发", "yb-hud")
    sends_back(["mode"], arrange, manager, park, item, "by-pigeon", LATER)
    sends_back(["day"], arrange, manager, park, item, "offline-agency", dt.date(2025, 1, 1))
    refuses("no-post", arrange, town.actor("yuanqu3"), park, item, "offline-agency", LATER)


# -- the law's picture ---------------------------------------------------------------------------------------------


def test_every_step_that_the_law_reads_makes_a_new_picture(town, manager, items, fields, seal):
    park = town.park("lingang")
    steps = [
        lambda: sign_instrument(manager, CODE, DAY),
        lambda: publish_instrument(manager, CODE, DAY, "网站"),
        lambda: register_seal(manager, items=items, **seal),
        lambda: arrange(manager, park, items[0], "offline-agency", DAY),
        lambda: revoke_instrument(manager, CODE, DAY, "理由"),
    ]
    draft_instrument(manager, items=items, **fields)
    for step in steps:
        before = picture()
        step()
        assert picture() is not before


def test_a_draft_is_not_in_the_picture(manager, items, fields):
    before = picture()
    draft_instrument(manager, items=items, **fields)
    assert picture() is before
    assert CODE not in world(DAY).instruments


def test_what_was_undone_is_not_in_the_picture(manager, items, fields):
    draft_instrument(manager, items=items, **fields)
    sign_instrument(manager, CODE, DAY)
    before = picture()
    with transaction.atomic():
        publish_instrument(manager, CODE, DAY, "网站")
        assert holds(items)
        transaction.set_rollback(True)
    assert not holds(items)
    assert picture().mark == before.mark


def test_a_mark_is_never_used_twice(manager, items, fields):
    """Undone, then done again otherwise: a picture made in between must not be taken for the new one."""
    draft_instrument(manager, items=items, **fields)
    sign_instrument(manager, CODE, DAY)
    with transaction.atomic():
        publish_instrument(manager, CODE, DAY, "网站")
        undone = picture().mark
        transaction.set_rollback(True)
    publish_instrument(manager, CODE, LATER, "网站")
    assert picture().mark != undone
    assert not holds(items)
    assert holds(items, day=LATER)
