"""Every rule of the law is the answer to at least one question that a jurist can read."""

import re

import pytest

from tests.law.test_scenario import OWN
from tests.shared import shared
from yuanban.law.faults import ORDER
from yuanban.law.rules import rules
from yuanban.law.scenario import read_scenarios
from yuanban.law.steps import DEEDS

# What our own files add to the tables of the law: the engine refuses by them, the tables do not know them.
ADDED = {
    "wrong-state", "event-order", "no-post", "changed-meanwhile", "agency-scope", "rate-once", "outside-calendar",
    "promise-kept", "overlapping-grants", "bad-condition", "termination",
    "certificate-state", "suspension", "revocation", "annulment", "statement",
    "bundle-order", "joint-delivery", "joint-days", "opinion-reasons", "opinions-weighed",
    "commitment-open", "commitment-checked",
    "programme-quota", "programme-window", "programme-once", "park-merged", "expert-aside", "score-owner", "score-change",
    "experts-few", "tie-undecided", "ranking-frozen", "notice-running", "notice-ended", "acceptance", "downgrade", "advice-only",
    "stand-aside", "rating-loop", "rating-appeal", "concern-answer", "stuck-answer", "too-often",
    "service-admission", "service-permit",
    "vacancy-fair", "intermediary-basis", "intermediary-choice",
    "mediation-voluntary", "arbitration-agreement", "judicial-confirmation",
}  # fmt: skip


@pytest.fixture(scope="module")
def asks():
    return [ask for file in sorted(OWN.glob("*.yaml")) for scenario in read_scenarios(file) for ask in scenario.asks]


def expected(asks):
    passed_over = {rule for ask in asks for rule in ask.expect.get("passed_over", {}).values()}
    return {ask.expect["rule"] for ask in asks if ask.expect.get("rule")} | passed_over


def test_every_rule_is_the_answer_to_a_question(asks):
    assert set(rules()) - ADDED - expected(asks) == set()


def test_every_rule_of_the_shared_tables_is_covered(asks):
    text = shared("domain/law.md").read_text(encoding="utf-8")
    tables = text[text.index("| rule id |") :].split("\n")
    ids = {match[1] for line in tables if (match := re.match(r"\| `([a-z-]+)` \|", line))}
    assert ids - expected(asks) == set()
    assert set(rules()) - ids == ADDED


def test_every_rule_of_authority_is_asked_of_authority_itself(asks):
    assert set(ORDER) - expected([ask for ask in asks if ask.kind == "may"]) == set()


ANSWERS = {"card", "remind", "be-silent", "let-pass", "choose-place"}  # these only answer, and refuse nobody


def test_every_deed_is_asked_about_as_lawful_and_as_unlawful(asks):
    steps = [ask for ask in asks if ask.kind == "step"]
    for allowed in (True, False):
        seen = {ask.given["did"] for ask in steps if ask.expect.get("allowed") is allowed}
        assert set(DEEDS) - seen - (ANSWERS if not allowed else set()) == set()


def test_there_are_many_more_questions_than_sixty(asks):
    assert len(asks) >= 320
