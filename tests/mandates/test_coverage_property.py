"""Whatever is done, and whatever day comes: the matrix brought up to date is the matrix computed anew."""

import datetime as dt

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.cast import DAY, at
from yuanban.catalogue.actions.make_overlay import add_to_park, leave_out
from yuanban.catalogue.actions.publish_reference import publish_reference
from yuanban.catalogue.actions.publish_version import draft_version, publish_version
from yuanban.catalogue.actions.start_reference import start_reference
from yuanban.catalogue.actions.undo_overlay import undo_overlay
from yuanban.catalogue.lists import Overlay
from yuanban.catalogue.lists_queries import reference_items
from yuanban.catalogue.models import Item
from yuanban.catalogue.queries import version_on
from yuanban.law.modes import load_modes
from yuanban.law.refusal import Refusal
from yuanban.law.world import POWERS
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.actions.arrange import arrange
from yuanban.mandates.actions.draft_instrument import draft_instrument
from yuanban.mandates.actions.publish_instrument import publish_instrument
from yuanban.mandates.actions.register_seal import register_seal
from yuanban.mandates.actions.retire_seal import retire_seal
from yuanban.mandates.actions.revoke_instrument import revoke_instrument
from yuanban.mandates.actions.sign_instrument import sign_instrument
from yuanban.mandates.coverage_models import CoverageCell, CoverageCount
from yuanban.mandates.coverage_store import rebuild, refresh
from yuanban.mandates.models import Agreement, Instrument, Seal
from yuanban.places import epoch
from yuanban.places.models import Body, Park, ParkRegion, Region

SLOW = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a failing example is short; making it shorter takes minutes
)
CELL = (
    "park__code", "item__code", "place", "mode", "rule", "because", "decides", "in_name_of", "days", "visits", "instruments",
    "missing", "until",
)  # fmt: skip


def rows():
    cells = {cell[:2]: cell[2:] for cell in CoverageCell.objects.values_list(*CELL)}
    counts = {one[:3]: one[3] for one in CoverageCount.objects.values_list("park__code", "mode", "rule", "cells")}
    return cells, counts


class Doing:
    """One real action at a time, by whoever may; a refusal is an answer too."""

    def __init__(self, data, cast):
        self.data, self.day, self.number = data, DAY, 0
        self.cast = cast

    @property
    def actor(self):
        return self.cast.actor("shengzx", at(self.day))

    def pick(self, found):
        found = list(found)
        return found[self.data.draw(st.integers(0, len(found) - 1))] if found else None

    def later(self):
        return self.day + dt.timedelta(days=self.data.draw(st.sampled_from([0, 1, 3, 30])))

    def code(self):
        self.number += 1
        return f"made-{self.number}"

    def grant(self):
        item = self.pick(Item.objects.filter(organ__isnull=False).order_by("pk"))
        bodies = Body.objects.exclude(pk=item.organ_id).order_by("pk")
        to, kind = (
            self.pick(bodies),
            self.data.draw(st.sampled_from(["entrustment", "devolution", "secondment", "agency"])),
        )
        code, first = self.code(), self.later()
        draft_instrument(
            self.actor, items=[item, self.pick(Item.objects.order_by("pk"))], kind=kind, code=code, title=f"文书{code}", to=to,
            grantor=None if kind == "agency" else item.organ, powers=list(POWERS), territory=item.organ.territory or ["51"],
            basis="某条例第一条", from_date=first, to_date=first + dt.timedelta(days=self.data.draw(st.sampled_from([1, 40]))),
        )  # fmt: skip
        sign_instrument(self.actor, code, self.day)
        if self.data.draw(st.booleans()):
            publish_instrument(self.actor, code, self.day, "政府网站")

    def publish(self):
        if paper := self.pick(Instrument.objects.filter(state="signed").order_by("pk")):
            publish_instrument(self.actor, paper.code, self.day, "政府网站")

    def revoke(self):
        paper = self.pick(Instrument.objects.filter(state="published").order_by("pk"))
        revoke_instrument(self.actor, paper.code, self.later(), "职责调整")

    def seal(self):
        paper = self.pick(Instrument.objects.filter(grantor__isnull=False, state="published").order_by("pk"))
        whole, first = self.data.draw(st.booleans()), self.later()
        register_seal(
            self.actor, items=[] if whole else list(paper.items.all()), code=self.code(), of=paper.grantor, kept_by=paper.to,
            name="审批专用章", kind="approval", all_items=whole, from_date=first, to_date=first + dt.timedelta(days=20),
        )  # fmt: skip

    def retire(self):
        retire_seal(self.actor, self.pick(Seal.objects.order_by("pk")).code, self.later(), "磨损")

    def wish(self):
        park, item = self.pick(Park.objects.order_by("pk")), self.pick(Item.objects.order_by("pk"))
        arrange(self.actor, park, item, self.pick(sorted(load_modes())), self.later())

    def guide(self):
        item = self.pick(Item.objects.filter(versions__state="published").distinct().order_by("pk"))
        now = version_on(item, self.day)
        version = draft_version(
            self.actor, item, self.later(), statutory=now.statutory, promised=min(now.statutory, self.data.draw(st.integers(1, 3))),
            visits=self.data.draw(st.integers(0, 2)), basis=[{"law": "某条例", "article": "第一条"}], form=now.form,
        )  # fmt: skip
        publish_version(self.actor, version)

    def overlay(self):
        park = self.pick(Park.objects.order_by("pk"))
        if self.data.draw(st.booleans()):
            leave_out(
                self.actor, park, self.pick(reference_items(park, self.day)).key, "本园区没有这类企业", self.later()
            )
        else:
            basic = self.pick(Item.objects.filter(basic__isnull=False).order_by("pk")).basic
            line = {
                "key": basic.code,
                "list": "approval",
                "stage": "open",
                "name": basic.name,
                "summary": "",
                "supplier": "",
            }
            add_to_park(self.actor, park, line, "企业提出需要", self.later())

    def undo(self):
        if made := self.pick(Overlay.objects.filter(to_date=None).order_by("pk")):
            undo_overlay(self.actor, made)

    def reference(self):
        draft = start_reference(self.actor, self.pick(sorted(Park.KINDS)))
        publish_reference(self.actor, draft, self.later())

    def territory(self):
        """As an import of bodies would."""
        body = self.pick(Body.objects.exclude(territory=[]).order_by("pk"))
        body.territory = [self.pick(Region.objects.order_by("pk")).code]
        body.save()
        epoch.bump()

    def county(self):
        """As an import of parks would."""
        park = self.pick(Park.objects.order_by("pk"))
        region = self.pick(Region.objects.filter(level="county").exclude(parks=park).order_by("pk"))
        ParkRegion.objects.create(park=park, region=region, order=park.parkregion_set.count())
        epoch.bump()

    def end_agreement(self):
        pact = self.pick(Agreement.objects.order_by("pk"))
        pact.to_date = self.later()
        pact.save()
        epoch.bump()

    def days(self):
        self.day += dt.timedelta(days=self.data.draw(st.sampled_from([1, 2, 20, 200])))


DEEDS = sorted(
    name for name, made in vars(Doing).items() if callable(made) and name not in ("__init__", "pick", "later", "code")
)


@settings(SLOW, max_examples=12)
@given(data=st.data())
def test_refreshed_is_rebuilt(town, data):
    with transaction.atomic():
        doing = Doing(data, town)
        refresh(doing.day)
        for name in data.draw(st.lists(st.sampled_from(DEEDS), min_size=1, max_size=6)):
            try:
                with transaction.atomic():
                    getattr(doing, name)()
            except (Refusal, Invalid):
                continue
            if data.draw(st.booleans()):
                refresh(doing.day)
        refresh(doing.day)
        refreshed = rows()
        rebuild(doing.day)
        anew = rows()
        assert refreshed == anew
        transaction.set_rollback(True)


@settings(SLOW, max_examples=8)
@given(days=st.integers(1, 900))
def test_nothing_changes_by_itself_before_the_day_that_is_told(town, days):
    told = (
        "park__code",
        "item__code",
        "place",
        "mode",
        "rule",
        "decides",
        "in_name_of",
        "days",
        "visits",
        "instruments",
        "missing",
    )
    with transaction.atomic():
        rebuild(DAY)
        then = DAY + dt.timedelta(days=days)
        steady = CoverageCell.objects.exclude(until__lte=then)
        before = {cell[:2]: cell[2:] for cell in steady.values_list(*told)}
        rebuild(then)
        after = {cell[:2]: cell[2:] for cell in CoverageCell.objects.values_list(*told)}
        assert {pair: after[pair] for pair in before.keys() & after.keys()} == {
            p: before[p] for p in before.keys() & after.keys()
        }
        transaction.set_rollback(True)
