"""One matter in each of the six modes, settled by those who may; and each step refused to those who may not."""

from dataclasses import replace

import pytest

from tests.cast import at
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.apply import apply
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.run_together import wish_early
from yuanban.cases.actions.seal import seal
from yuanban.cases.permit import plan_of
from yuanban.cases.verify import verify_case
from yuanban.catalogue.models import Bundle
from yuanban.law.modes import plan
from yuanban.law.refusal import Refusal
from yuanban.mandates.models import Instrument
from yuanban.mandates.queries import items_of
from yuanban.mandates.world import world
from yuanban.voice.actions.rate import rate
from yuanban.voice.models import Rating

MODES = ["direct-authorisation", "mutual-windows", "onsite-agency", "offline-agency", "joint-office"]


def matter(town, mode):
    """A park and an item whose proven plan today is `mode`."""
    for code in ("lingang", "jiangan", "nanxi"):
        park, firm = town.park(code), town.firm(code)
        for item in items_of(park, at().date()).order_by("pk"):
            facts = {"investment_wan": 3000, "annual_energy_tce": 2000}
            place = firm.region_id
            proven = plan(world(at().date()), code, item.code, at().date(), facts, place=place)
            if getattr(proven, "mode", None) == mode and proven.step("accept").actor != "applicant":
                return code, item, firm
    raise LookupError(mode)


@pytest.mark.parametrize("mode", MODES)
def test_a_matter_is_settled_in_the_park(town, mode):
    park, item, firm = matter(town, mode)
    case = town.apply(park, item, firm, investment_wan=3000)
    assert case.mode == mode
    town.until(case, "delivered")
    rate(town.owner(firm), case.number, 1, "很快")
    case.refresh_from_db()
    assert (case.state, case.outcome, case.light) == ("delivered", "granted", "green")
    assert case.mode == plan_of(case).mode == mode
    assert Rating.objects.get(case=case).level == 1
    assert verify_case(case) == []


@pytest.mark.parametrize("mode", MODES)
def test_the_window_may_receive_but_not_accept(town, mode):
    park, item, firm = matter(town, mode)
    case = town.until(town.apply(park, item, firm, investment_wan=3000), "received")
    with pytest.raises(Refusal) as refusal:
        accept(town.clerk(case), case.number)
    assert refusal.value.rule in ("no-instrument", "entrustee-not-organ", "power-not-granted")
    assert "行政许可法" in str(refusal.value) or "授权文件" in str(refusal.value)
    case.refresh_from_db()
    assert case.state == "received"


def test_a_bundle_is_one_application_and_each_organ_decides_its_own(town):
    bundle = Bundle.objects.get(code="restaurant-lingang")
    park = bundle.parks.first().code
    regions = {r.region_id for r in town.park(park).parkregion_set.all()}
    organs = {m.item.organ.territory[0] for m in bundle.members.filter(item__isnull=False)}
    firm = town.firm(park, next((r for r in regions & organs), None))
    application = town.application(park, bundle=bundle, firm=firm)
    cases = apply(town.owner(firm), application)
    assert len(cases) == bundle.members.filter(item__isnull=False).count()
    wish_early(town.owner(firm), cases[0].bundle_case.number)
    assert len({case.bundle_case_id for case in cases}) == 1
    for case in cases:
        town.until(case, "delivered")
        assert verify_case(case) == []
    assert {plan_of(case).mode for case in cases} == {"integrated"}


def test_a_secondee_who_is_not_named_is_refused(town):
    park, item, firm = matter(town, "mutual-windows")
    case = town.until(town.apply(park, item, firm), "received")
    step = plan_of(case).step("accept")
    doer = town.doer(case, "accept")
    paper = Instrument.objects.get(
        code=next(c for c in step.chain if Instrument.objects.get(code=c).kind == "secondment")
    )
    stranger = replace(doer, person=town.actor("admin").person, name="无名")
    assert paper.staff.exists()
    with pytest.raises(Refusal) as refusal:
        accept(stranger, case.number)
    assert "派驻人员名单" in str(refusal.value)


def test_above_the_threshold_the_committee_may_not_decide(town):
    item = Instrument.objects.get(code="ent-permit-lingang").items.first()
    firm = town.firm("lingang")
    case = town.until(town.apply("lingang", item, firm, investment_wan=9000), "reviewed")
    assert case.mode != "direct-authorisation"
    committee = town.actor("yuanqu")
    with pytest.raises(Refusal) as refusal:
        decide(committee, case.number, "granted")
    assert refusal.value.rule == "outside-condition"
    assert "5000" in str(refusal.value)


def test_only_the_keeper_of_the_seal_seals(town):
    park, item, firm = matter(town, "direct-authorisation")
    case = town.until(town.apply(park, item, firm, investment_wan=3000), "decided")
    with pytest.raises(Refusal):
        seal(town.clerk(case), case.number)
    town.seal(case)
    case.refresh_from_db()
    assert case.state == "sealed"
