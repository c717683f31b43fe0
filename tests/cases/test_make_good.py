"""容缺: what was promised for later is handed in before the decision, and nothing is granted until it is."""

import pytest

from tests.cast import PDF
from yuanban.cases.actions.apply import apply
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.make_good import make_good
from yuanban.cases.files import keep
from yuanban.catalogue.models import Material
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@pytest.fixture
def promised(town):
    """A case accepted with one material promised for later, and that material's code."""
    from dataclasses import replace

    material = Material.objects.filter(
        need="deferrable", version__item__arrangements__park__code="lingang", version__item__organ__territory=["511500"]
    ).first()
    application = town.application("lingang", material.version.item, investment_wan=3000)
    files = {code: pk for code, pk in application.files.items() if code != material.code}
    application = replace(application, files=files, deferred=frozenset({material.code}))
    case = apply(town.owner(application.enterprise), application)[0]
    return town.until(case, "reviewed"), material.code


def test_nothing_is_granted_before_the_promise_is_kept(town, promised):
    case, _ = promised
    with pytest.raises(Refusal) as refusal:
        decide(town.doer(case, "decide"), case.number, "granted")
    assert refusal.value.rule == "promise-kept"
    case.refresh_from_db()
    assert case.state == "reviewed"


def test_the_applicant_makes_good_and_the_case_goes_on(town, promised):
    case, code = promised
    owner = town.owner(case.enterprise)
    make_good(owner, case.number, {code: keep(owner, "later.pdf", PDF + b"later").pk})
    assert case.materials.get(code=code).state == "given"
    town.decide(case)
    case.refresh_from_db()
    assert case.outcome == "granted"


def test_a_denial_needs_no_promise(town, promised):
    case, _ = promised
    decide(town.doer(case, "decide"), case.number, "denied", "不符合条件。")
    case.refresh_from_db()
    assert case.outcome == "denied"


def test_an_empty_hand_is_told_what_is_missing(town, promised):
    case, code = promised
    with pytest.raises(Invalid) as problem:
        make_good(town.owner(case.enterprise), case.number, {})
    assert set(problem.value.errors) == {f"material-{code}"}


def test_nothing_owed_nothing_to_make_good(town, promised):
    case, code = promised
    make_good(town.clerk(case), case.number, {}, paper=[code])
    with pytest.raises(Refusal):
        make_good(town.clerk(case), case.number, {}, paper=[code])
