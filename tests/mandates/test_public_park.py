"""A park's public page: what is decided there, in whose name and on which published paper; and the paper itself."""

import pytest

from tests.cast import DAY
from tests.visitor import Visitor, text
from yuanban.accounts.models import Person
from yuanban.mandates.decided_here import rows_of
from yuanban.mandates.models import Instrument
from yuanban.places import epoch


def told(address, username=""):
    page = Visitor(username).get(address)
    assert page.status_code == 200
    return text(page)


def test_what_is_decided_here_with_the_paper_it_rests_on(town):
    page = told("/parks/lingang/?where=here&q=企业投资项目备案")
    assert "在本园区决定的事项 1项" in page
    assert "宜宾三江新区管理委员会以宜宾市翠屏区发展和改革局名义" in page
    assert "翠发改委托〔2025〕演示1号" in page
    assert "2025年6月5日公布于宜宾市人民政府网站政府信息公开栏目（演示）" in page
    assert "1个工作日法定1个工作日" in page
    assert "不用出园区" in page


def test_every_matter_stands_once_and_the_counts_agree(town):
    rows = rows_of(town.park("lingang"), DAY)
    assert len({one.item.pk for one in rows}) == len(rows)
    for where in ("here", "organ", "facts", "none"):
        n = sum(one.standing.where == where for one in rows)
        page = told(f"/parks/lingang/?where={where}")
        assert (f"{n}项" in page) if n else ("没有符合条件的事项" in page)


def test_decided_here_means_by_a_body_of_the_park(town):
    park = town.park("lingang")
    houses = {park.committee.code, park.operator.code, *(w.body.code for w in park.centre.windows.all())}
    for one in rows_of(park, DAY):
        if one.standing.decides:
            assert (one.standing.where == "here") == (one.standing.decides in houses)


def test_by_the_stages_of_an_enterprise(town):
    page = told("/parks/lingang/?stage=establish")
    assert "企业设立登记" in page
    assert "建筑工程施工许可证核发" not in page
    assert "没有符合条件的事项" in told("/parks/lingang/?q=登陆火星")


def test_who_decides_turns_on_the_facts(town):
    page = told("/parks/lingang/?where=facts")
    assert "由谁决定看具体情况的事项" in page
    assert "填写情况" in page


def test_a_revoked_paper_no_longer_decides_here(town):
    paper = Instrument.objects.get(code="ent-record-lingang")
    assert "翠发改委托" in told("/parks/lingang/?q=企业投资项目备案")
    Instrument.objects.filter(pk=paper.pk).update(state="revoked", revoked_on=DAY)
    epoch.bump()
    assert "翠发改委托" not in told("/parks/lingang/?q=企业投资项目备案")


def test_the_paper_shows_parties_items_powers_territory_and_term(town):
    page = told("/instruments/ent-record-lingang/?park=lingang")
    for words in (
        "宜宾市翠屏区发展和改革局",
        "宜宾三江新区管理委员会",
        "受理、审查、决定、用印、送达",
        "翠屏区",
        "企业投资项目备案",
        "2025年6月5日至2028年5月31日",
        "有效",
    ):
        assert words in page


def test_a_condition_is_told_in_the_words_of_the_form(town):
    found = Instrument.objects.filter(condition__contains="investment_wan").first()
    page = told(f"/instruments/{found.code}/")
    assert "investment_wan" not in page
    assert "万元" in page


@pytest.mark.parametrize("state", ["draft", "signed", "discarded"])
def test_what_was_never_published_is_nobodys_to_read(town, state):
    Instrument.objects.filter(code="ent-record-lingang").update(state=state)
    for username in ("", "qiye", "guanli1"):
        assert Visitor(username).get("/instruments/ent-record-lingang/").status_code == 404
    assert Visitor().get("/instruments/ent-eia-lingang/").status_code == 404
    assert Visitor().get("/instruments/nothing/").status_code == 404


def test_a_paper_published_later_is_not_read_before(town):
    Instrument.objects.filter(code="ent-record-lingang").update(published_on=DAY.replace(year=2027))
    assert Visitor().get("/instruments/ent-record-lingang/").status_code == 404


def test_no_names_of_staff(town):
    staffed = Instrument.objects.filter(kind="secondment", staff__isnull=False, state="published").first()
    names = list(staffed.staff.values_list("name", flat=True))
    page = told(f"/instruments/{staffed.code}/")
    assert names
    assert not [name for name in names if name in page]
    every = told("/parks/lingang/")
    assert not [
        name for name in Person.objects.filter(posts__isnull=False).values_list("name", flat=True) if name in every
    ]


def test_a_revoked_paper_says_so(town):
    Instrument.objects.filter(code="ent-record-lingang").update(state="revoked", revoked_on=DAY)
    page = told("/instruments/ent-record-lingang/")
    assert "已撤销" in page
    assert "起不再依据这份文书办理" in page


def test_parks_are_found_by_name_city_and_kind(town):
    assert "南溪酿酒专用粮" not in told("/parks/?q=临港")
    assert "宜宾临港经济技术开发区" in told("/parks/?kind=etdz")
    assert "没有符合条件的园区" in told("/parks/?q=火星")
    assert "宜宾临港" in told("/parks/?kind=moon&page=99")
