"""A park over two districts: the law's place or the business's decides, both are kept, and the case says which."""

from dataclasses import replace

import pytest

from tests.cast import at
from tests.visitor import Visitor, text
from yuanban.cases.actions.apply import apply
from yuanban.demo.stories import programme as story
from yuanban.law.competence import competent
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.actions.arrange import arrange
from yuanban.mandates.models import Arrangement
from yuanban.places.models import Park


def follow(town, item, rule):
    old = Arrangement.objects.get(park__code="lingang", item=item, to_date=None)
    arrange(
        town.actor("shengzx"), Park.objects.get(code="lingang"), item, old.mode, at().date(), old.note, old.cadre, rule
    )


def handed_in(town, item, firm, site):
    application = town.application("lingang", item, firm)
    return apply(town.owner(firm), replace(application, site=site))[0]


@pytest.mark.parametrize(
    ("rule", "place", "said"),
    [
        ("site", "511503", "按项目、场所所在地确定管辖：所在地是南溪区"),
        ("business", "511502", "按企业登记地确定管辖：登记在翠屏区"),
    ],
)
def test_the_rule_of_the_park_decides_and_both_places_are_kept(town, rule, place, said):
    item, firm = (
        town.item("食品经营许可", {"511503": "nx-amr", "511502": "cp-amr"}[place]),
        town.firm("lingang", "511502"),
    )
    follow(town, item, rule)
    case = handed_in(town, item, firm, "511503")
    assert (case.place, case.site, case.business_place, case.competence) == (place, "511503", "511502", rule)
    assert {"511503": "nx-amr", "511502": "cp-amr"}[place] in case.bodies
    owner = Visitor(firm.members.first().username)
    assert said in text(owner.get(f"/cases/{case.number}/"))
    done = town.until(case, "delivered")
    assert done.place == place


def test_a_place_outside_the_park_is_asked_for_again(town):
    item, firm = town.item("食品经营许可", "cp-amr"), town.firm("lingang", "511502")
    with pytest.raises(Invalid) as no:
        handed_in(town, item, firm, "511523")
    assert set(no.value.errors) == {"_site"}


def test_the_form_asks_where_it_lies_only_where_that_decides(town):
    item, firm = town.item("食品经营许可", "cp-amr"), town.firm("lingang", "511502")
    owner = Visitor(firm.members.first().username)
    assert "项目、场所在哪里" not in text(owner.get(f"/apply/lingang/{item.pk}/"))
    follow(town, item, "site")
    assert "项目、场所在哪里" in text(owner.get(f"/apply/lingang/{item.pk}/"))


def test_without_an_agreement_it_stays_as_it_was():
    assert competent("", ("511502", "511503"), "", "511503").place == "511503"
    assert story.BY_SITE and competent("business", ("511502", "511503"), "511503", "511523").place == "511503"
