import pytest

from tests.visitor import Visitor, hidden, text
from yuanban.voice.models import Rating


@pytest.fixture
def delivered(town):
    item = town.item("企业变更登记", "cp-amr")
    firm = town.firm("lingang", "511502")
    case = town.until(town.apply("lingang", item, firm), "delivered")
    return case, Visitor(case.applicant.username), f"/cases/{case.number}/rate/"


def rate(visitor, url, level, text="", version=None):
    version = version if version is not None else hidden(visitor.get(url), "version")
    return visitor.post(url, {"version": version, "level": level, "text": text})


def test_five_levels_once(delivered):
    case, visitor, url = delivered
    page = text(visitor.get(url))
    assert all(level in page for level in Rating.LEVELS.values())
    assert rate(visitor, url, "1", "很快").headers["Location"] == f"/cases/{case.number}/"
    assert (case.rating.level, case.rating.text) == (1, "很快")
    again = visitor.get(url)
    assert again.status_code == 409
    assert 'data-rule="rate-once"' in again.content.decode()


@pytest.mark.parametrize("level", ["", "0", "6", "x"])
def test_a_level_must_be_chosen_and_words_are_kept(delivered, level):
    _, visitor, url = delivered
    response = rate(visitor, url, level, "还不错")
    assert response.status_code == 422
    assert "请选择一个评价等级" in text(response)
    assert ">还不错</textarea>" in response.content.decode()
    assert not Rating.objects.exists()


def test_two_windows_open_make_one_rating(delivered):
    _, visitor, url = delivered
    version = hidden(visitor.get(url), "version")
    rate(visitor, url, "2", version=version)
    assert rate(visitor, url, "5", version=version).status_code == 409
    assert [rating.level for rating in Rating.objects.all()] == [2]


def test_what_is_not_delivered_is_not_rated(town):
    case = town.apply("lingang", town.item("企业变更登记", "cp-amr"), town.firm("lingang", "511502"))
    assert Visitor(case.applicant.username).get(f"/cases/{case.number}/rate/").status_code == 409
