import pickle
import re

import pytest

from tests.shared import shared
from yuanban.law.refusal import Refusal
from yuanban.law.rules import rule, rules


def test_every_rule_of_the_law_is_there():
    text = shared("domain/law.md").read_text(encoding="utf-8")
    tables = text[text.index("| rule id |") :].split("\n")
    ids = {match[1] for line in tables if (match := re.match(r"\| `([a-z-]+)` \|", line))}
    assert len(ids) > 30
    assert ids <= set(rules())


@pytest.mark.parametrize("one", rules().values(), ids=rules().keys())
def test_a_rule_speaks_in_full_sentences(one):
    assert one.title and not one.title.endswith("。")
    assert one.article
    assert one.because.endswith("。")
    assert one.cure.endswith("。")
    assert not re.search(r"[A-Za-z]", one.title + one.because + one.cure)


def test_an_unknown_rule_is_our_mistake():
    with pytest.raises(KeyError):
        rule("no-such-rule")
    with pytest.raises(KeyError):
        Refusal("no-such-rule")


def test_a_refusal_says_why_by_which_article_and_what_next():
    refusal = Refusal("supplement-once")
    assert refusal.rule == "supplement-once"
    assert str(refusal) == f"{refusal.because}依据：《行政许可法》第三十二条第一款第四项。{refusal.cure}"


def test_a_refusal_takes_an_exacter_reason():
    refusal = Refusal("not-in-force", "委托书已于2026年3月1日届满。")
    assert refusal.because == "委托书已于2026年3月1日届满。"
    assert refusal.cure == rule("not-in-force").cure


def test_a_refusal_travels_between_processes():
    refusal = Refusal("extension", "没有批准。", "请先报批。")
    assert pickle.loads(pickle.dumps(refusal)) == refusal
    assert refusal != Refusal("extension")
