import pytest

from yuanban.places.models import Body


@pytest.fixture
def manager(town):
    return town.actor("guanli1")


@pytest.fixture
def province(town):
    return town.actor("shengzx")


@pytest.fixture
def fields(town):
    """An entrustment to the committee that nobody has given yet."""
    return {
        "code": "ent-test",
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
