"""/rules/: every rule has its page, in words, with situations that the engine answers now."""

import pytest

from tests.visitor import Visitor, text
from yuanban.law.examples import examples, meanings
from yuanban.law.rules import rules


def test_every_rule_is_explained():
    assert set(meanings()) == set(rules())


@pytest.mark.django_db
def test_the_index_finds_and_groups():
    page = text(Visitor().get("/rules/"))
    for words in ("补正", "听证", "委托"):
        assert words in page
    assert "没有" in text(Visitor().get("/rules/?q=没有这样的规则"))


@pytest.mark.django_db
@pytest.mark.parametrize("rule", sorted(rules()))
def test_each_page_says_article_and_cure(rule):
    page = Visitor().get(f"/rules/{rule}/")
    assert page.status_code == 200
    assert rules()[rule].article in text(page)
    assert all(one.situation in text(page) for one in examples(rule))


@pytest.mark.django_db
def test_no_such_rule():
    assert Visitor().get("/rules/no-such-rule/").status_code == 404
